/** A tar archive, member by member, as its bytes come. Source: POSIX ustar and pax; GNU long names. */
import { joined, nextStretch, Unreadable, type ByteSource, type ByteStream } from '../../base/byte-source';
import type { Task } from '../../base/task';
import type { Member } from './member';

const BLOCK = 512;

/** Calls `visit` with each file, in order; links and folders are passed over. What it leaves unread is skipped. */
export function* eachTarMember(
  open: () => ByteStream,
  first: ByteStream,
  visit: (member: Member) => Task<void>,
): Task<void> {
  const tar: Tar = { stream: first, rest: new Uint8Array(), at: 0 };
  let named: Pax = {};
  for (;;) {
    const header = yield* take(tar, BLOCK);
    if (header === undefined || header.every((byte) => byte === 0)) return;
    const { name, size, type } = fieldsOf(header, named);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (type === 'L' || type === 'x') {
      const bytes = (yield* take(tar, Math.min(size, LONGEST_NAME))) ?? new Uint8Array();
      named = type === 'L' ? { ...named, path: textUpToNul(bytes) } : { ...named, ...paxOf(bytes) };
      yield* skip(tar, Math.max(0, size - LONGEST_NAME) + padding);
      continue;
    }
    named = {};
    const end = tar.at + size;
    if (type === '0' || type === '\0') yield* visit({ name, source: memberSource(tar, open, size) });
    yield* skip(tar, end + padding - tar.at);
  }
}

interface Tar {
  readonly stream: ByteStream;
  rest: Uint8Array;
  /** Bytes taken so far. */
  at: number;
}

interface Pax {
  readonly path?: string;
  readonly size?: number;
}

const LONGEST_NAME = 1 << 20;

/** So many bytes; `undefined` at the end of the archive. */
function* take(tar: Tar, count: number): Task<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  for (let missing = count; missing > 0;) {
    const part = tar.rest.length > 0 ? tar.rest : yield* nextStretch(tar.stream);
    if (part === undefined) {
      if (missing === count) return undefined;
      throw new Unreadable('it ends in the middle of a file');
    }
    parts.push(part.subarray(0, missing));
    tar.rest = part.subarray(Math.min(missing, part.length));
    missing -= Math.min(missing, part.length);
  }
  tar.at += count;
  return joined(parts);
}

function* skip(tar: Tar, count: number): Task<void> {
  const stream = limited(tar, count);
  while ((yield* nextStretch(stream)) !== undefined);
}

/** The next bytes of an archive as a stream of their own. */
function limited(tar: Tar, count: number): ByteStream {
  let missing = count;
  const give = (part: Uint8Array | undefined): Uint8Array | undefined => {
    if (part === undefined) throw new Unreadable('it ends in the middle of a file');
    const given = part.subarray(0, missing);
    tar.rest = part.subarray(given.length);
    tar.at += given.length;
    missing -= given.length;
    return given;
  };
  return {
    next() {
      if (missing === 0) return undefined;
      if (tar.rest.length > 0) return give(tar.rest);
      const next = tar.stream.next();
      return next instanceof Promise ? next.then(give) : give(next);
    },
    used: () => tar.stream.used(),
    close: () => {},
  };
}

/** The first time it is read where the archive stands, later from an archive opened anew. */
function memberSource(tar: Tar, open: () => ByteStream, size: number): ByteSource {
  const start = tar.at;
  let isFirst = true;
  return {
    size,
    open() {
      if (isFirst) {
        isFirst = false;
        return limited(tar, size);
      }
      const again: Tar = { stream: open(), rest: new Uint8Array(), at: 0 };
      const before = limited(again, start);
      const own = limited(again, size);
      let arrived = false;
      return {
        async next() {
          while (!arrived) arrived = (await before.next()) === undefined;
          return own.next();
        },
        used: () => again.stream.used(),
        close: () => again.stream.close(),
      };
    },
  };
}

function fieldsOf(header: Uint8Array, { path, size }: Pax): { name: string; size: number; type: string } {
  const sum = header.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (octal(header, 148, 156) !== sum) throw new Unreadable('what should be a tar archive is damaged');
  const prefix = textUpToNul(header.subarray(345, 500));
  const name = textUpToNul(header.subarray(0, 100));
  return {
    name: path ?? (prefix === '' || header[257] !== 0x75 || header[263] === 0x20 ? name : `${prefix}/${name}`),
    size: size ?? sizeOf(header),
    type: String.fromCharCode(header[156] ?? 0),
  };
}

/** Sizes above eight gigabytes are binary, and marked so. */
function sizeOf(header: Uint8Array): number {
  if ((header[124] ?? 0) < 0x80) return octal(header, 124, 136);
  let size = 0;
  for (let at = 128; at < 136; at += 1) size = size * 256 + (header[at] ?? 0);
  return size;
}

const octal = (header: Uint8Array, start: number, end: number): number =>
  Number.parseInt(textUpToNul(header.subarray(start, end)).trim() || '0', 8);

/** Names are ASCII in all archives that clusters give; other bytes stay as they are, one letter each. */
function textUpToNul(bytes: Uint8Array): string {
  const nul = bytes.indexOf(0);
  return Array.from(nul === -1 ? bytes : bytes.subarray(0, nul), (byte) => String.fromCharCode(byte)).join('');
}

/** `LENGTH key=value` line after line. */
function paxOf(bytes: Uint8Array): Pax {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const path = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1];
  const size = /(?:^|\n)\d+ size=(\d+)\n/.exec(text)?.[1];
  return { ...(path === undefined ? {} : { path }), ...(size === undefined ? {} : { size: Number(size) }) };
}
