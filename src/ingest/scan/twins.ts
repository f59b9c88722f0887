/**
 * Objects like one that was read before: byte for byte the same, but for texts that stand on their own. What was
 * checked of the one then holds for the other; only texts that differ are looked at, by the rules they are read by.
 * Where anything else differs the object is no twin, and read as any.
 */
import { endOf, has, notesLike, podNotes, startOf, type PodNotes } from './pod-notes';
import { FIELDS } from './fields';
import { sameLength, STOP, type Scan } from './scan';

/** The end of the text that starts at `at`, by the rule it is read by; negative where that does not take it. */
export type StopEnd = (scan: Scan, at: number, rule: number) => number;

export interface Twins {
  /** Behind the object at `at`, its notes taken, when it is like one that was kept; otherwise `NO_TWIN`. */
  readonly match: (scan: Scan, at: number, notes: PodNotes) => number;
  /** Keeps the object that `match` was asked for last, and of which notes were taken since. */
  readonly keep: (scan: Scan, span: TwinSpan, notes: PodNotes) => void;
}

export interface TwinSpan {
  readonly at: number;
  readonly next: number;
  /** Bytes behind the object, which tell that it ends there. */
  readonly ahead: number;
}

/** Offsets count from the start of the object. */
interface Twin {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly next: number;
  readonly indent: number;
  readonly lines: number;
  /** Where the last line starts. */
  readonly lineStart: number;
  readonly nameLine: number;
  /** Start, end and rule of each text that may differ, ascending, and of one that stands behind all bytes. */
  readonly stops: Int32Array;
  /** What was noted: a slot, an offset, and how many of those texts stand before it. Ascending by the last. */
  readonly marks: Int32Array;
  readonly notes: PodNotes;
}

export const NO_TWIN = -1;

/** Pods of one make stand together, and there are few makes. */
const MOST = 8;

/**
 * So many objects without a twin, as those with managed fields are, and most are read without looking for one: now and
 * then two in a row, of which the second may be like the first.
 */
const PATIENCE = 64;

export function twinsOf(stopEnd: StopEnd): Twins {
  const twins: Twin[] = [];
  let view: DataView = new DataView(new ArrayBuffer(0));
  let line = 0;
  /** Objects since the last that had a twin. */
  let inVain = 0;
  let isSought = true;
  return {
    match(scan, at, notes) {
      line = scan.line;
      scan.stopCount = 0;
      isSought = inVain < PATIENCE || inVain % PATIENCE < 2;
      inVain += 1;
      if (!isSought) return NO_TWIN;
      const { buffer, byteOffset, byteLength } = scan.bytes;
      if (view.buffer !== buffer) view = new DataView(buffer, byteOffset, byteLength);
      for (const [i, twin] of twins.entries()) {
        const end = matchTwin(twin, { scan, view, at, notes, stopEnd });
        if (end === NO_TWIN) continue;
        if (i > 0) twins.unshift(...twins.splice(i, 1));
        inVain = 0;
        return end;
      }
      return NO_TWIN;
    },
    keep(scan, span, notes) {
      const twin = isSought ? twinOf(scan, span, line, notes) : undefined;
      if (twin === undefined) return;
      if (twins.length === MOST) twins.pop();
      twins.unshift(twin);
    },
  };
}

interface Matching {
  readonly scan: Scan;
  /** Of the bytes of the scan. */
  readonly view: DataView;
  readonly at: number;
  readonly notes: PodNotes;
  readonly stopEnd: StopEnd;
}

function matchTwin(twin: Twin, { scan, view, at, notes, stopEnd }: Matching): number {
  const { stops, marks, bytes: known } = twin;
  const { bytes } = scan;
  notesLike(notes, twin.notes);
  let mark = 0;
  let stop = 0;
  let from = 0;
  let to = at;
  for (;;) {
    const same = sameLength(twin.view, from, view, to, Math.min(known.length - from, scan.end - to));
    from += same;
    to += same;
    if (from === known.length) break;
    // The last stands behind all bytes.
    while ((stops[stop + 1] ?? 0) < from) stop += 3;
    const start = stops[stop] ?? 0;
    if (start > from) return NO_TWIN;
    const shift = to - from;
    // Quotes or none: where the text itself stands is told from the one that was kept.
    if (isQuote(known[start]) !== isQuote(bytes[start + shift])) return NO_TWIN;
    const end = stopEnd(scan, start + shift, stops[stop + 2] ?? 0);
    if (end < 0) return NO_TWIN;
    mark = putMarks(notes, marks, mark, { stop, shift });
    from = stops[stop + 1] ?? 0;
    to = end;
    stop += 3;
  }
  const shift = to - from;
  putMarks(notes, marks, mark, { stop: stops.length, shift });
  notes.nameLine = scan.line + twin.nameLine;
  if (twin.nameLine === 0) notes.nameLineStart = scan.lineStart;
  scan.line += twin.lines;
  if (twin.lines > 0) scan.lineStart = twin.lineStart + shift;
  scan.indent = twin.indent;
  return twin.next + shift;
}

const isQuote = (byte: number | undefined): boolean => byte === 34 || byte === 39;

/** Takes the notes before which the texts up to `stop` stand, moved by what those are longer. */
function putMarks(
  notes: PodNotes,
  marks: Int32Array,
  first: number,
  { stop, shift }: { readonly stop: number; readonly shift: number },
): number {
  let mark = first;
  for (; mark < marks.length && (marks[mark + 2] ?? 0) <= stop; mark += 3) {
    const slot = marks[mark] ?? 0;
    const offset = (marks[mark + 1] ?? 0) + shift;
    if (slot < ADDRESSES) notes.spans[slot] = offset;
    else if (slot < PORTS) notes.addresses[slot - ADDRESSES] = offset;
    else if (slot < NAME_LINE) notes.ports[slot - PORTS] = offset;
    else notes.nameLineStart = offset;
  }
  return mark;
}

/** Slots of what is noted; those of fields come first. */
const ADDRESSES = 1 << 10;
const PORTS = 1 << 20;
const NAME_LINE = 1 << 30;

function twinOf(scan: Scan, { at, next, ahead }: TwinSpan, line: number, notes: PodNotes): Twin | undefined {
  if (next + ahead > scan.end) return undefined;
  const bytes = scan.bytes.slice(at, next + ahead);
  const stops = scan.stops.slice(0, scan.stopCount).map((value, i) => (i % 3 === 2 ? value : value - at));
  const lines = scan.line - line;
  const lineStart = scan.lineStart - at;
  // A text on the last line would move what is behind it, but not the start of the line.
  if (lines > 0 && (stops.at(-3) ?? -1) >= lineStart) return undefined;
  const known = podNotes();
  notesLike(known, notes);
  return {
    bytes,
    view: new DataView(bytes.buffer),
    next: next - at,
    indent: scan.indent,
    lines,
    lineStart,
    nameLine: notes.nameLine - line,
    stops: Int32Array.of(...stops, bytes.length, bytes.length, STOP.loose),
    marks: marksOf(notes, at, stops),
    notes: known,
  };
}

type Mark = readonly [slot: number, offset: number, stops: number];

function marksOf(notes: PodNotes, at: number, stops: Int32Array): Int32Array {
  const marks: Mark[] = [];
  /** Behind the texts that end before it. */
  const markStart = (slot: number, offset: number): void => {
    let before = 0;
    while (before < stops.length && (stops[before + 1] ?? 0) <= offset - at) before += 3;
    marks.push([slot, offset - at, before]);
  };
  /** Behind the texts that start before it. */
  const markEnd = (slot: number, offset: number): void => {
    let before = 0;
    while (before < stops.length && (stops[before] ?? 0) < offset - at) before += 3;
    marks.push([slot, offset - at, before]);
  };
  for (let field = 0; field < FIELDS; field += 1) {
    if (!has(notes, field)) continue;
    markStart(2 * field, startOf(notes, field));
    markEnd(2 * field + 1, endOf(notes, field));
  }
  for (let i = 0; i < 2 * notes.addressCount; i += 2) {
    markStart(ADDRESSES + i, notes.addresses[i] ?? 0);
    markEnd(ADDRESSES + i + 1, notes.addresses[i + 1] ?? 0);
  }
  for (let i = 0; i < 3 * notes.portCount; i += 3) {
    markStart(PORTS + i, notes.ports[i] ?? 0);
    markEnd(PORTS + i + 1, notes.ports[i + 1] ?? 0);
  }
  markStart(NAME_LINE, notes.nameLineStart);
  return Int32Array.from(marks.toSorted((a, b) => a[2] - b[2]).flat());
}
