/** The objects of a list, one after the other: pods are taken, any other is handed over in its bytes. */
import type { Task } from '../../base/task';
import { advance, isUntold, refill, Refused, tell, tryStep, type Feed } from './feed';
import { FIELD } from './fields';
import type { Aside } from './aside';
import type { Joint, Span } from './findings';
import { markLine, type GrowingMarks } from './line-marks';
import { endOf, has, podNotes, startOf, type PodNotes } from './pod-notes';
import { addRow, type PodRows } from './pod-rows';
import { podTables, type Blocks, type PodTables } from './pod-tables';
import { bytesOf, CUT, isAt, ODD, type Scan } from './scan';
import { twinsOf, type StopEnd, type Twins } from './twins';

/** A file that is read, in either format. */
export interface ListFile {
  readonly feed: Feed;
  readonly basket: Basket;
  readonly notes: PodNotes;
  readonly tables: PodTables;
  readonly twins: Twins;
  readonly format: ListFormat;
  /** Where parts of the file may be read meanwhile. */
  readonly aside: Aside | undefined;
  /** What the list says of itself, as far as it was read. */
  frame: Frame;
}

/** Where goes what is found. */
export interface Basket {
  readonly marks: GrowingMarks;
  readonly rows: PodRows;
  /** Takes an object that is no pod, or an unusual one. */
  readonly leave: (file: ListFile, span: Span) => void;
  /** Told after every pod. */
  readonly took: (file: ListFile) => void;
}

/** What differs between the formats. */
export interface ListFormat {
  readonly name: 'yaml' | 'json';
  readonly blocks: Blocks;
  readonly stopEnd: StopEnd;
  readonly joint: (frame: Frame) => Joint;
}

export const listFileOf = (feed: Feed, basket: Basket, format: ListFormat, aside?: Aside): ListFile => ({
  feed,
  basket,
  format,
  aside,
  notes: podNotes(),
  tables: podTables(format.blocks),
  twins: twinsOf(format.stopEnd),
  frame: { kind: undefined, apiVersion: undefined, hasMetadata: false },
});

export interface Frame {
  kind: string | undefined;
  apiVersion: string | undefined;
  hasMetadata: boolean;
}

/** Its items need not say what they are. */
const isTyped = ({ kind }: Frame): boolean => kind !== undefined && kind !== 'List';

/** How to read one object. The first two start at `at`; the second passes over whatever it is. */
export interface ItemSteps {
  readonly take: (scan: Scan, at: number) => number;
  readonly skip: (scan: Scan, at: number) => number;
  /** From behind an object to the next one; `OVER` where there is none. */
  readonly next: (scan: Scan, at: number) => number;
}

/** The list ends here. */
export const OVER = -4;

/** Reads the object at which the scan stands and all that follow, up to one that starts at `to` or behind it. */
export function* readItems(file: ListFile, steps: ItemSteps, to = Number.POSITIVE_INFINITY): Task<'over' | 'more'> {
  const { feed } = file;
  while (feed.base + feed.at < to) {
    if (isUntold(feed)) yield tell(feed);
    // A task for every step would take as long as the step.
    if (tryItem(file, steps) === CUT) yield* readItem(file, steps);
    let next = tryStep(feed, steps.next);
    if (next === CUT) next = yield* advance(feed, steps.next);
    if (next === OVER) return 'over';
    if (next < 0) throw new Refused();
  }
  return 'more';
}

/** Reads the object at which the scan stands. */
export function* readItem(file: ListFile, steps: ItemSteps): Task<void> {
  const { feed } = file;
  if (isUntold(feed)) yield tell(feed);
  while (tryItem(file, steps) === CUT) {
    if (feed.scan.final) throw new Refused();
    yield* refill(feed);
  }
}

function tryItem(file: ListFile, { take, skip }: ItemSteps): number {
  const { feed, basket, notes } = file;
  const { scan, at: start } = feed;
  const { line, lineStart } = scan;
  const taken = tryStep(feed, take);
  if (taken === CUT) return CUT;
  if (taken !== ODD) {
    if (taken < 0) throw new Refused();
    markLine(basket.marks, feed.base + lineStart, line);
    markLine(basket.marks, feed.base + notes.nameLineStart, notes.nameLine);
    basket.took(file);
    return taken;
  }
  scan.line = line;
  scan.lineStart = lineStart;
  const end = tryStep(feed, skip);
  if (end === CUT) return CUT;
  if (end < 0) throw new Refused();
  basket.leave(file, { start, end, line, lineStart });
  return end;
}

const POD = bytesOf('Pod');
const V1 = bytesOf('v1');

/** Takes the pod that notes were taken of; returns `false` when it is none, or not one without remarks. */
export function takePod(file: ListFile, scan: Scan, start: number, end: number): boolean {
  const { feed, basket, notes, tables, frame } = file;
  const isPod = has(notes, FIELD.kind) ? isText(scan, notes, FIELD.kind, POD) : frame.kind === 'PodList';
  const isV1 = has(notes, FIELD.apiVersion)
    ? isText(scan, notes, FIELD.apiVersion, V1)
    : isTyped(frame) && frame.apiVersion === 'v1';
  return isPod && isV1 && addRow(basket.rows, tables, scan.bytes, notes, { base: feed.base, start, end });
}

const isText = ({ bytes }: Scan, notes: PodNotes, field: number, text: Uint8Array): boolean =>
  isAt(bytes, startOf(notes, field), endOf(notes, field), text);
