/**
 * The only place that says where the engine runs, and how it is started. The page calls `createEngine()` once and asks
 * through its `connection`, which stays the same over restarts:
 *
 *     const engine = createEngine();
 *     engine.onCrash((report) => { show the report; load the last files again, once });
 *     const { answer, cancel } = engine.connection.ask('load', params, onProgress);
 *
 * - A question that fails rejects with `Crashed`. The engine lives on; `restart()` is there for the doubtful.
 * - A thread that dies rejects everything asked with `Crashed`, is replaced by an empty one, and `onCrash` tells.
 * - Where no worker can be started, the same engine runs on the page and `kind()` says so. Asked meanwhile is not lost.
 */
import type { Task } from '../base/task';
import { createWorkspace } from '../workspace/create-workspace';
import type { FromWorker, ToWorker } from './protocol';
import { createClock, decodeText, inflate, portOver } from './host';
import EngineWorker from './engine.worker?worker&inline';
import { serve } from './serve';
import { supervise, type Engine, type Thread } from './supervise';

export const createEngine = (): Engine => supervise({ worker: startWorker, page: startOnPage });

function startWorker(onDeath: (report: string) => void): Thread {
  const worker = new EngineWorker();
  worker.onerror = ({ message, filename, lineno, colno }) => onDeath(`${message} (${filename}:${lineno}:${colno})`);
  return { kind: 'worker', port: portOver<ToWorker, FromWorker>(worker), end: () => worker.terminate() };
}

function startOnPage(): Thread {
  const { port1, port2 } = new MessageChannel();
  const workspace = createWorkspace({ decode: decodeText, inflate });
  serve(portOver<FromWorker, ToWorker>(port2), { ...workspace, warmUp: nothing }, createClock());
  return { kind: 'page', port: portOver<ToWorker, FromWorker>(port1), end: () => {} };
}

/** Whoever uses the page must not wait for what may never be needed. */
function* nothing(): Task<undefined> {}
