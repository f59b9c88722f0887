/** Walks over a JSON object by a table of its fields, noting where they stand. Passes over everything else. */
import { jsonText, jsonTextWary } from './classes';
import { ENTRY, FIELD, isDecisive, keyAt, TAKE, type FieldKey, type Level } from './fields';
import {
  compareKeys,
  FALSE,
  NULL,
  skipDigits,
  skipKey,
  skipLiteral,
  skipText,
  skipValue,
  skipWord,
  space,
  toValue,
  TRUE,
} from './json-skip';
import { closeEntry, note, notePorts, openEntry, type PodNotes } from './pod-notes';
import { bytesOf, isAt, noteKey, noteStop, ODD, REPEATED, SORTED, STOP, stopAt, type Scan } from './scan';

/** Behind the map that opens at `at`. */
export function walkMap(scan: Scan, at: number, level: Level, notes: PodNotes): number {
  const { bytes } = scan;
  if (bytes[at] !== 123) return stopAt(scan, at);
  let next = space(scan, at + 1);
  if (bytes[next] === 125) return next + 1;
  const first = scan.top;
  let sorted = SORTED;
  for (;;) {
    const start = next + 1;
    next = skipKey(scan, next);
    if (next < 0) return next;
    sorted = noteKey(scan, first, start, sorted, compareKeys);
    if (sorted === REPEATED) return ODD;
    const key = keyAt(level, bytes, start, next - 1);
    next = toValue(scan, next);
    if (next < 0) return next;
    next =
      key === undefined
        ? skipValue(scan, next, level.wary ? jsonTextWary : jsonText, 1)
        : takeValue(scan, next, key, level, notes);
    if (next < 0) return next;
    next = space(scan, next);
    if (bytes[next] === 125) {
      scan.top = first;
      return next + 1;
    }
    if (bytes[next] !== 44) return stopAt(scan, next);
    next = space(scan, next + 1);
  }
}

function takeValue(scan: Scan, at: number, key: FieldKey, level: Level, notes: PodNotes): number {
  const { bytes } = scan;
  // The general reader takes `null` for an absent field.
  if (bytes[at] === 110 && key.take < TAKE.leave) return skipWord(scan, at, NULL);
  switch (key.take) {
    case TAKE.text:
      return takeText(scan, at, key, level, notes);
    case TAKE.flag:
      return noted(notes, key, at, skipWord(scan, at, bytes[at] === 116 ? TRUE : FALSE));
    case TAKE.number:
      return takeNumber(scan, at, key, notes);
    case TAKE.map:
      if (key.field >= 0) note(notes, key.field, at, at);
      return key.level === undefined ? ODD : walkMap(scan, at, key.level, notes);
    case TAKE.list:
      if (key.field >= 0) note(notes, key.field, at, at);
      return key.level === undefined ? ODD : walkList(scan, at, key.level, key.entry, notes);
    case TAKE.block:
      return noted(notes, key, at, skipValue(scan, at, level.wary ? jsonTextWary : jsonText, 1));
    case TAKE.ports: {
      const end = skipValue(scan, at, jsonText, 1);
      if (end >= 0) notePorts(notes, at, end);
      return end;
    }
    default:
      return skipValue(scan, at, jsonText, 1);
  }
}

function noted(notes: PodNotes, { field }: FieldKey, start: number, end: number): number {
  if (end >= 0) note(notes, field, start, end);
  return end;
}

/** A text with escapes is odd: what it says stands nowhere. */
function takeText(scan: Scan, at: number, key: FieldKey, level: Level, notes: PodNotes): number {
  const { bytes } = scan;
  if (bytes[at] !== 34) return stopAt(scan, at);
  const table = level.wary ? jsonTextWary : jsonText;
  let end = at + 1;
  while (table[bytes[end] ?? 0] === 0) end += 1;
  if (bytes[end] !== 34) {
    end = skipText(scan, at, table) - 1;
    if (end < 0) return end + 1;
    if (bytes.subarray(at, end).includes(92)) return ODD;
  }
  if (!isDecisive(key.field)) noteStop(scan, at, end + 1, STOP.taken | (level.wary ? STOP.wary : STOP.loose));
  return notedText(scan, at + 1, end, key.field, notes) ? end + 1 : ODD;
}

/** The end of a text that may differ from the one that stood in its place (`twins.ts`). */
export function jsonStopEnd(scan: Scan, at: number, rule: number): number {
  const { bytes } = scan;
  if (rule === STOP.literal) return skipLiteral(scan, at);
  if (bytes[at] !== 34) return ODD;
  const end = skipText(scan, at, (rule & STOP.wary) === 0 ? jsonText : jsonTextWary);
  if (end < 0 || (rule & STOP.taken) === 0) return end;
  for (let next = at + 1; next < end; next += 1) if (bytes[next] === 92) return ODD;
  return end;
}

const POD = bytesOf('Pod');

/** Notes a text; returns `false` when it tells that the object is no pod. */
export function notedText(scan: Scan, start: number, end: number, field: number, notes: PodNotes): boolean {
  note(notes, field, start, end);
  if (field === FIELD.name) {
    notes.nameLine = scan.line;
    notes.nameLineStart = scan.lineStart;
  }
  return field !== FIELD.kind || isAt(scan.bytes, start, end, POD);
}

function takeNumber(scan: Scan, at: number, key: FieldKey, notes: PodNotes): number {
  const { bytes } = scan;
  const first = bytes[at] ?? 0;
  if (first < 49 || first > 57) return stopAt(scan, at);
  const digits = skipDigits(bytes, at);
  if (digits - at > 9) return ODD;
  const end = skipLiteral(scan, at);
  // A fraction or an exponent.
  return end > digits ? ODD : noted(notes, key, at, end);
}

/** Behind the list of maps that opens at `at`. */
export function walkList(scan: Scan, at: number, level: Level, entry: number, notes: PodNotes): number {
  const { bytes } = scan;
  if (bytes[at] !== 91) return stopAt(scan, at);
  let next = space(scan, at + 1);
  if (bytes[next] === 93) return next + 1;
  for (;;) {
    if (entry !== ENTRY.none) openEntry(notes, entry);
    next = walkMap(scan, next, level, notes);
    if (next < 0) return next;
    if (!closeEntry(notes, entry, bytes)) return ODD;
    next = space(scan, next);
    if (bytes[next] === 93) return next + 1;
    if (bytes[next] !== 44) return stopAt(scan, next);
    next = space(scan, next + 1);
  }
}
