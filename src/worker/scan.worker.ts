/** Inside a worker that helps the engine's to read a big file. */
import { sourceOfFile, streamOfSlices, type FileBytes } from '../base/byte-source';
import { createHelper } from '../workspace/helpers';

const post = (message: unknown, moved: readonly ArrayBufferLike[]): void =>
  globalThis.postMessage(message, { transfer: [...moved] as ArrayBuffer[] });

const helper = createHelper((file, at) => {
  const { slice = () => new Uint8Array(), size } = sourceOfFile(file as FileBytes);
  // What is behind the end of a part is read for nothing.
  return streamOfSlices(slice, at, size, { ahead: 1 });
}, post);

globalThis.onmessage = ({ data }: MessageEvent<unknown>) => helper(data);
