/** Threads of Node that help to read a big file. They run the same program, which finds that it is not the first. */
import { availableParallelism, totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';
import { parentPort, Worker } from 'node:worker_threads';
import type { FileBytes } from '../base/byte-source';
import { createHelper, helperCount, helpersOver, type Helpers, type HelperThread } from '../workspace/helpers';
import { streamOfPath, type FileAtPath } from './file-bytes';

/** With less memory than this, one thread helps at most. */
const SHORT = 4e9;

/** Where none can be started, this thread reads alone. */
export function helpers(file: FileBytes): Helpers | undefined {
  const { path } = file as Partial<FileAtPath>;
  const memory = Math.min(totalmem(), constrainedMemory() || Number.POSITIVE_INFINITY);
  const count = Math.min(helperCount(availableParallelism(), 1), memory < SHORT ? 1 : Number.POSITIVE_INFINITY);
  const threads = path === undefined ? [] : startThreads(count);
  return path === undefined || threads.length === 0 ? undefined : helpersOver(threads, path);
}

function startThreads(count: number): readonly HelperThread[] {
  const threads: HelperThread[] = [];
  try {
    while (threads.length < count) threads.push(startThread());
    return threads;
  } catch {
    for (const { end } of threads) end();
    return [];
  }
}

function startThread(): HelperThread {
  const worker = new Worker(new URL(import.meta.url));
  return {
    post: (message) => worker.postMessage(message),
    listen(told, died) {
      worker.on('message', told);
      worker.on('error', died);
      worker.on('messageerror', died);
    },
    end: () => void worker.terminate(),
  };
}

/** What such a thread does. */
export function help(): void {
  const helper = createHelper(
    (path, at) => streamOfPath(String(path), at),
    (message, moved) => parentPort?.postMessage(message, [...moved] as ArrayBuffer[]),
  );
  parentPort?.on('message', helper);
}
