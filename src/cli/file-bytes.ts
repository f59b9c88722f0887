/** Files for the workspace, read as they are needed, and what undoes compression. */
import { closeSync, openSync, read, readSync, statSync } from 'node:fs';
import { Readable, pipeline } from 'node:stream';
import { createGunzip, createInflateRaw } from 'node:zlib';
import type { ByteStream, FileBytes, Inflate } from '../base/byte-source';

/** A file by its path, which other threads can open too. */
export interface FileAtPath extends FileBytes {
  readonly path: string;
}

export function fileBytes(path: string): FileAtPath {
  const { size, mtimeMs } = statSync(path);
  let file: number | undefined;
  return {
    path,
    size,
    lastModified: mtimeMs,
    slice: (start, end) => ({
      async arrayBuffer() {
        file ??= openSync(path, 'r');
        const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
        let length = 0;
        for (let got = -1; got !== 0 && length < bytes.length; length += got) {
          got = await readInto(file, bytes.subarray(length), start + length);
        }
        return length === bytes.length ? bytes.buffer : bytes.buffer.slice(0, length);
      },
    }),
  };
}

const readInto = (file: number, bytes: Uint8Array, position: number): Promise<number> =>
  new Promise((resolve, reject) => {
    read(file, bytes, 0, bytes.length, position, (error, count) => (error === null ? resolve(count) : reject(error)));
  });

const SOME = 1 << 20;

/** A file from an offset on, for a thread that may wait: every stretch comes in the same bytes. */
export function streamOfPath(path: string, start: number): ByteStream {
  const file = openSync(path, 'r');
  const bytes = new Uint8Array(SOME);
  let at = start;
  let isOpen = true;
  return {
    next() {
      const length = readSync(file, bytes, 0, SOME, at);
      at += length;
      return length === 0 ? undefined : bytes.subarray(0, length);
    },
    used: () => at,
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

const STRETCH = { chunkSize: 1 << 20 };

export const inflate: Inflate = (stream, format) => {
  const unpack = format === 'gzip' ? createGunzip(STRETCH) : createInflateRaw(STRETCH);
  // What fails on the way fails for whoever reads the end of it.
  pipeline(Readable.from(stretchesOf(stream)), unpack, () => {});
  const stretches: AsyncIterator<Uint8Array, undefined> = unpack[Symbol.asyncIterator]();
  return {
    next: async () => (await stretches.next()).value,
    used: () => stream.used(),
    close() {
      unpack.destroy();
      stream.close();
    },
  };
};

async function* stretchesOf(stream: ByteStream): AsyncGenerator<Uint8Array> {
  for (let next = await stream.next(); next !== undefined; next = await stream.next()) yield next;
}
