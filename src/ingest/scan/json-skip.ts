/** Passes over JSON values, checking that they are JSON to the general reader too, which then has nothing to tell. */
import { jsonEscapes, isHex, jsonTextLoose, jsonTextWary, mayBePlaceholder } from './classes';
import { bytesOf, CUT, isTooDeep, noteKey, noteStop, ODD, REPEATED, SORTED, STOP, stopAt, type Scan } from './scan';

/** One past the white space from an offset on. */
export function space(scan: Scan, at: number): number {
  const { bytes } = scan;
  let next = at;
  for (;;) {
    const byte = bytes[next] ?? 0;
    if (byte > 32) return next;
    if (byte === 32 || byte === 9) next += 1;
    else if (byte === 10) {
      next += 1;
      scan.line += 1;
      scan.lineStart = next;
    } else return next;
  }
}

/** The offset itself, when there is something at it. */
export const inside = (scan: Scan, at: number): number => (at >= scan.end ? CUT : at);

/** Behind a value. `table` says which bytes its texts may hold. */
export function skipValue(scan: Scan, at: number, table: Uint8Array, depth: number): number {
  switch (scan.bytes[at]) {
    case 34:
      return passText(scan, at, table);
    case 123:
      return skipMap(scan, at, table, depth);
    case 91:
      return skipList(scan, at, table, depth);
    default: {
      const end = skipLiteral(scan, at);
      if (end >= 0) noteStop(scan, at, end, STOP.literal);
      return end;
    }
  }
}

function passText(scan: Scan, at: number, table: Uint8Array): number {
  const end = skipText(scan, at, table);
  if (end >= 0) noteStop(scan, at, end, table === jsonTextWary ? STOP.wary : STOP.loose);
  return end;
}

/** Behind the closing quote of the text whose opening quote stands at `at`. */
export function skipText(scan: Scan, at: number, table: Uint8Array): number {
  const { bytes } = scan;
  let next = at + 1;
  for (;;) {
    while (table[bytes[next] ?? 0] === 0) next += 1;
    const byte = bytes[next];
    if (byte === 34) return next + 1;
    if (byte === 92) {
      next = skipEscape(scan, next);
      if (next < 0) return next;
    } else if (byte === undefined || byte < 32 || byte >= 127 || mayBePlaceholder(bytes, next)) {
      return stopAt(scan, byte === undefined || byte < 32 || byte >= 127 ? next : next + 2);
    } else next += 1;
  }
}

function skipEscape(scan: Scan, at: number): number {
  const { bytes } = scan;
  const form = jsonEscapes[bytes[at + 1] ?? 0];
  if (form === 1) return at + 2;
  if (form !== 2) return stopAt(scan, at + 1);
  for (let digit = at + 2; digit < at + 6; digit += 1) if (!isHex(bytes[digit] ?? 0)) return stopAt(scan, digit);
  return at + 6;
}

/** Behind the closing quote of a key. One that could be written in another way is odd. */
export function skipKey(scan: Scan, at: number): number {
  const { bytes } = scan;
  if (bytes[at] !== 34) return stopAt(scan, at);
  for (let next = at + 1; ; next += 1) {
    while (jsonTextWary[bytes[next] ?? 0] === 0) next += 1;
    const byte = bytes[next] ?? 0;
    if (byte === 34) return next + 1;
    if (byte === 92) {
      next += 1;
      if (bytes[next] !== 34 && bytes[next] !== 92) return stopAt(scan, next);
    } else if (byte < 32 || byte >= 127) return stopAt(scan, next);
    else if (mayBePlaceholder(bytes, next)) return stopAt(scan, next + 2);
  }
}

const skipLooseKey = (scan: Scan, at: number): number =>
  scan.bytes[at] === 34 ? skipText(scan, at, jsonTextLoose) : stopAt(scan, at);

/** At the value of a key that ends at `at`. */
export function toValue(scan: Scan, at: number): number {
  const { bytes } = scan;
  if (bytes[at] === 58) {
    // Compact, or with the one space that everybody prints.
    const next = bytes[at + 1] === 32 ? at + 2 : at + 1;
    if ((bytes[next] ?? 0) > 32) return next;
  }
  const colon = space(scan, at);
  return bytes[colon] === 58 ? space(scan, colon + 1) : stopAt(scan, colon);
}

/** Behind a map that opens at `at`. What is printed without white space or escapes takes the short way through. */
function skipMap(scan: Scan, at: number, table: Uint8Array, depth: number): number {
  const { bytes } = scan;
  if (isTooDeep(depth)) return ODD;
  let next = space(scan, at + 1);
  if (bytes[next] === 125) return next + 1;
  const first = scan.top;
  let sorted = SORTED;
  for (;;) {
    const key = next;
    next += 1;
    while (jsonTextWary[bytes[next] ?? 0] === 0) next += 1;
    if (bytes[key] === 34 && bytes[next] === 34) next += 1;
    else {
      next = table === jsonTextLoose ? skipLooseKey(scan, key) : skipKey(scan, key);
      if (next < 0) return next;
    }
    if (table !== jsonTextLoose) {
      sorted = noteKey(scan, first, key + 1, sorted, compareKeys);
      if (sorted === REPEATED) return ODD;
    }
    next = toValue(scan, next);
    if (next < 0) return next;
    next = bytes[next] === 34 ? passText(scan, next, table) : skipValue(scan, next, table, depth + 1);
    if (next < 0) return next;
    if ((bytes[next] ?? 0) <= 32) next = space(scan, next);
    if (bytes[next] === 125) {
      scan.top = first;
      return next + 1;
    }
    if (bytes[next] !== 44) return stopAt(scan, next);
    next += 1;
    if ((bytes[next] ?? 0) <= 32) next = space(scan, next);
  }
}

/** Keys up to their closing quotes, which sort before whatever a longer one goes on with. */
export function compareKeys(bytes: Uint8Array, a: number, b: number): number {
  for (let i = 0; ; i += 1) {
    const one = bytes[a + i] ?? 0;
    const other = bytes[b + i] ?? 0;
    if (one !== other) return one - other;
    // A quote behind a backslash belongs to the key.
    if (one === 34 && !isEscaped(bytes, a + i)) return 0;
  }
}

function isEscaped(bytes: Uint8Array, at: number): boolean {
  let before = at - 1;
  while (bytes[before] === 92) before -= 1;
  return (at - before) % 2 === 0;
}

/** Behind a list that opens at `at`. */
function skipList(scan: Scan, at: number, table: Uint8Array, depth: number): number {
  const { bytes } = scan;
  if (isTooDeep(depth)) return ODD;
  let next = space(scan, at + 1);
  if (bytes[next] === 93) return next + 1;
  for (;;) {
    next = skipValue(scan, next, table, depth + 1);
    if (next < 0) return next;
    next = space(scan, next);
    if (bytes[next] === 93) return next + 1;
    if (bytes[next] !== 44) return stopAt(scan, next);
    next = space(scan, next + 1);
  }
}

export const TRUE = bytesOf('true');
export const FALSE = bytesOf('false');
export const NULL = bytesOf('null');

/** Behind a number, `true`, `false` or `null`. */
export function skipLiteral(scan: Scan, at: number): number {
  switch (scan.bytes[at]) {
    case 116:
      return skipWord(scan, at, TRUE);
    case 102:
      return skipWord(scan, at, FALSE);
    case 110:
      return skipWord(scan, at, NULL);
    default:
      return skipNumber(scan, at);
  }
}

export function skipWord(scan: Scan, at: number, word: Uint8Array): number {
  for (let i = 0; i < word.length; i += 1) if (scan.bytes[at + i] !== word[i]) return stopAt(scan, at + i);
  return delimited(scan, at + word.length);
}

/** The end of a literal, when something stands there that ends one. */
function delimited(scan: Scan, at: number): number {
  const byte = scan.bytes[at];
  const ends = byte === 44 || byte === 125 || byte === 93 || byte === 10 || byte === 32 || byte === 9;
  return ends ? at : stopAt(scan, at);
}

function skipNumber(scan: Scan, at: number): number {
  const { bytes } = scan;
  let next = bytes[at] === 45 ? at + 1 : at;
  if (bytes[next] === 48) next += 1;
  else {
    const end = skipDigits(bytes, next);
    if (end === next) return stopAt(scan, next);
    next = end;
  }
  if (bytes[next] === 46) {
    const end = skipDigits(bytes, next + 1);
    if (end === next + 1) return stopAt(scan, end);
    next = end;
  }
  if (bytes[next] === 101 || bytes[next] === 69) {
    next += 1;
    if (bytes[next] === 43 || bytes[next] === 45) next += 1;
    const end = skipDigits(bytes, next);
    if (end === next) return stopAt(scan, end);
    next = end;
  }
  return delimited(scan, next);
}

export function skipDigits(bytes: Uint8Array, at: number): number {
  let next = at;
  for (;;) {
    const byte = bytes[next] ?? 0;
    if (byte < 48 || byte > 57) return next;
    next += 1;
  }
}
