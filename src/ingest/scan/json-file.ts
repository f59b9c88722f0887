/** A file of JSON: lists as kubectl and the API print them, objects one after the other, or a list of objects. */
import type { Task } from '../../base/task';
import { jsonText, jsonTextLoose } from './classes';
import { readAside, type Aside } from './aside';
import { advance, Refused, type Feed } from './feed';
import { podLevel } from './fields';
import { basketOf, makeWaiting, readLeft, type Findings, type Joint } from './findings';
import {
  listFileOf,
  OVER,
  readItem,
  readItems,
  takePod,
  type Frame,
  type ItemSteps,
  type ListFile,
  type ListFormat,
} from './items';
import { jsonBlocks } from './json-blocks';
import { inside, skipKey, skipText, skipValue, space, toValue } from './json-skip';
import { jsonStopEnd, walkMap } from './json-walk';
import { clear } from './pod-notes';
import { valuesOf } from './pod-tables';
import { asciiOf, bytesOf, CUT, isAt, ODD, stopAt, type Scan } from './scan';
import { NO_TWIN } from './twins';

/** Throws `Refused` where the general reader has to judge the file as a whole. */
export function* scanJson(feed: Feed, findings: Findings, aside: Aside | undefined): Task<void> {
  const file = listFileOf(feed, basketOf(findings), jsonFormat, aside);
  for (;;) {
    const at = yield* advance(feed, toContent);
    if (at === CUT) break;
    yield* readTop(file, findings);
  }
  readLeft(findings, jointOf(file.frame));
  makeWaiting(findings, valuesOf(file.tables));
}

/** Over white space to whatever is behind it; cut only when there is nothing. */
const toContent = (scan: Scan, at: number): number => inside(scan, space(scan, at));

function* readTop(file: ListFile, findings: Findings): Task<void> {
  const { feed } = file;
  const first = feed.scan.bytes[feed.at];
  if (first === 91) {
    setFrame(file, findings, { kind: 'List', apiVersion: 'v1', hasMetadata: false });
    yield* sure(feed, (scan, at) => space(scan, at + 1));
    yield* readEntries(file);
    return;
  }
  if (first !== 123) throw new Refused();
  const frame: Frame = { kind: undefined, apiVersion: undefined, hasMetadata: false };
  yield* sure(feed, (scan, at) => openFrame(scan, at, frame));
  if (mayBeList(frame)) {
    const known = frame.kind;
    setFrame(file, findings, frame);
    yield* readEntries(file);
    const opened = { ...frame };
    yield* sure(feed, (scan, at) => closeFrame(scan, at, Object.assign(frame, opened)));
    // Said behind the items, it was not known while they were read.
    if (frame.kind !== (known ?? 'List')) throw new Refused();
    return;
  }
  // An object of its own, which starts where it was looked at.
  setFrame(file, findings, { kind: 'List', apiVersion: 'v1', hasMetadata: false });
  yield* readItem(file, jsonSteps(file));
}

const mayBeList = ({ kind }: Frame): boolean => kind === undefined || kind.endsWith('List');

/** What is left to the general reader goes to it with the list that it stands in. */
function setFrame(file: ListFile, findings: Findings, frame: Frame): void {
  if (findings.pieces.length > 0) readLeft(findings, jointOf(file.frame));
  file.frame = frame;
}

const jointOf = ({ kind = 'List', apiVersion = 'v1' }: Frame): Joint => ({
  before: `{"kind":"${kind}","apiVersion":"${apiVersion}","items":[`,
  between: ',\n',
  after: ']}',
});

/** A step that has to succeed. */
function* sure(feed: Feed, step: (scan: Scan, at: number) => number): Task<number> {
  const next = yield* advance(feed, step);
  if (next < 0) throw new Refused();
  return next;
}

const ITEMS = bytesOf('items');

/**
 * From the brace to the first entry of `items`, noting what stands before; or to the brace again, when the map says a
 * kind that is no list.
 */
function openFrame(scan: Scan, at: number, frame: Frame): number {
  const { bytes } = scan;
  frame.kind = undefined;
  frame.apiVersion = undefined;
  frame.hasMetadata = false;
  const { line, lineStart } = scan;
  let next = space(scan, at + 1);
  for (;;) {
    const start = next + 1;
    next = skipKey(scan, next);
    if (next < 0) return next;
    const isItems = isAt(bytes, start, next - 1, ITEMS);
    const key = isItems ? '' : asciiOf(bytes, start, next - 1);
    next = toValue(scan, next);
    if (next < 0) return next;
    if (isItems) return bytes[next] === 91 ? space(scan, next + 1) : stopAt(scan, next);
    next = frameField(scan, next, key, frame);
    if (next < 0) return next;
    if (!mayBeList(frame)) {
      scan.line = line;
      scan.lineStart = lineStart;
      return at;
    }
    next = space(scan, next);
    if (bytes[next] !== 44) return stopAt(scan, next);
    next = space(scan, next + 1);
  }
}

/** Behind the bracket of the last entry: the rest of the map, and its end. */
function closeFrame(scan: Scan, at: number, frame: Frame): number {
  const { bytes } = scan;
  let next = space(scan, at);
  for (;;) {
    if (bytes[next] === 125) return next + 1;
    if (bytes[next] !== 44) return stopAt(scan, next);
    next = space(scan, next + 1);
    const start = next + 1;
    next = skipKey(scan, next);
    if (next < 0) return next;
    const key = asciiOf(bytes, start, next - 1);
    next = toValue(scan, next);
    if (next < 0) return next;
    next = frameField(scan, next, key, frame);
    if (next < 0) return next;
    next = space(scan, next);
  }
}

/** Behind a value of the list itself; odd when it says more than lists do, or says it twice. */
function frameField(scan: Scan, at: number, key: string, frame: Frame): number {
  const { bytes } = scan;
  if (key === 'metadata') {
    const end = skipValue(scan, at, jsonText, 1);
    if (end >= 0 && (frame.hasMetadata || !isPlainMetadata(asciiOf(bytes, at, end)))) return ODD;
    frame.hasMetadata = true;
    return end;
  }
  if ((key !== 'kind' && key !== 'apiVersion') || bytes[at] !== 34) return stopAt(scan, at);
  const end = skipText(scan, at, jsonText);
  if (end < 0) return end;
  const text = asciiOf(bytes, at + 1, end - 1);
  if (frame[key] !== undefined || !/^[A-Za-z][A-Za-z0-9./]*$/.test(text)) return ODD;
  frame[key] = text;
  return end;
}

/** Nothing that tells of more pages. */
const isPlainMetadata = (text: string): boolean =>
  /^\{\s*(?:"(?:resourceVersion|selfLink)"\s*:\s*"[^"\\]*"\s*,?\s*)*\}$/.test(text) && !/,\s*\}$/.test(text);

export const jsonFormat: ListFormat = { name: 'json', blocks: jsonBlocks, stopEnd: jsonStopEnd, joint: jointOf };

function* readEntries(file: ListFile): Task<void> {
  const { feed } = file;
  const { scan } = feed;
  if (scan.bytes[yield* sure(feed, toContent)] !== 93) {
    const head = headOf(scan, feed.at);
    const isDone = head !== undefined && (yield* readAside(file, { format: 'json', head, lead: 0 })) === 'over';
    if (!isDone) yield* readItems(file, jsonSteps(file));
    yield* sure(feed, (_, at) => inside(scan, space(scan, at)));
    if (scan.bytes[feed.at] !== 93) throw new Refused();
  }
  feed.at += 1;
}

/** What an object begins with, up to the first key of its metadata; `undefined` where it begins in another way. */
function headOf({ bytes, end }: Scan, at: number): Uint8Array | undefined {
  const found = HEAD.exec(asciiOf(bytes, at, Math.min(end, at + LONGEST_HEAD)));
  return found === null ? undefined : bytesOf(found[0]);
}

const HEAD = /^\{\s*(?:"(?:apiVersion|kind)"\s*:\s*"[\w./]+"\s*,\s*)*"metadata"\s*:\s*\{\s*"/;
const LONGEST_HEAD = 400;

export const jsonSteps = (file: ListFile): ItemSteps => ({
  take(scan, at) {
    const { notes, twins } = file;
    const like = twins.match(scan, at, notes);
    if (like !== NO_TWIN) return takePod(file, scan, at, like) ? like : ODD;
    clear(notes);
    const next = walkMap(scan, at, podLevel, notes);
    if (next < 0) return next;
    if (!takePod(file, scan, at, next)) return ODD;
    twins.keep(scan, { at, next, ahead: 0 }, notes);
    return next;
  },
  skip: (scan, at) => skipValue(scan, at, jsonTextLoose, 1),
  next(scan, at) {
    const { line, lineStart } = scan;
    const comma = space(scan, at);
    if (scan.bytes[comma] === 44) return inside(scan, space(scan, comma + 1));
    if (comma >= scan.end) return CUT;
    scan.line = line;
    scan.lineStart = lineStart;
    return OVER;
  },
});
