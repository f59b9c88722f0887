/** Walks over a map of YAML by a table of its fields, noting where they stand. Passes over everything else. */
import { coreValueOf, kubectlValueOf } from '../scalars';
import { yamlDouble, yamlDoubleWary, yamlSingle, yamlSingleWary, yamlText, yamlTextWary } from './classes';
import { isDecisive, keyAt, TAKE, type FieldKey, type Level } from './fields';
import { skipDigits } from './json-skip';
import { notedText } from './json-walk';
import { closeEntry, note, notePorts, openEntry, type PodNotes } from './pod-notes';
import { asciiOf, bytesOf, isAt, noteKey, noteStop, ODD, REPEATED, SORTED, STOP, stopAt, type Scan } from './scan';
import { compareKeys, isOlder, lineEnd, plainEnd, skipKey, skipValue, startsPlain } from './yaml-skip';

/** Over the map whose first key stands at `at`, in column `indent`. */
export function walkMap(scan: Scan, at: number, indent: number, level: Level, notes: PodNotes): number {
  const { bytes } = scan;
  const first = scan.top;
  let sorted = SORTED;
  let next = at;
  for (;;) {
    const start = next;
    next = skipKey(scan, next);
    if (next < 0) return next;
    sorted = noteKey(scan, first, start, sorted, compareKeys);
    if (sorted === REPEATED) return ODD;
    const isQuoted = bytes[start] === 34 || bytes[start] === 39;
    const key = isQuoted ? keyAt(level, bytes, start + 1, next - 2) : keyAt(level, bytes, start, next - 1);
    if (isQuoted && key !== undefined) return ODD;
    notes.lastUnread = key !== undefined && key.take >= TAKE.leave;
    next =
      key === undefined
        ? skipValue(scan, next, indent, level.wary ? yamlTextWary : yamlText, 1)
        : takeValue(scan, next, indent, key, { level, notes });
    if (next < 0) return next;
    if (scan.indent !== indent) {
      scan.top = first;
      return scan.indent < indent ? next : ODD;
    }
    next += indent;
  }
}

interface Taking {
  readonly level: Level;
  readonly notes: PodNotes;
}

function takeValue(scan: Scan, at: number, indent: number, key: FieldKey, { level, notes }: Taking): number {
  switch (key.take) {
    case TAKE.text:
      return takeText(scan, at, indent, key, { level, notes });
    case TAKE.flag:
      return takeFlag(scan, at, key, notes);
    case TAKE.number:
      return takeNumber(scan, at, key, notes);
    case TAKE.map:
      if (key.field >= 0) note(notes, key.field, at, at);
      return key.level === undefined ? ODD : takeMap(scan, at, indent, key.level, notes);
    case TAKE.list:
      if (key.field >= 0) note(notes, key.field, at, at);
      return key.level === undefined ? ODD : walkList(scan, at, indent, { level: key.level, entry: key.entry, notes });
    case TAKE.block: {
      const end = skipValue(scan, at, indent, level.wary ? yamlTextWary : yamlText, 1);
      if (end >= 0) note(notes, key.field, at, end);
      return end;
    }
    case TAKE.ports: {
      const end = skipValue(scan, at, indent, yamlText, 1);
      if (end >= 0) notePorts(notes, at, end);
      return end;
    }
    default:
      return skipValue(scan, at, indent, yamlText, 1);
  }
}

/** A text on one line that says what stands there: no escapes, and nothing that YAML takes for another type. */
function takeText(scan: Scan, at: number, indent: number, key: FieldKey, { level, notes }: Taking): number {
  const { bytes } = scan;
  if (bytes[at] !== 32) return stopAt(scan, at);
  const start = at + 1;
  const quote = bytes[start];
  if (quote === 34 || quote === 39) {
    const end = quotedEnd(scan, start, level.wary);
    if (end < 0) return end;
    noteTaken(scan, start, end + 1, key, level);
    return notedText(scan, start + 1, end, key.field, notes) ? lineEnd(scan, end + 1) : ODD;
  }
  if (!startsPlain(scan, start)) return stopAt(scan, start + 1);
  const end = plainEnd(scan, start, level.wary ? yamlTextWary : yamlText);
  if (end < 0) return end;
  if (!isPlainText(bytes, start, end) || !notedText(scan, start, end, key.field, notes)) return ODD;
  noteTaken(scan, start, end, key, level);
  const next = lineEnd(scan, end);
  return next >= 0 && scan.indent > indent ? ODD : next;
}

function noteTaken(scan: Scan, start: number, end: number, { field }: FieldKey, { wary }: Level): void {
  if (!isDecisive(field)) noteStop(scan, start, end, STOP.taken | (wary ? STOP.wary : STOP.loose));
}

/** The end of a text that may differ from the one that stood in its place (`twins.ts`). */
export function yamlStopEnd(scan: Scan, at: number, rule: number): number {
  const { bytes } = scan;
  const isWary = (rule & STOP.wary) !== 0;
  if (bytes[at] === 34 || bytes[at] === 39) {
    const end = quotedEnd(scan, at, isWary);
    return end < 0 ? end : end + 1;
  }
  if (!startsPlain(scan, at)) return ODD;
  const end = plainEnd(scan, at, isWary ? yamlTextWary : yamlText);
  if (end < 0) return end;
  if ((rule & STOP.taken) !== 0) return isPlainText(bytes, at, end) ? end : ODD;
  return isWary && isOlder(bytes, at, end) ? ODD : end;
}

/** The closing quote of a text on one line without escapes. */
export function quotedEnd(scan: Scan, at: number, isWary: boolean): number {
  const { bytes } = scan;
  const quote = bytes[at];
  const table = quote === 34 ? (isWary ? yamlDoubleWary : yamlDouble) : isWary ? yamlSingleWary : yamlSingle;
  let end = at + 1;
  while (table[bytes[end] ?? 0] === 0) end += 1;
  if (bytes[end] !== quote || bytes[end + 1] === quote) return end + 1 >= scan.end ? stopAt(scan, end + 1) : ODD;
  return end;
}

/** Whether an unquoted value is a text, to every YAML. */
export function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start] ?? 0;
  const isLetter = (first >= 97 && first <= 122) || (first >= 65 && first <= 90);
  if (isLetter && (end - start > 5 || !mayBeWord(first))) return true;
  if (first >= 48 && first <= 57 && !mayBeNumber(bytes, start, end)) return true;
  const text = asciiOf(bytes, start, end);
  return typeof coreValueOf(text) === 'string' && kubectlValueOf(text) === undefined;
}

/** The letters of true, false, null, yes, no, on and off, small or not. */
const mayBeWord = (letter: number): boolean => 'tfnyo'.includes(String.fromCharCode(letter | 32));

/**
 * Whether a text that starts with a digit may be a number to some YAML: true for more than are, never for less. An
 * address is none, for its second point, nor is most of what is made of hexadecimal digits.
 */
function mayBeNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let at = skipDigits(bytes, start);
  if (bytes[at] === 46) at = skipDigits(bytes, at + 1);
  if (at >= end) return true;
  const byte = bytes[at];
  if (byte === 69 || byte === 101 || byte === 95) return true;
  return bytes[start] === 48 && (byte === 98 || byte === 111 || byte === 120);
}

const TRUE = bytesOf('true');
const FALSE = bytesOf('false');

function takeFlag(scan: Scan, at: number, key: FieldKey, notes: PodNotes): number {
  const { bytes } = scan;
  const length = bytes[at + 1] === 116 ? TRUE.length : FALSE.length;
  const end = at + 1 + length;
  if (end >= scan.end) return stopAt(scan, end);
  const isFlag = isAt(bytes, at + 1, end, length === TRUE.length ? TRUE : FALSE);
  if (bytes[at] !== 32 || !isFlag) return ODD;
  note(notes, key.field, at + 1, end);
  return lineEnd(scan, end);
}

function takeNumber(scan: Scan, at: number, key: FieldKey, notes: PodNotes): number {
  const { bytes } = scan;
  const first = bytes[at + 1] ?? 0;
  if (bytes[at] !== 32 || first < 49 || first > 57) return stopAt(scan, at + 1);
  const end = skipDigits(bytes, at + 1);
  if (end - at > 10) return ODD;
  note(notes, key.field, at + 1, end);
  return lineEnd(scan, end);
}

function takeMap(scan: Scan, at: number, indent: number, level: Level, notes: PodNotes): number {
  const { bytes } = scan;
  if (bytes[at] === 32) return skipEmpty(scan, at + 1, 123);
  const next = lineEnd(scan, at);
  if (next < 0) return next;
  const column = scan.indent;
  return column > indent ? walkMap(scan, next + column, column, level, notes) : ODD;
}

/** `{}` or `[]`, by its first byte. */
function skipEmpty(scan: Scan, at: number, open: number): number {
  const { bytes } = scan;
  if (bytes[at] !== open) return stopAt(scan, at);
  return bytes[at + 1] === open + 2 ? lineEnd(scan, at + 2) : stopAt(scan, at + 1);
}

interface Entries {
  readonly level: Level;
  readonly entry: number;
  readonly notes: PodNotes;
}

/** Over a list of maps; `at` is behind the colon of its key, which stands in column `indent`. */
export function walkList(scan: Scan, at: number, indent: number, { level, entry, notes }: Entries): number {
  const { bytes } = scan;
  if (bytes[at] === 32) return skipEmpty(scan, at + 1, 91);
  let next = lineEnd(scan, at);
  if (next < 0) return next;
  const column = scan.indent;
  if (column < indent) return ODD;
  next += column;
  if (bytes[next] !== 45) return ODD;
  for (;;) {
    if (bytes[next + 1] !== 32) return stopAt(scan, next + 1);
    openEntry(notes, entry);
    next = walkMap(scan, next + 2, column + 2, level, notes);
    if (next < 0) return next;
    if (!closeEntry(notes, entry, bytes)) return ODD;
    if (scan.indent < column) return next;
    next += column;
    if (bytes[next] !== 45) return next - column;
  }
}
