/** A file of YAML: lists as `kubectl get -o yaml` prints them, one or several with `---` between. */
import type { Task } from '../../base/task';
import { readAside, type Aside } from './aside';
import { advance, Refused, type Feed } from './feed';
import { podLevel } from './fields';
import { basketOf, makeWaiting, readLeft, type Findings, type Joint } from './findings';
import {
  listFileOf,
  OVER,
  readItems,
  takePod,
  type Frame,
  type ItemSteps,
  type ListFile,
  type ListFormat,
} from './items';
import { clear } from './pod-notes';
import { valuesOf } from './pod-tables';
import { asciiOf, bytesOf, CUT, ODD, type Scan } from './scan';
import { NO_TWIN } from './twins';
import { yamlBlocks } from './yaml-blocks';
import { toLine } from './yaml-skip';
import { walkMap, yamlStopEnd } from './yaml-walk';

/** Throws `Refused` where the general reader has to judge the file as a whole. */
export function* scanYaml(feed: Feed, findings: Findings, aside: Aside | undefined): Task<void> {
  const file = listFileOf(feed, basketOf(findings), yamlFormat, aside);
  for (let line = yield* lineAt(feed); line !== undefined; line = yield* lineAt(feed)) {
    if (line === '---') yield* passLine(feed);
    else yield* readList(file, findings);
  }
  makeWaiting(findings, valuesOf(file.tables));
}

/** The text of the line at which the scan stands, or of its start; `undefined` at the end of the file. */
function* lineAt(feed: Feed): Task<string | undefined> {
  let text: string | undefined;
  yield* advance(feed, (scan, at) => {
    text = undefined;
    if (at >= scan.end) return CUT;
    const end = lineEndOf(scan, at);
    if (end < 0) return end;
    text = asciiOf(scan.bytes, at, Math.min(end, at + LONGEST_LINE));
    return at;
  });
  return text;
}

/** Lines of a list's own are short. */
const LONGEST_LINE = 200;

function lineEndOf({ bytes, end, final }: Scan, at: number): number {
  const found = bytes.indexOf(10, at);
  if (found !== -1 && found < end) return found;
  return final ? end : CUT;
}

function* passLine(feed: Feed): Task<void> {
  yield* advance(feed, (scan, at) => {
    const end = lineEndOf(scan, at);
    if (end < 0 || end >= scan.end) return end;
    scan.line += 1;
    scan.lineStart = end + 1;
    return end + 1;
  });
}

const FIELD_LINE = /^(apiVersion|kind): ([A-Za-z][A-Za-z0-9./]*)$/;

function* readList(file: ListFile, findings: Findings): Task<void> {
  const { feed } = file;
  file.frame = { kind: undefined, apiVersion: undefined, hasMetadata: false };
  for (let line = yield* lineAt(feed); line !== 'items:'; line = yield* lineAt(feed)) {
    yield* readField(file, line);
  }
  yield* passLine(feed);
  const before = file.frame.kind;
  yield* readEntries(file);
  for (let line = yield* lineAt(feed); line !== undefined && line !== '---'; line = yield* lineAt(feed)) {
    if (line === 'metadata:' && !file.frame.hasMetadata) yield* readMetadata(file);
    else yield* readField(file, line);
  }
  // Said behind the items, it was not known while they were read; not said at all, the end is missing.
  if (file.frame.kind !== (before ?? 'List') || file.frame.apiVersion === undefined) throw new Refused();
  readLeft(findings, jointOf(file.frame));
}

/** One of the two fields of the list itself; anything else about it is not for us to judge. */
function* readField({ feed, frame }: ListFile, line: string | undefined): Task<void> {
  const [, key, text] = FIELD_LINE.exec(line ?? '') ?? [];
  if ((key !== 'apiVersion' && key !== 'kind') || frame[key] !== undefined) throw new Refused();
  if (key === 'kind' && text?.endsWith('List') !== true) throw new Refused();
  frame[key] = text;
  yield* passLine(feed);
}

/** Nothing that tells of more pages. */
function* readMetadata({ feed, frame }: ListFile): Task<void> {
  frame.hasMetadata = true;
  yield* passLine(feed);
  let fields = '';
  for (let line = yield* lineAt(feed); line?.startsWith(' ') === true; line = yield* lineAt(feed)) {
    const [, key] = /^ {2}(resourceVersion|selfLink): ""$/.exec(line) ?? [];
    if (key === undefined || fields.includes(key)) throw new Refused();
    fields += key;
    yield* passLine(feed);
  }
  if (fields === '') throw new Refused();
}

const jointOf = ({ kind = 'List', apiVersion = 'v1' }: Frame): Joint => ({
  before: `apiVersion: ${apiVersion}\nitems:\n`,
  between: '',
  after: `kind: ${kind}\n`,
});

export const yamlFormat: ListFormat = { name: 'yaml', blocks: yamlBlocks, stopEnd: yamlStopEnd, joint: jointOf };

function* readEntries(file: ListFile): Task<void> {
  const { feed } = file;
  const { scan } = feed;
  const first = yield* advance(feed, toLine);
  const column = scan.indent;
  if (first < 0 || column < 0 || column > 2 || !isEntry(scan, feed.at, column)) throw new Refused();
  const head = bytesOf(`\n${' '.repeat(column)}- `);
  if ((yield* readAside(file, { format: 'yaml', head, lead: 1 })) === 'more') {
    yield* readItems(file, yamlSteps(file, column));
  } else yield* advance(feed, toLine);
}

const isEntry = ({ bytes }: Scan, at: number, column: number): boolean =>
  bytes[at + column] === 45 && bytes[at + column + 1] === 32;

/** Entries of the list whose dashes stand in `column`. */
export const yamlSteps = (file: ListFile, column: number): ItemSteps => ({
  take(scan, at) {
    const { notes, twins } = file;
    const first = at + column + 2;
    const like = twins.match(scan, at, notes);
    if (like !== NO_TWIN) return takePod(file, scan, first, contentEnd(scan, like)) ? like : ODD;
    clear(notes);
    const next = walkMap(scan, first, column + 2, podLevel, notes);
    if (next < 0) return next;
    // What the general reader leaves out does not count for the end of the object either.
    if (notes.lastUnread || !takePod(file, scan, first, contentEnd(scan, next))) return ODD;
    // The next line tells by its first bytes that it is none of this object.
    if (scan.indent >= 0) twins.keep(scan, { at, next, ahead: scan.indent + 2 }, notes);
    return next;
  },
  skip: (scan, at) => skipEntry(scan, at, column),
  next: (scan, at) => (scan.indent === column && isEntry(scan, at, column) ? at : OVER),
});

function contentEnd({ bytes }: Scan, next: number): number {
  let end = next;
  while (bytes[end - 1] === 10 || bytes[end - 1] === 32) end -= 1;
  return end;
}

/** To the next line that is no deeper than the dashes: content of an entry is, in block scalars too. */
function skipEntry(scan: Scan, at: number, column: number): number {
  const { bytes } = scan;
  for (let start = at; ;) {
    const end = lineEndOf(scan, start);
    if (end < 0) return end;
    if (end < scan.end) {
      scan.line += 1;
      scan.lineStart = end + 1;
    }
    start = Math.min(end + 1, scan.end);
    if (start >= scan.end) return toLine(scan, start);
    let first = start;
    while (bytes[first] === 32) first += 1;
    if (first + 1 >= scan.end && !scan.final) return CUT;
    const isContent = first - start > column || bytes[first] === 10 || bytes[first] === 35;
    if (!isContent) return toLine(scan, start);
  }
}
