/** Bytes that are read front to back, in stretches. */
export interface ByteStream {
  /** The next stretch, of any length but zero; `undefined` at the end. Not called before the last one has settled. */
  next(): Promise<Uint8Array | undefined> | Uint8Array | undefined;
  /** Bytes of the file on disk that have been used up, for progress; of a compressed one fewer than it gave. */
  used(): number;
  /** Nobody will ask for more. */
  close(): void;
}

/** A file that is not held in memory; given by the host, which knows files. */
export interface ByteSource {
  /** Of the file on disk. */
  readonly size: number;
  /** From the first byte; may be called again. */
  open(): ByteStream;
  /** A part of it; shorter at its end. */
  slice(start: number, end: number): Promise<Uint8Array> | Uint8Array;
}

const STRETCH = 1 << 22;

/** Bytes in memory, as a source. */
export const sourceOfBytes = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  open: () => streamOfBytes(bytes),
  slice: (start, end) => bytes.subarray(start, end),
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
