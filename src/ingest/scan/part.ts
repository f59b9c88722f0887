/**
 * A part of a big list, read by itself: the objects that start in it. Where the first of them starts is found by how
 * all begin, which is a guess; whoever puts the parts together sees whether the part before ends there.
 */
import type { Progress, Task } from '../../base/task';
import type { ByteStream } from '../../base/byte-source';
import { advance, feedOf, jump, Refused } from './feed';
import { markLines } from './findings';
import { listFileOf, readItems, type Basket, type Frame, type ItemSteps, type ListFile } from './items';
import { jsonFormat, jsonSteps } from './json-file';
import { lineMarks, type LineMarks } from './line-marks';
import { clearRows, podRows, PLACES, ROW_LENGTH, type PodRows } from './pod-rows';
import { newSpans, sizesOf, type NewSpans, type PodTables } from './pod-tables';
import { CUT, type Scan } from './scan';
import { yamlFormat, yamlSteps } from './yaml-file';

/** How objects of a list begin. */
export interface Heads {
  readonly format: 'yaml' | 'json';
  /** Bytes that every object begins with. */
  readonly head: Uint8Array;
  /** How many of them stand before the object. */
  readonly lead: number;
}

export interface Part extends Heads {
  readonly frame: Frame;
  /** Objects that start here or behind it, and before `to`. */
  readonly from: number;
  readonly to: number;
  /** Whether one starts at `from`. */
  readonly exact: boolean;
}

/** All plain data, and most of it arrays that move to another thread without a copy. Offsets count in the file. */
export interface PartFound {
  /** Where the first object starts; `undefined` when none does. */
  readonly first: number | undefined;
  /** Where the first object behind the part starts, or where the last ends when the list is over. */
  readonly next: number;
  readonly end: 'more' | 'over' | 'refused';
  /** Lines passed from the first object on, and where the last of them starts. */
  readonly lines: number;
  readonly lineStart: number;
  readonly rows: PodRows;
  readonly spans: NewSpans;
  /** The lines count from the first object. */
  readonly marks: LineMarks;
  /** Of each object that was not taken as a pod: its start, its end, and how many pods stand before it. */
  readonly left: Float64Array<ArrayBuffer>;
  readonly leftBytes: Uint8Array<ArrayBuffer>;
}

export interface PartReader {
  /** `open` opens the file at an offset. */
  read(part: Part, open: (at: number) => ByteStream): Task<PartFound>;
}

/** What a reader has in common with whoever puts its parts together, where that is the same thread. */
export interface Shared {
  readonly tables: PodTables;
  readonly progress: () => Progress;
}

/** Reads parts of one file, one after the other; what it told of before it does not tell again. */
export function partReader(shared?: Shared): PartReader {
  let known: Pick<ListFile, 'feed' | 'tables' | 'twins'> | undefined;
  const rows = podRows();
  return {
    *read(part, open) {
      clearRows(rows);
      const start = part.exact ? part.from : part.from - part.lead;
      const stream = open(start);
      const feed = known?.feed ?? feedOf(stream, shared?.progress ?? nothingTold, PART_WINDOW);
      jump(feed, stream, { at: start, line: 0, lineStart: start });
      const found = basket(rows);
      const fresh = listFileOf(feed, found, part.format === 'yaml' ? yamlFormat : jsonFormat);
      const file: ListFile = { ...fresh, tables: shared?.tables ?? fresh.tables, ...known, frame: part.frame };
      known = { feed, tables: file.tables, twins: file.twins };
      const sizes = sizesOf(file.tables);
      const outline = yield* readPart(file, part);
      stream.close();
      return { ...outline, ...emptied(found), rows: trimmed(rows), spans: newSpans(file.tables, sizes) };
    },
  };
}

/** What is in the window behind the end of a part was read for nothing. */
const PART_WINDOW = 1 << 21;

const nothingTold = (): Progress => ({ stage: 'read', done: 0, total: 0 });

type Outline = Pick<PartFound, 'first' | 'next' | 'end' | 'lines' | 'lineStart'>;

function* readPart(file: ListFile, part: Part): Task<Outline> {
  const { feed } = file;
  const { scan } = feed;
  const first = yield* toFirst(file, part);
  if (first === undefined) return { first, next: part.to, end: 'more', lines: 0, lineStart: part.to };
  scan.line = 0;
  scan.lineStart = feed.at;
  let end: Outline['end'] = 'refused';
  try {
    end = yield* readItems(file, stepsOf(file, part), part.to);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return { first, next: feed.base + feed.at, end, lines: scan.line, lineStart: feed.base + scan.lineStart };
}

const stepsOf = (file: ListFile, { format, head, lead }: Part): ItemSteps =>
  format === 'yaml' ? yamlSteps(file, head.length - lead - 2) : jsonSteps(file);

/** Goes to the first object of a part. */
function* toFirst({ feed }: ListFile, { from, to, exact, head, lead }: Part): Task<number | undefined> {
  if (exact) return from;
  let isFound = false;
  for (;;) {
    const at = yield* advance(feed, (scan, start) => {
      const found = foundAt(scan, start, head);
      isFound = found >= 0;
      if (isFound) return found + lead;
      return scan.end - head.length > start ? scan.end - head.length : CUT;
    });
    if (at < 0 || feed.base + at >= to) return undefined;
    if (isFound) return feed.base + at;
  }
}

function foundAt({ bytes, end }: Scan, start: number, head: Uint8Array): number {
  const [byte = 0] = head;
  for (let at = bytes.indexOf(byte, start); at !== -1 && at + head.length <= end; at = bytes.indexOf(byte, at + 1)) {
    let same = 1;
    while (same < head.length && bytes[at + same] === head[same]) same += 1;
    if (same === head.length) return at;
  }
  return -1;
}

interface PartBasket extends Basket {
  readonly pieces: { readonly start: number; readonly before: number; readonly bytes: Uint8Array }[];
}

function basket(rows: PodRows): PartBasket {
  const pieces: PartBasket['pieces'] = [];
  const marks = lineMarks();
  return {
    marks,
    rows,
    pieces,
    leave({ feed: { scan, base } }, span) {
      markLines(marks, scan, base, span);
      pieces.push({ start: base + span.start, before: rows.count, bytes: scan.bytes.slice(span.start, span.end) });
    },
    took: () => {},
  };
}

function emptied({ marks, pieces }: PartBasket): Pick<PartFound, 'marks' | 'left' | 'leftBytes'> {
  const leftBytes = new Uint8Array(pieces.reduce((length, { bytes }) => length + bytes.length, 0));
  const left = new Float64Array(3 * pieces.length);
  let at = 0;
  for (const [i, { start, before, bytes }] of pieces.entries()) {
    left.set([start, start + bytes.length, before], 3 * i);
    leftBytes.set(bytes, at);
    at += bytes.length;
  }
  const { count } = marks;
  return {
    left,
    leftBytes,
    marks: { count, starts: marks.starts.slice(0, count), lines: marks.lines.slice(0, count) },
  };
}

const trimmed = ({ count, places, numbers, texts, end }: PodRows): PodRows => ({
  count,
  end,
  places: places.slice(0, PLACES * count),
  numbers: numbers.slice(0, ROW_LENGTH * count),
  texts: texts.slice(0, end),
});

/** What moves to another thread, so that it is not copied. */
export const movedOf = ({ rows, spans, marks, left, leftBytes }: PartFound): readonly ArrayBufferLike[] => [
  rows.places.buffer,
  rows.numbers.buffer,
  rows.texts.buffer,
  marks.starts.buffer,
  marks.lines.buffer,
  left.buffer,
  leftBytes.buffer,
  ...Object.values(spans).flatMap(({ bytes, ends }) => [bytes.buffer, ends.buffer]),
];
