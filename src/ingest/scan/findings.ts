/** What a scan finds: pods of its own, and objects that it leaves to the general reader, read with their neighbours. */
import type { Diagnostic } from '../../model/diagnostic';
import type { FileId } from '../../model/ids';
import type { PodResource, Resource } from '../../model/resource';
import { readEach, type UnreadObject } from '../read-resources';
import { readText } from '../read-text';
import type { Decode } from '../source-file';
import { Refused } from './feed';
import { lineMarks, markedPosition, markLine, type GrowingMarks } from './line-marks';
import type { Basket } from './items';
import { makePods } from './make-pod';
import { clearRows, podRows, type PodRows } from './pod-rows';
import { valuesOf, type PodValues } from './pod-tables';
import { pieceOf, piecesOf, type Piece } from './pieces';
import type { Scan } from './scan';

export interface Findings {
  readonly file: FileId;
  readonly name: string;
  readonly decode: Decode;
  readonly marks: GrowingMarks;
  readonly pods: PodResource[];
  /** Pods that are not made yet. */
  readonly rows: PodRows;
  /** In their order, as the pods are. */
  readonly others: Resource[];
  readonly unread: UnreadObject[];
  readonly diagnostics: Diagnostic[];
  /** Not read yet. */
  readonly pieces: Piece[];
  waiting: number;
  podCount: number;
  objects: number;
  /** Whether the general reader could read the whole file too. */
  readonly isModest: boolean;
}

export const findingsOf = (file: FileId, name: string, decode: Decode, isModest: boolean): Findings => ({
  file,
  name,
  decode,
  marks: lineMarks(),
  pods: [],
  rows: podRows(),
  others: [],
  unread: [],
  diagnostics: [],
  pieces: [],
  waiting: 0,
  podCount: 0,
  objects: 0,
  isModest,
});

/** Enough to tell what a file is about. */
const SOME = 20;

/** Reading many at a time is faster than one by one; waiting for too many would stop everything for too long. */
const BATCH = 1 << 18;

/** An object in the bytes of a scan. `line` and `lineStart` are those of its first byte. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly lineStart: number;
}

/** Marks every line of an object that is left to the general reader, who may have something to tell of any. */
export function markLines(marks: GrowingMarks, { bytes }: Scan, base: number, span: Span): void {
  markLine(marks, base + span.lineStart, span.line);
  let line = span.line;
  for (let at = bytes.indexOf(10, span.start); at !== -1 && at < span.end; at = bytes.indexOf(10, at + 1)) {
    line += 1;
    markLine(marks, base + at + 1, line);
  }
}

/** Leaves an object to the general reader; `start` is where its bytes start in the file. */
export function leave(findings: Findings, bytes: Uint8Array, start: number): void {
  const { decode, pieces, podCount } = findings;
  // Mostly other objects: then there is nothing to gain, and the text of the file to lose.
  if (findings.isModest && findings.objects >= SOME && podCount < findings.objects / 2) throw new Refused();
  const piece = pieceOf(bytes, start, decode);
  if (piece === undefined) throw new Refused();
  pieces.push(piece);
  findings.objects += 1;
  findings.waiting += bytes.length;
}

export const isBatchFull = ({ waiting }: Findings): boolean => waiting >= BATCH;

/** How objects of a list are put together so that the general reader takes them for the list. */
export interface Joint {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

/** Reads what was left to the general reader. */
export function readLeft(findings: Findings, joint: Joint): void {
  const { file, name, pieces, marks, diagnostics } = findings;
  if (pieces.length === 0) return;
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const { text, toOriginal } = piecesOf(pieces, joint);
  const within = { toOriginal, lineOf: (offset: number) => markedPosition(marks, offset).line };
  const { objects, resources: fromTables } = readText({ id: file, name, text, within }, report);
  const { resources, unread } = readEach(objects, report);
  for (const resource of resources) findings.others.push(resource);
  for (const resource of fromTables) findings.others.push(resource);
  findings.unread.push(...unread);
  pieces.length = 0;
  findings.waiting = 0;
}

/** All that was found, in the order of the file. */
export function inOrder({ pods, others }: Findings): readonly Resource[] {
  if (others.length === 0) return pods;
  const all: Resource[] = [];
  let next = 0;
  for (const pod of pods) {
    for (; next < others.length && startOf(others[next]) < startOf(pod); next += 1) pushTo(all, others[next]);
    all.push(pod);
  }
  for (; next < others.length; next += 1) pushTo(all, others[next]);
  return all;
}

const startOf = (resource: Resource | undefined): number => resource?.meta.at.start ?? 0;

function pushTo(all: Resource[], resource: Resource | undefined): void {
  if (resource !== undefined) all.push(resource);
}

/** Puts what is found into findings. */
export const basketOf = (findings: Findings): Basket => ({
  marks: findings.marks,
  rows: findings.rows,
  leave(file, span) {
    const { scan, base } = file.feed;
    leave(findings, scan.bytes.subarray(span.start, span.end), base + span.start);
    markLines(findings.marks, scan, base, span);
    if (isBatchFull(findings)) readLeft(findings, file.joint(file.frame));
  },
  took({ tables }) {
    findings.podCount += 1;
    findings.objects += 1;
    if (findings.rows.count >= ROWS) makeWaiting(findings, valuesOf(tables));
  },
});

/** Rows that are made into pods at a time. */
const ROWS = 256;

/** Makes the pods of the rows that wait. */
export function makeWaiting({ rows, file, pods }: Findings, values: PodValues): void {
  makePods(rows, values, file, pods);
  clearRows(rows);
}
