/** Workers that help the engine's worker to read a big file, which they are handed as it was dropped. */
import type { FileBytes } from '../base/byte-source';
import { helperCount, helpersOver, type Helpers, type HelperThread } from '../workspace/helpers';
import ScanWorker from './scan.worker?worker&inline';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | undefined }): unknown;
}

/** A worker inherits the page's policy but not what the page allows under it (`index.html`). */
function allowBlobs(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', { createScriptURL: (url) => (url.startsWith('blob:') ? url : undefined) });
}

let isAllowed = false;

/** Where one cannot be started, the engine's worker reads alone. */
export function helpers(file: FileBytes): Helpers | undefined {
  const threads: HelperThread[] = [];
  try {
    if (!isAllowed) allowBlobs();
    isAllowed = true;
    for (let count = helperCount(cores(), BUSY); count > 0; count -= 1) threads.push(startThread());
  } catch {
    for (const { end } of threads) end();
    return undefined;
  }
  return threads.length === 0 ? undefined : helpersOver(threads, file);
}

/** The page's own and that of the engine, which puts together what the others find. */
const BUSY = 2;

/** One helps at most where the machine says that its memory is short. */
function cores(): number {
  const { hardwareConcurrency, deviceMemory = SHORT + 1 } = navigator as Navigator & { readonly deviceMemory?: number };
  return deviceMemory <= SHORT ? Math.min(BUSY + 1, hardwareConcurrency) : hardwareConcurrency;
}

/** In gigabytes. */
const SHORT = 2;

function startThread(): HelperThread {
  const worker = new ScanWorker();
  return {
    post: (message) => worker.postMessage(message),
    listen(told, died) {
      worker.onmessage = ({ data }: MessageEvent<unknown>) => told(data);
      worker.onerror = ({ message }) => died(new Error(message));
      worker.onmessageerror = () => died(new Error('An answer of a thread could not be read.'));
    },
    end: () => worker.terminate(),
  };
}
