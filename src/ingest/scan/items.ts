/** The objects of a list, one after the other: pods are taken, everything else is left to the general reader. */
import type { Task } from '../../base/task';
import { advance, Refused, type Feed } from './feed';
import { FIELD } from './fields';
import { isBatchFull, leave, readLeft, type Findings, type Joint } from './findings';
import { markLine } from './line-marks';
import { podMaker, type Blocks, type PodMaker } from './make-pod';
import { endOf, has, podNotes, startOf, type PodNotes } from './pod-notes';
import { bytesOf, isAt, ODD, type Scan } from './scan';
import { twinsOf, type StopEnd, type Twins } from './twins';

/** A file that is read, in either format. */
export interface ListFile {
  readonly feed: Feed;
  readonly findings: Findings;
  readonly notes: PodNotes;
  readonly make: PodMaker;
  readonly twins: Twins;
  /** What the list says of itself, as far as it was read. */
  frame: Frame;
}

/** What differs between the formats. */
export interface ListFormat {
  readonly blocks: Blocks;
  readonly stopEnd: StopEnd;
}

export const listFileOf = (feed: Feed, findings: Findings, { blocks, stopEnd }: ListFormat): ListFile => ({
  feed,
  findings,
  notes: podNotes(),
  make: podMaker(blocks),
  twins: twinsOf(stopEnd),
  frame: { kind: undefined, apiVersion: undefined, hasMetadata: false },
});

export interface Frame {
  kind: string | undefined;
  apiVersion: string | undefined;
  hasMetadata: boolean;
}

/** Its items need not say what they are. */
export const isTyped = ({ kind }: Frame): boolean => kind !== undefined && kind !== 'List';

/** How to read one object. Both start at `at`; the second passes over whatever it is. */
export interface ItemSteps {
  readonly take: (scan: Scan, at: number) => number;
  readonly skip: (scan: Scan, at: number) => number;
  readonly joint: (frame: Frame) => Joint;
}

/** Reads the object at which the scan stands. */
export function* readItem(file: ListFile, { take, skip, joint }: ItemSteps): Task<void> {
  const { feed, findings, notes } = file;
  const { scan } = feed;
  const { line } = scan;
  let { lineStart } = scan;
  let from = feed.at;
  let isLeft = false;
  const end = yield* advance(feed, (_, at) => {
    from = at;
    lineStart = scan.lineStart;
    isLeft = false;
    const next = take(scan, at);
    if (next !== ODD) return next;
    isLeft = true;
    scan.top = 0;
    scan.line = line;
    scan.lineStart = lineStart;
    return skip(scan, at);
  });
  if (end < 0) throw new Refused();
  if (isLeft) {
    leave(findings, scan, feed.base, { start: from, end, line, lineStart });
    if (isBatchFull(findings)) readLeft(findings, joint(file.frame));
  } else {
    markLine(findings.marks, feed.base + lineStart, line);
    markLine(findings.marks, feed.base + notes.nameLineStart, notes.nameLine);
  }
}

const POD = bytesOf('Pod');
const V1 = bytesOf('v1');

/** Makes the pod that notes were taken of; returns `false` when it is none, or not one without remarks. */
export function takePod(
  { feed, findings, notes, make, frame }: ListFile,
  scan: Scan,
  start: number,
  end: number,
): boolean {
  const isPod = has(notes, FIELD.kind) ? isText(scan, notes, FIELD.kind, POD) : frame.kind === 'PodList';
  const isV1 = has(notes, FIELD.apiVersion)
    ? isText(scan, notes, FIELD.apiVersion, V1)
    : isTyped(frame) && frame.apiVersion === 'v1';
  if (!isPod || !isV1) return false;
  const pod = make(scan.bytes, notes, { file: findings.file, base: feed.base, start, end });
  if (pod === undefined) return false;
  findings.pods.push(pod);
  findings.objects += 1;
  return true;
}

const isText = ({ bytes }: Scan, notes: PodNotes, field: number, text: Uint8Array): boolean =>
  isAt(bytes, startOf(notes, field), endOf(notes, field), text);
