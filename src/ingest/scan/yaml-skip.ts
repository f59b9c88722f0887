/**
 * Passes over YAML as `kubectl` prints it: block style, `key: value` or a deeper block, entries of lists below their
 * key. Checks that it is YAML to the general reader too, which then has nothing to tell; whatever else YAML knows is
 * odd. Steps that end a value end at the start of the next line, whose spaces are counted in `scan.indent`. One file,
 * long as it is: the steps call one another, and are read together.
 */
import { kubectlValueOf } from '../scalars';
import { skipDigits } from './json-skip';
import {
  isHex,
  mayBePlaceholder,
  yamlBlockText,
  yamlBlockTextWary,
  yamlContinues,
  yamlDouble,
  yamlDoubleWary,
  yamlEscapes,
  yamlKeyStart,
  yamlKeyText,
  yamlPlainStart,
  yamlSingle,
  yamlSingleWary,
  yamlText,
  yamlTextWary,
} from './classes';
import { asciiOf, CUT, isTooDeep, noteKey, noteStop, ODD, REPEATED, SORTED, STOP, stopAt, type Scan } from './scan';

const isDash = ({ bytes }: Scan, at: number): boolean => bytes[at] === 45 && bytes[at + 1] === 32;

/** At the line that starts at `at`, its spaces counted; -1 of them at the end of the file. Empty lines are odd. */
export function toLine(scan: Scan, at: number): number {
  const { bytes } = scan;
  if (at >= scan.end) {
    scan.indent = -1;
    return scan.final ? at : CUT;
  }
  let first = at;
  while (bytes[first] === 32) first += 1;
  // One byte more tells a dash from a name.
  if (first + 1 >= scan.end) return scan.final ? ODD : CUT;
  if (bytes[first] === 10) return ODD;
  scan.indent = first - at;
  return at;
}

/** At the next line, when the current one ends at `at`. */
export function lineEnd(scan: Scan, at: number): number {
  if (scan.bytes[at] !== 10 || at >= scan.end) return stopAt(scan, at);
  scan.line += 1;
  scan.lineStart = at + 1;
  return toLine(scan, at + 1);
}

/** Behind the colon of the key at `at`, quoted or not. */
export function skipKey(scan: Scan, at: number): number {
  const { bytes } = scan;
  const first = bytes[at] ?? 0;
  if (first === 34 || first === 39) return skipQuotedKey(scan, at, first);
  if (yamlKeyStart[first] !== 0) return stopAt(scan, at);
  for (let next = at; ; next += 1) {
    while (yamlKeyText[bytes[next] ?? 0] === 0) next += 1;
    const byte = bytes[next] ?? 0;
    if (byte === 58) {
      const after = bytes[next + 1];
      if (after === 32 || after === 10) return next - at > LONGEST_KEY ? ODD : next + 1;
      if (next + 1 >= scan.end) return CUT;
    } else if (byte <= 32 || byte >= 127 || byte === 38) return stopAt(scan, next);
    else if (mayBePlaceholder(bytes, next)) return stopAt(scan, next + 2);
  }
}

/** YAML takes up to 1024 characters for a key that stands before its colon. */
const LONGEST_KEY = 1000;

function skipQuotedKey(scan: Scan, at: number, quote: number): number {
  const { bytes } = scan;
  let next = at + 1;
  for (; bytes[next] !== quote; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte < 32 || byte >= 127 || byte === 92 || byte === 38) return stopAt(scan, next);
    if (mayBePlaceholder(bytes, next)) return stopAt(scan, next + 2);
  }
  if (bytes[next + 1] !== 58) return stopAt(scan, next + 1);
  return bytes[next + 2] === 32 || bytes[next + 2] === 10 ? next + 2 : stopAt(scan, next + 2);
}

/** Over the value of a key in column `indent`; `at` is behind the colon. `table` says which bytes texts may hold. */
export function skipValue(scan: Scan, at: number, indent: number, table: Uint8Array, depth: number): number {
  const { bytes } = scan;
  if (bytes[at] === 32) {
    const short = table === yamlText ? skipShort(scan, at + 1, indent) : NOT_SHORT;
    return short === NOT_SHORT ? skipInline(scan, at + 1, indent, table) : short;
  }
  const next = lineEnd(scan, at);
  if (next < 0) return next;
  const column = scan.indent;
  const first = next + column;
  if (column >= indent && isDash(scan, first)) return skipList(scan, first, column, table, depth + 1);
  // A key with nothing behind it has no value, and what that means is not for us to say.
  return column > indent ? skipMap(scan, first, column, table, depth + 1) : ODD;
}

const NOT_SHORT = -3;

/** Most values: a text on one line, with quotes or without, and a line behind it that does not go on with it. */
function skipShort(scan: Scan, at: number, indent: number): number {
  const { bytes } = scan;
  let end = at + 1;
  if (bytes[at] === 34) {
    while (yamlDouble[bytes[end] ?? 0] === 0) end += 1;
    if (bytes[end] !== 34) return NOT_SHORT;
    end += 1;
  } else {
    if (yamlPlainStart[bytes[at] ?? 0] !== 0) return NOT_SHORT;
    while (yamlText[bytes[end] ?? 0] === 0) end += 1;
  }
  if (bytes[end] !== 10 || bytes[end - 1] === 32) return NOT_SHORT;
  const line = end + 1;
  let first = line;
  while (bytes[first] === 32) first += 1;
  if (first + 1 >= scan.end || bytes[first] === 10 || first - line > indent) return NOT_SHORT;
  noteStop(scan, at, end, STOP.loose);
  scan.line += 1;
  scan.lineStart = line;
  scan.indent = first - line;
  return line;
}

/** Over the map whose first key stands at `at`, in column `indent`. Plain keys and values take the short way through. */
function skipMap(scan: Scan, at: number, indent: number, table: Uint8Array, depth: number): number {
  const { bytes } = scan;
  if (isTooDeep(depth)) return ODD;
  const first = scan.top;
  let sorted = SORTED;
  let next = at;
  for (;;) {
    const key = next;
    while (yamlKeyText[bytes[next] ?? 0] === 0) next += 1;
    const isPlain = bytes[next] === 58 && bytes[next + 1] === 32 && yamlKeyStart[bytes[key] ?? 0] === 0;
    if (isPlain && next - key < LONGEST_KEY) next += 1;
    else {
      next = skipKey(scan, key);
      if (next < 0) return next;
    }
    sorted = noteKey(scan, first, key, sorted, compareKeys);
    if (sorted === REPEATED) return ODD;
    next = skipValue(scan, next, indent, table, depth);
    if (next < 0) return next;
    if (scan.indent !== indent) {
      scan.top = first;
      return scan.indent < indent ? next : ODD;
    }
    next += indent;
  }
}

/** Plain keys, up to their colons. One in quotes sorts where its text would not, and is compared with every other. */
export function compareKeys(bytes: Uint8Array, a: number, b: number): number {
  if (isQuote(bytes[a]) || isQuote(bytes[b])) return compareQuoted(bytes, a, b);
  for (let i = 0; ; i += 1) {
    const one = bytes[a + i] ?? 0;
    const other = bytes[b + i] ?? 0;
    if (one === 58 && other === 58 && endsKey(bytes[a + i + 1]) && endsKey(bytes[b + i + 1])) return 0;
    if (one !== other) return one - other;
  }
}

const isQuote = (byte: number | undefined): boolean => byte === 34 || byte === 39;
const endsKey = (byte: number | undefined): boolean => byte === 32 || byte === 10;

function compareQuoted(bytes: Uint8Array, a: number, b: number): number {
  const [one, other] = [a, b].map((at) => asciiOf(bytes, isQuote(bytes[at]) ? at + 1 : at, keyEnd(bytes, at)));
  return one === other ? 0 : 1;
}

function keyEnd(bytes: Uint8Array, at: number): number {
  const quote = bytes[at];
  let next = at + 1;
  if (isQuote(quote)) while (bytes[next] !== quote) next += 1;
  else while (bytes[next] !== 58 || !endsKey(bytes[next + 1])) next += 1;
  return next;
}

/** Over the list whose first dash stands at `at`, in column `indent`. */
function skipList(scan: Scan, at: number, indent: number, table: Uint8Array, depth: number): number {
  let next = at;
  for (;;) {
    next = skipEntry(scan, next + 2, indent, table, depth);
    if (next < 0) return next;
    if (scan.indent < indent) return next;
    if (scan.indent > indent) return ODD;
    next += indent;
    if (!isDash(scan, next)) return next - indent;
  }
}

function skipEntry(scan: Scan, at: number, indent: number, table: Uint8Array, depth: number): number {
  const key = skipKey(scan, at);
  if (key === CUT) return CUT;
  if (key >= 0) return skipMap(scan, at, indent + 2, table, depth + 1);
  return isDash(scan, at) ? ODD : skipInline(scan, at, indent, table);
}

/** Over a value that starts on the line of its key or dash, which stands in column `indent`. */
function skipInline(scan: Scan, at: number, indent: number, table: Uint8Array): number {
  const { bytes } = scan;
  const isWary = table === yamlTextWary;
  switch (bytes[at]) {
    case 39:
      return skipSingle(scan, at, indent, isWary ? yamlSingleWary : yamlSingle);
    case 34:
      return skipDouble(scan, at, indent, isWary ? yamlDoubleWary : yamlDouble);
    case 91:
      return bytes[at + 1] === 93 ? lineEnd(scan, at + 2) : stopAt(scan, at + 1);
    case 123:
      return bytes[at + 1] === 125 ? lineEnd(scan, at + 2) : stopAt(scan, at + 1);
    case 124:
    case 62:
      return skipBlock(scan, at + 1, indent, isWary ? yamlBlockTextWary : yamlBlockText);
    default:
      return skipPlain(scan, at, indent, table);
  }
}

/** Over an unquoted text, which may go on below, deeper than its key. */
function skipPlain(scan: Scan, at: number, indent: number, table: Uint8Array): number {
  if (!startsPlain(scan, at)) return stopAt(scan, at + 1);
  const end = plainEnd(scan, at, table);
  if (end < 0) return end;
  // What an older YAML reads otherwise is told where somebody asks for it.
  if (table === yamlTextWary && isOlder(scan.bytes, at, end)) return ODD;
  let next = lineEnd(scan, end);
  if (next >= 0 && scan.indent <= indent) noteStop(scan, at, end, table === yamlTextWary ? STOP.wary : STOP.loose);
  while (next >= 0 && scan.indent > indent) {
    const first = next + scan.indent;
    if (yamlContinues[scan.bytes[first] ?? 0] !== 0) return ODD;
    const stop = plainEnd(scan, first, table);
    next = stop < 0 ? stop : lineEnd(scan, stop);
  }
  return next;
}

/** A dash starts a text when a letter or another dash follows. */
export function startsPlain({ bytes }: Scan, at: number): boolean {
  const byte = bytes[at] ?? 0;
  return yamlPlainStart[byte] === 0 || (byte === 45 && (bytes[at + 1] ?? 0) > 32);
}

export function isOlder(bytes: Uint8Array, start: number, end: number): boolean {
  const byte = bytes[start] ?? 0;
  // The letters of yes, no, on and off; then signs, and digits with what may stand between those of a number.
  if (byte >= 58) {
    const maybe = byte === 89 || byte === 121 || byte === 78 || byte === 110 || byte === 79 || byte === 111;
    return maybe && end - start <= 3 && kubectlValueOf(asciiOf(bytes, start, end)) !== undefined;
  }
  if (byte >= 48) {
    const behind = skipDigits(bytes, start);
    const isWhole = behind === end && (byte !== 48 || end === start + 1);
    if (isWhole || (behind < end && bytes[behind] !== 95 && bytes[behind] !== 98)) return false;
  }
  return kubectlValueOf(asciiOf(bytes, start, end)) !== undefined;
}

/** The end of the line of an unquoted text: neither a comment nor another key may stand on it. */
export function plainEnd(scan: Scan, at: number, table: Uint8Array): number {
  const { bytes } = scan;
  for (let next = at; ; next += 1) {
    while (table[bytes[next] ?? 0] === 0) next += 1;
    const byte = bytes[next] ?? 0;
    if (byte === 10) return bytes[next - 1] === 32 ? ODD : next;
    if (byte < 32 || byte >= 127) return stopAt(scan, next);
    if (byte === 58 && (bytes[next + 1] === 32 || bytes[next + 1] === 10)) return ODD;
    if (byte === 35 && bytes[next - 1] === 32) return ODD;
    if (byte === 38 && !isPlainAmpersand(bytes, next)) return stopAt(scan, lineEndAfter(bytes, next));
    if (next + 1 >= scan.end) return CUT;
    if (mayBePlaceholder(bytes, next) && table === yamlTextWary) return ODD;
  }
}

/** Neither the name of a value nor a character of a web page; both change how a text is read. */
function isPlainAmpersand(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1] ?? 0;
  const after = bytes[at + 1] ?? 0;
  const names = (before === 32 || before === 91 || before === 123 || before === 44) && after > 32 && after !== 38;
  if (names) return false;
  for (let next = at + 1; next < at + 7; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte === 59 || byte === 0) return false;
    if (byte < 33) return true;
  }
  return true;
}

function lineEndAfter(bytes: Uint8Array, at: number): number {
  let next = at;
  while ((bytes[next] ?? 0) >= 32) next += 1;
  return next;
}

function skipSingle(scan: Scan, at: number, indent: number, table: Uint8Array): number {
  const { bytes } = scan;
  for (let next = at + 1; ;) {
    while (table[bytes[next] ?? 0] === 0) next += 1;
    const byte = bytes[next] ?? 0;
    if (byte === 39) {
      if (bytes[next + 1] !== 39) return lineEnd(scan, next + 1);
      next += 2;
    } else {
      next = passQuoted(scan, next, indent);
      if (next < 0) return next;
    }
  }
}

function skipDouble(scan: Scan, at: number, indent: number, table: Uint8Array): number {
  const { bytes } = scan;
  let isWhole = true;
  for (let next = at + 1; ;) {
    while (table[bytes[next] ?? 0] === 0) next += 1;
    const byte = bytes[next] ?? 0;
    if (byte === 34) {
      if (isWhole) noteStop(scan, at, next + 1, table === yamlDoubleWary ? STOP.wary : STOP.loose);
      return lineEnd(scan, next + 1);
    }
    isWhole = false;
    next = byte === 92 ? skipEscape(scan, next, indent) : passQuoted(scan, next, indent);
    if (next < 0) return next;
  }
}

/** Over a byte of a quoted text at which its table stopped. */
function passQuoted(scan: Scan, at: number, indent: number): number {
  const { bytes } = scan;
  const byte = bytes[at] ?? 0;
  if (byte === 10 && at < scan.end) return skipFold(scan, at, indent);
  if (byte < 32 || byte >= 127) return stopAt(scan, at);
  if (byte === 38 ? !isPlainAmpersand(bytes, at) : mayBePlaceholder(bytes, at)) {
    return stopAt(scan, lineEndAfter(bytes, at));
  }
  return at + 1;
}

/** From the end of a line of a quoted text to where it goes on. */
function skipFold(scan: Scan, at: number, indent: number): number {
  const { bytes } = scan;
  let next = at + 1;
  scan.line += 1;
  scan.lineStart = next;
  for (; bytes[next] === 10 && next < scan.end; next += 1) {
    scan.line += 1;
    scan.lineStart = next + 1;
  }
  let first = next;
  while (bytes[first] === 32) first += 1;
  if (first >= scan.end) return CUT;
  return first - next > indent && yamlContinues[bytes[first] ?? 0] === 0 ? first : ODD;
}

function skipEscape(scan: Scan, at: number, indent: number): number {
  const { bytes } = scan;
  const byte = bytes[at + 1] ?? 0;
  if (byte === 10 && at + 1 < scan.end) return skipFold(scan, at + 1, indent);
  const digits = yamlEscapes[byte] ?? 0;
  if (digits === 0) return stopAt(scan, at + 1);
  for (let digit = at + 2; digit < at + 1 + digits; digit += 1) {
    if (!isHex(bytes[digit] ?? 0)) return stopAt(scan, digit);
  }
  return at + 1 + digits;
}

/** Over the lines of a block scalar; `at` is behind its sign. */
function skipBlock(scan: Scan, at: number, indent: number, table: Uint8Array): number {
  const { bytes } = scan;
  const head = bytes[at] === 45 || bytes[at] === 43 ? at + 1 : at;
  if (bytes[head] !== 10) return stopAt(scan, head);
  let content = -1;
  let next = head + 1;
  for (;;) {
    scan.line += 1;
    scan.lineStart = next;
    let first = next;
    while (bytes[first] === 32) first += 1;
    const column = first - next;
    if (bytes[first] === 10 && first < scan.end) {
      if (content < 0 && column > 0) return ODD;
    } else if (first >= scan.end && (!scan.final || column > 0)) {
      return scan.final ? ODD : CUT;
    } else if (first >= scan.end || column < content || content < 0) {
      if (content >= 0) return column > indent ? ODD : toLine(scan, next);
      if (column <= indent || first >= scan.end) return ODD;
      content = column;
    }
    const end = blockLineEnd(scan, first, table);
    if (end < 0) return end;
    next = end + 1;
  }
}

/** The end of a line of a block scalar. */
function blockLineEnd(scan: Scan, at: number, table: Uint8Array): number {
  const { bytes } = scan;
  for (let next = at; ; next += 1) {
    while (table[bytes[next] ?? 0] === 0) next += 1;
    const byte = bytes[next] ?? 0;
    if (byte === 10 && next < scan.end) return next;
    if (byte < 32 || byte >= 127) return stopAt(scan, next);
    if (mayBePlaceholder(bytes, next)) return stopAt(scan, next + 2);
  }
}
