/** Inside a worker that helps the engine's to read a big file. */
import { sourceOfFile, streamOfSlices, type FileBytes } from '../base/byte-source';
import { createHelper } from '../workspace/helpers';

const post = (message: unknown, moved: readonly ArrayBufferLike[]): void =>
  globalThis.postMessage(message, { transfer: [...moved] as ArrayBuffer[] });

/** What is read ahead of the end of a part is read for nothing. */
const STRETCH = 1 << 21;

const helper = createHelper((file, at) => {
  const { slice = () => new Uint8Array(), size } = sourceOfFile(file as FileBytes);
  return streamOfSlices(slice, at, size, STRETCH);
}, post);

globalThis.onmessage = ({ data }: MessageEvent<unknown>) => helper(data);
