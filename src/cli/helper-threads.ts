/** Threads of Node that help to read a big file. They run the same program, which finds that it is not the first. */
import { availableParallelism, freemem } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';
import type { FileBytes } from '../base/byte-source';
import { createHelper, helperCount, helpersOver, type Helpers, type HelperThread } from '../workspace/helpers';
import { streamOfPath, type FileAtPath } from './file-bytes';

/** What a thread needs, and some more: below it they would only push each other out. */
const ROOM = 400e6;

export function helpers(file: FileBytes): Helpers | undefined {
  const { path } = file as Partial<FileAtPath>;
  const count = Math.min(helperCount(availableParallelism(), 1), Math.floor(freemem() / ROOM));
  return path === undefined || count < 1 ? undefined : helpersOver(Array.from({ length: count }, startThread), path);
}

function startThread(): HelperThread {
  const worker = new Worker(new URL(import.meta.url));
  return {
    post: (message) => worker.postMessage(message),
    listen(told, died) {
      worker.on('message', told);
      worker.on('error', died);
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
