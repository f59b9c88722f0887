/**
 * What a scan finds: pods of its own, other objects that are read from their bytes, and those that it leaves to the
 * general reader, read with their neighbours.
 */
import type { Diagnostic } from '../../model/diagnostic';
import type { FileId } from '../../model/ids';
import type { PodResource, Resource } from '../../model/resource';
import { readEach, type UnreadObject } from '../read-resources';
import { readText } from '../read-text';
import type { Decode } from '../source-file';
import { Refused } from './feed';
import { lineMarks, markedPosition, markLine, type GrowingMarks } from './line-marks';
import type { Basket, ListFile, ListFormat } from './items';
import { makePods } from './make-pod';
import { clearRows, podRows, type PodRows } from './pod-rows';
import { valuesOf, type PodValues } from './pod-tables';
import { objectReader, type ReadObject } from './objects';
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
  /** In their order, as the pods are: other objects that were taken, and what the general reader made. */
  readonly others: Resource[];
  readonly left: Resource[];
  readonly unread: UnreadObject[];
  readonly diagnostics: Diagnostic[];
  /** Not read yet. */
  readonly pieces: Piece[];
  waiting: number;
  /** Objects that were not left to the general reader. */
  taken: number;
  objects: number;
  readonly readers: { readonly [format in ListFormat['name']]: ReadObject };
  /** With objects that are left to the general reader, which could read the whole file too unless it is `endless`. */
  readonly patience: 'none' | 'some' | 'endless';
}

export const findingsOf = ({
  file,
  name,
  decode,
  patience,
}: Pick<Findings, 'file' | 'name' | 'decode' | 'patience'>): Findings => ({
  file,
  name,
  decode,
  patience,
  marks: lineMarks(),
  pods: [],
  rows: podRows(),
  others: [],
  left: [],
  unread: [],
  diagnostics: [],
  pieces: [],
  waiting: 0,
  taken: 0,
  objects: 0,
  readers: { yaml: objectReader('yaml', file), json: objectReader('json', file) },
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

/** Marks every line of an object that may be left to the general reader, who may have something to tell of any. */
export function markLines(marks: GrowingMarks, { bytes }: Scan, base: number, span: Span): void {
  markLine(marks, base + span.lineStart, span.line);
  let line = span.line;
  // Behind the object there may be megabytes without a line end.
  const own = bytes.subarray(0, span.end);
  for (let at = own.indexOf(10, span.start); at !== -1; at = own.indexOf(10, at + 1)) {
    line += 1;
    markLine(marks, base + at + 1, line);
  }
}

function leave(findings: Findings, bytes: Uint8Array, start: number): void {
  const { decode, pieces, taken, patience } = findings;
  // Mostly such objects: then there is nothing to gain, and the text of the file to lose.
  const isMost = findings.objects >= SOME && taken < findings.objects / 2;
  if (patience === 'none' || (patience === 'some' && isMost)) throw new Refused();
  const piece = pieceOf(bytes, start, decode);
  if (piece === undefined) throw new Refused();
  pieces.push(piece);
  findings.objects += 1;
  findings.waiting += bytes.length;
}

const isBatchFull = ({ waiting }: Findings): boolean => waiting >= BATCH;

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
  for (const resource of resources) findings.left.push(resource);
  for (const resource of fromTables) findings.left.push(resource);
  findings.unread.push(...unread);
  pieces.length = 0;
  findings.waiting = 0;
}

/** All that was found, in the order of the file. */
export const inOrder = ({ pods, others, left }: Findings): readonly Resource[] => merged(pods, merged(others, left));

function merged(some: readonly Resource[], others: readonly Resource[]): readonly Resource[] {
  if (others.length === 0) return some;
  const all: Resource[] = [];
  let next = 0;
  for (const one of some) {
    for (; next < others.length && startOf(others[next]) < startOf(one); next += 1) pushTo(all, others[next]);
    all.push(one);
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
    markLines(findings.marks, scan, base, span);
    readOrLeave(file, findings, scan.bytes.subarray(span.start, span.end), base + span.start);
  },
  took({ tables }) {
    findings.taken += 1;
    findings.objects += 1;
    if (findings.rows.count >= ROWS) makeWaiting(findings, valuesOf(tables));
  },
});

/** Reads an object that is no pod, or leaves it to the general reader; `start` is where its bytes start in the file. */
export function readOrLeave(file: ListFile, findings: Findings, bytes: Uint8Array, start: number): void {
  const resources = findings.readers[file.format.name](bytes, start, file.frame);
  if (resources === undefined) {
    leave(findings, bytes, start);
    if (isBatchFull(findings)) readLeft(findings, file.format.joint(file.frame));
    return;
  }
  findings.others.push(...resources);
  findings.taken += 1;
  findings.objects += 1;
}

/** Rows that are made into pods at a time. */
const ROWS = 256;

/** Makes the pods of the rows that wait. */
export function makeWaiting({ rows, file, pods }: Findings, values: PodValues): void {
  makePods(rows, values, file, pods);
  clearRows(rows);
}
