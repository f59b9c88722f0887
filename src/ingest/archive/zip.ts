/** A zip archive by its directory, which stands at its end. Source: PKWARE APPNOTE 6.3. */
import {
  readSlice,
  streamOfSlices,
  Unreadable,
  type ByteSource,
  type ByteStream,
  type Inflate,
} from '../../base/byte-source';
import type { Task } from '../../base/task';
import type { Member } from './member';

const DIRECTORY_END = 0x06054b50;
const LARGE_LOCATOR = 0x07064b50;
const LARGE_END = 0x06064b50;
const ENTRY = 0x02014b50;
/** The end of the directory with the longest comment, and what points to it in large archives. */
const TAIL = 65_557 + 20;
const LARGEST_DIRECTORY = 1 << 28;

/** The files of an archive; folders are left out. */
export function* zipMembers(source: ByteSource, inflate: Inflate): Task<readonly Member[]> {
  const { start, size } = yield* directoryOf(source);
  if (size > LARGEST_DIRECTORY) throw new Unreadable('it holds too many files');
  const bytes = yield* readSlice(source, start, start + size);
  const view = viewOf(bytes);
  const members: Member[] = [];
  for (let at = 0; at + 46 <= bytes.length && view.getUint32(at, true) === ENTRY;) {
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths;
    const name = String.fromCharCode(...bytes.subarray(at + 46, at + 46 + nameLength));
    const entry = entryAt(view, at, at + 46 + nameLength, extraLength);
    if (!name.endsWith('/')) members.push({ name, source: memberSource(source, entry, inflate) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return members;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function* directoryOf(source: ByteSource): Task<{ readonly start: number; readonly size: number }> {
  const tailStart = Math.max(0, source.size - TAIL);
  const tail = viewOf(yield* readSlice(source, tailStart, source.size));
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== DIRECTORY_END) at -= 1;
  if (at < 0) throw new Unreadable('its end is missing');
  const size = tail.getUint32(at + 12, true);
  const start = tail.getUint32(at + 16, true);
  if (start !== 0xffffffff && size !== 0xffffffff) return { start, size };
  if (at < 20 || tail.getUint32(at - 20, true) !== LARGE_LOCATOR) throw new Unreadable('its directory is missing');
  const largeStart = Number(tail.getBigUint64(at - 12, true));
  const large = viewOf(yield* readSlice(source, largeStart, largeStart + 56));
  if (large.byteLength < 56 || large.getUint32(0, true) !== LARGE_END) throw new Unreadable('its directory is missing');
  return { size: Number(large.getBigUint64(40, true)), start: Number(large.getBigUint64(48, true)) };
}

interface Entry {
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly header: number;
}

/** Sizes and places above four gigabytes stand in an extra field. */
function entryAt(view: DataView, at: number, extra: number, extraLength: number): Entry {
  const full = [24, 20, 42].map((offset) => view.getUint32(at + offset, true));
  for (let field = extra; field + 4 <= extra + extraLength;) {
    const length = view.getUint16(field + 2, true);
    let value = field + 4;
    for (let i = 0; view.getUint16(field, true) === 1 && i < 3 && value + 8 <= field + 4 + length; i += 1) {
      if (full[i] !== 0xffffffff) continue;
      full[i] = Number(view.getBigUint64(value, true));
      value += 8;
    }
    field += 4 + length;
  }
  const [, packed = 0, header = 0] = full;
  const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
  return { method: view.getUint16(at + 10, true), encrypted, packed, header };
}

function memberSource(source: ByteSource, { method, encrypted, packed, header }: Entry, inflate: Inflate): ByteSource {
  const slice = source.slice ?? (() => new Uint8Array());
  return {
    size: packed,
    open() {
      if (encrypted) throw new Unreadable('it is locked with a password');
      if (method !== 0 && method !== 8) throw new Unreadable('it is packed in a way that is not read');
      const raw = behindHeader(slice, header, packed);
      return method === 8 ? inflate(raw, 'deflate-raw') : raw;
    },
  };
}

/** A member's bytes start behind a header whose length it tells itself. */
function behindHeader(slice: NonNullable<ByteSource['slice']>, header: number, packed: number): ByteStream {
  let stream: ByteStream | undefined;
  return {
    async next() {
      if (stream === undefined) {
        const view = viewOf(await slice(header, header + 30));
        if (view.byteLength < 30) throw new Unreadable('it is cut off');
        const start = header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
        stream = streamOfSlices(slice, start, start + packed);
      }
      return stream.next();
    },
    used: () => stream?.used() ?? 0,
    close: () => stream?.close(),
  };
}
