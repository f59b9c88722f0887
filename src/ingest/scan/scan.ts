/**
 * The state of a byte scan, and what its steps have in common. A step takes an offset and returns the next one; a
 * negative result says why there is none. Behind the last byte stands a zero, at which every loop stops, so that only
 * a loop that stopped unexpectedly has to look where the bytes end.
 */
export interface Scan {
  bytes: Uint8Array;
  /** Offset of the zero behind the last byte. */
  end: number;
  /** Whether the file ends at `end`. */
  final: boolean;
  /** Lines passed so far. */
  line: number;
  /** Where the current line starts; may be negative, when it does so before the first byte. */
  lineStart: number;
  /** Spaces before the line at which a YAML step ended; -1 at the end of the file. */
  indent: number;
  /** Where the keys of all open maps stand, innermost last. */
  readonly keys: Int32Array;
  top: number;
  /** Texts that stand on their own, of the object that is being read: start, end and rule of each (`twins.ts`). */
  readonly stops: Int32Array;
  stopCount: number;
}

/** The bytes end inside of what is being read. */
export const CUT = -1;
/** Something a machine does not print, or the general reader would remark on. */
export const ODD = -2;

const DEEPEST = 90;
const MOST_KEYS = 1 << 13;
const MOST_STOPS = 3 << 12;

export const scanOf = (bytes: Uint8Array, end: number, final: boolean): Scan => ({
  bytes,
  end,
  final,
  line: 0,
  lineStart: 0,
  indent: 0,
  keys: new Int32Array(MOST_KEYS),
  top: 0,
  stops: new Int32Array(MOST_STOPS),
  stopCount: 0,
});

/** One for all blocks that are read by themselves: none is left open. */
const block = scanOf(new Uint8Array(1), 0, true);

/** A scan of a block, until the next one is asked for. */
export function scanOfBlock(bytes: Uint8Array, end: number): Scan {
  block.bytes = bytes;
  block.end = end;
  block.top = 0;
  block.stopCount = 0;
  return block;
}

/** How a text is read. */
export const STOP = {
  /** Where nobody looks for what was to be filled in. */
  loose: 0,
  wary: 1,
  /** Taken, and not only passed over. */
  taken: 2,
  /** Of JSON: a number, `true`, `false` or `null`. */
  literal: 4,
};

/** Notes a text that may be another in an object that is otherwise the same. */
export function noteStop(scan: Scan, start: number, end: number, rule: number): void {
  const { stops, stopCount } = scan;
  if (stopCount === stops.length) return;
  stops[stopCount] = start;
  stops[stopCount + 1] = end;
  stops[stopCount + 2] = rule;
  scan.stopCount = stopCount + 3;
}

/** Why a loop stopped at an offset where it should not have. */
export const stopAt = (scan: Scan, at: number): number => (at >= scan.end ? CUT : ODD);

export const isTooDeep = (depth: number): boolean => depth > DEEPEST;

/**
 * Notes a key of the innermost map, whose keys start at `first`; its first letter stands at `key`. Keys that machines print are
 * sorted, and one that comes after the last one is new; any other is compared with all before it, and so are those
 * that follow: `sorted` says whether none was out of order yet. Returns that, or `REPEATED`.
 */
export function noteKey(scan: Scan, first: number, key: number, sorted: number, compare: CompareKeys): number {
  const { keys, top, bytes } = scan;
  if (top >= MOST_KEYS) return REPEATED;
  keys[top] = key;
  scan.top = top + 1;
  if (top === first) return SORTED;
  const last = keys[top - 1] ?? 0;
  if (sorted === SORTED) {
    // The first letters tell most keys apart; quotes come before letters.
    const letter = bytes[last] ?? 0;
    if (letter > 39 && letter < (bytes[key] ?? 0)) return SORTED;
    if (compare(bytes, last, key) < 0) return SORTED;
  }
  for (let i = first; i < top; i += 1) if (compare(bytes, keys[i] ?? 0, key) === 0) return REPEATED;
  return UNSORTED;
}

export const SORTED = 0;
export const UNSORTED = 1;
export const REPEATED = 2;

/** Compares the texts of the keys that stand at two offsets. */
export type CompareKeys = (bytes: Uint8Array, a: number, b: number) => number;

const FNV_PRIME = 16777619;
const FNV_START = 0x811c9dc5 | 0;

/** Four bytes at a time; what is high in a product has to come down, as only low bits tell where to look. */
export function hashOf(view: DataView, start: number, end: number): number {
  let hash = FNV_START;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), FNV_PRIME);
    hash ^= hash >>> 15;
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ view.getUint8(at), FNV_PRIME);
  return hash ^ (hash >>> 15);
}

/**
 * How many bytes are the same, up to `most`. Eight at a time, as numbers: equal numbers are equal bytes, but for the two
 * zeros, seven bytes of 0 before one of 128, which no text has. What is no number is looked at byte by byte.
 */
export function sameLength(a: DataView, from: number, b: DataView, to: number, most: number): number {
  let same = 0;
  while (same + 8 <= most && a.getFloat64(from + same, true) === b.getFloat64(to + same, true)) same += 8;
  if (same + 4 <= most && a.getInt32(from + same, true) === b.getInt32(to + same, true)) same += 4;
  while (same < most && a.getUint8(from + same) === b.getUint8(to + same)) same += 1;
  return same;
}

/** Whether `expected` stands at `start` and fills it up to `end`. */
export function isAt(bytes: Uint8Array, start: number, end: number, expected: Uint8Array): boolean {
  if (end - start !== expected.length) return false;
  for (let i = 0; i < expected.length; i += 1) if (bytes[start + i] !== expected[i]) return false;
  return true;
}

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** Arrays to make texts of, by length: an array of its own for each text would cost more than the text. */
const letters: number[][] = [];

/** Text of bytes that are known to be ASCII. */
export function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  const length = end - start;
  if (length > 256) return asciiOf(bytes, start, start + 256) + asciiOf(bytes, start + 256, end);
  const codes = (letters[length] ??= Array<number>(length).fill(0));
  for (let i = 0; i < length; i += 1) codes[i] = bytes[start + i] ?? 0;
  return String.fromCharCode.apply(undefined, codes);
}
