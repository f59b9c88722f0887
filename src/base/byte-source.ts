/** Files as bytes that need not be in memory: read front to back in stretches, some of them at any place as well. */
import { settled, type Task } from './task';

export interface ByteStream {
  /** The next stretch, of any length but zero; `undefined` at the end. Not called before the last one has settled. */
  next(): Promise<Uint8Array | undefined> | Uint8Array | undefined;
  /** Bytes of the file on disk that have been used up, for progress; of a compressed one fewer than it gave. */
  used(): number;
  /** Nobody will ask for more. */
  close(): void;
}

export interface ByteSource {
  /** Of the file on disk. */
  readonly size: number;
  /** From the first byte; may be called again. */
  open(): ByteStream;
  /** A part of it, shorter at its end; `undefined` for what can only be read front to back. */
  readonly slice?: ((start: number, end: number) => Promise<Uint8Array> | Uint8Array) | undefined;
  /** All of it, where it is in memory anyway. */
  readonly bytes?: Uint8Array;
  /** The file that it is, where it is one by itself. */
  readonly file?: FileBytes;
}

/** A file of the page or of Node, as both know it: a `Blob` is one. */
export interface FileBytes {
  readonly size: number;
  readonly lastModified?: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Given by the host, which knows how; the stream fails where the bytes are damaged. */
export type Inflate = (stream: ByteStream, format: 'gzip' | 'deflate-raw') => ByteStream;

/** What cannot be read, and why: half a sentence that follows the name of the file. */
export class Unreadable extends Error {}

/** What a browser hands over while the thread that reads has no time to take it: more would wait for that thread. */
const STRETCH = 1 << 21;
/** So many are on their way while one is worked on. */
const AHEAD = 3;

export const sourceOfBytes = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  open: () => streamOfBytes(bytes),
  slice: (start, end) => bytes.subarray(start, end),
  bytes,
});

function streamOfBytes(bytes: Uint8Array): ByteStream {
  let at = 0;
  return {
    next() {
      if (at >= bytes.length) return undefined;
      const stretch = bytes.subarray(at, at + STRETCH);
      at += stretch.length;
      return stretch;
    },
    used: () => at,
    close: () => {},
  };
}

export function sourceOfFile(file: FileBytes): ByteSource {
  const slice = async (start: number, end: number) => new Uint8Array(await file.slice(start, end).arrayBuffer());
  return { size: file.size, file, slice, open: () => streamOfSlices(slice, 0, file.size) };
}

/** Reads some stretches ahead, so that reading and what is done with it go on side by side; one where many end early. */
export function streamOfSlices(
  slice: NonNullable<ByteSource['slice']>,
  start: number,
  end: number,
  { ahead: most = AHEAD } = {},
): ByteStream {
  let at = start;
  let used = 0;
  const ahead: Promise<Uint8Array>[] = [];
  const readAhead = () => {
    while (ahead.length < most && at < end) {
      const from = at;
      at = Math.min(at + STRETCH, end);
      const stretch = Promise.resolve(slice(from, at));
      // Whoever asks for it is told; until then it is nobody's failure.
      stretch.catch(() => {});
      ahead.push(stretch);
    }
  };
  return {
    next() {
      readAhead();
      const now = ahead.shift();
      readAhead();
      return now?.then((stretch) => {
        used += stretch.length;
        return stretch;
      });
    },
    used: () => used,
    close: () => void (at = end),
  };
}

/** A stream that gives these stretches first. */
export function pushedBack(stream: ByteStream, stretches: readonly Uint8Array[]): ByteStream {
  const waiting = stretches.filter(({ length }) => length > 0);
  return { ...stream, next: () => waiting.shift() ?? stream.next() };
}

/** The next stretch; `Unreadable` when there is none to be had. */
export function* nextStretch(stream: ByteStream): Task<Uint8Array | undefined> {
  const next = stream.next();
  if (!(next instanceof Promise)) return next;
  try {
    return yield* settled(next);
  } catch (error) {
    throw asUnreadable(error);
  }
}

export function* readSlice(source: ByteSource, start: number, end: number): Task<Uint8Array> {
  const slice = source.slice?.(start, end) ?? new Uint8Array();
  if (!(slice instanceof Promise)) return slice;
  try {
    return yield* settled(slice);
  } catch (error) {
    throw asUnreadable(error);
  }
}

const asUnreadable = (error: unknown): Unreadable =>
  error instanceof Unreadable ? error : new Unreadable(error instanceof Error ? error.message : String(error));

/** Stretches up to so many bytes and perhaps a little more; `ended` when there are no more behind them. */
export function* readUpTo(
  stream: ByteStream,
  most: number,
): Task<{ readonly stretches: readonly Uint8Array[]; readonly length: number; readonly ended: boolean }> {
  const stretches: Uint8Array[] = [];
  let length = 0;
  while (length <= most) {
    const stretch = yield* nextStretch(stream);
    if (stretch === undefined) return { stretches, length, ended: true };
    stretches.push(stretch);
    length += stretch.length;
  }
  return { stretches, length, ended: false };
}

export function joined(stretches: readonly Uint8Array[]): Uint8Array {
  const [first] = stretches;
  if (first !== undefined && stretches.length === 1) return first;
  const all = new Uint8Array(stretches.reduce((length, stretch) => length + stretch.length, 0));
  let at = 0;
  for (const stretch of stretches) {
    all.set(stretch, at);
    at += stretch.length;
  }
  return all;
}
