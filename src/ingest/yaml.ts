/**
 * YAML to nodes: this file and `plain-yaml.ts` alone know js-yaml. One parse gives values and places together.
 *
 * js-yaml hands over a flat list of events with offsets. A collection's event tells only where it starts; its end is
 * the largest end of what it holds, and for `[...]` and `{...}` the bracket after that.
 */
import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { Event, ScalarEvent } from 'js-yaml';
import { err, ok, type Result } from '../base/result';
import type { Report, SourceRange } from '../model/diagnostic';
import type { MapEntry, Node, ScalarNode } from './node';
import { readPlainYaml } from './plain-yaml';
import { coreValueOf } from './scalars';
import type { SourceFile } from './source-file';
import { lineAround } from './text/quote-line';
import { rangeIn, type TextCopy } from './text/text-copy';
import type { Span } from './text/yaml-line';
import { isUnread } from './unread-fields';
import { warnDroppedTag, warnDuplicateKey, warnOlderScalar } from './yaml-warnings';

/** Why a text gives no nodes. `offset` counts in the copy. */
export interface YamlFault {
  readonly kind: 'syntax' | 'depth' | 'aliases';
  readonly offset: number;
  /** The parser's own words. */
  readonly reason: string;
}

export const MAX_DEPTH = 100;
const MAX_ALIASES = 1_000;
/** Nodes that aliases and merges may repeat; kubectl's reader has a limit of this kind too. */
const MAX_REPEATED = 100_000;

/**
 * The documents of a text, empty ones left out; or the first fault, and nothing. Anchors, aliases and merge keys are
 * resolved: an alias is the very node of its anchor.
 */
export function readYaml(copy: TextCopy, file: SourceFile, report: Report): Result<readonly Node[], YamlFault> {
  const anchored = copy.text.includes('&') && /(?:^|[\s[{,])&[^\s&]/.test(copy.text);
  const plain = readPlainYaml(copy, file.id, anchored);
  return plain === undefined ? readAnyYaml(copy, file, anchored, report) : ok([plain]);
}

/** The same, slower, of everything that YAML can say. */
export function readAnyYaml(
  copy: TextCopy,
  file: SourceFile,
  anchored: boolean,
  report: Report,
): Result<readonly Node[], YamlFault> {
  const events = eventsOf(copy.text);
  if (!events.ok) return events;
  const state: State = {
    copy,
    file,
    report,
    frames: [],
    documents: [],
    anchors: new Map(),
    anchored,
    skipped: 0,
    count: 0,
    aliases: 0,
    repeated: 0,
  };
  try {
    for (const event of events.value) step(state, event);
    return ok(state.documents);
  } catch (error) {
    if (error instanceof Fault) return err({ kind: error.kind, offset: error.offset, reason: error.message });
    throw error;
  }
}

function eventsOf(text: string): Result<readonly Event[], YamlFault> {
  const first = tryEvents(text, MAX_DEPTH);
  if (first.ok) return first;
  // Too deep is told from other faults by trying deeper: then the fault comes later, or not at all.
  const deeper = tryEvents(text, MAX_DEPTH + 20);
  const kind = deeper.ok || deeper.error.offset > first.error.offset ? 'depth' : 'syntax';
  return err({ kind, ...first.error });
}

function tryEvents(text: string, maxDepth: number): Result<readonly Event[], Omit<YamlFault, 'kind'>> {
  try {
    return ok(parseEvents(text, { maxDepth }));
  } catch (error) {
    if (error instanceof YAMLException) return err({ offset: error.mark?.position ?? 0, reason: error.reason });
    throw error;
  }
}

/** Leaves the walk over the events with something the text must not do. */
class Fault extends Error {
  constructor(
    readonly kind: YamlFault['kind'],
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

interface State {
  readonly copy: TextCopy;
  readonly file: SourceFile;
  readonly report: Report;
  readonly frames: Frame[];
  readonly documents: Node[];
  /** By name; `undefined` while the collection is still open. */
  readonly anchors: Map<string, { readonly node: Node; readonly size: number } | undefined>;
  /** Some value may be named, so that none can be left out. */
  readonly anchored: boolean;
  /** How deep the walk is inside a value that is left out. */
  skipped: number;
  /** Nodes made so far, repeated ones included. */
  count: number;
  aliases: number;
  repeated: number;
}

/** A collection that is still open. Offsets count in the copy. */
interface Frame {
  readonly start: number;
  /** Of what it holds so far. */
  end: number;
  readonly flow: boolean;
  readonly anchor: string | undefined;
  readonly countBefore: number;
  /** `undefined` for a list. */
  readonly entries: Map<string, MapEntry> | undefined;
  readonly items: Node[];
  readonly merged: Node[];
  key: { readonly text: string; readonly at: SourceRange; readonly merge: boolean } | undefined;
}

function step(state: State, event: Event): void {
  if (state.skipped > 0) {
    skip(state, event);
    return;
  }
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      state.anchors.clear();
      break;
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      openFrame(state, event);
      break;
    case EVENT_ID.SCALAR:
      addScalar(state, event);
      break;
    case EVENT_ID.ALIAS:
      addAlias(state, event.anchorStart, event.anchorEnd);
      break;
    default:
      closeFrame(state);
  }
}

function openFrame(state: State, event: Extract<Event, { style: unknown; start: number }>): void {
  if (isLeftOut(state, event)) {
    state.skipped = 1;
    return;
  }
  const anchor = nameOf(state, event.anchorStart, event.anchorEnd);
  if (anchor !== undefined) state.anchors.set(anchor, undefined);
  state.frames.push({
    start: event.start,
    end: event.start,
    flow: event.style === COLLECTION_STYLE.FLOW,
    anchor,
    countBefore: state.count,
    entries: event.type === EVENT_ID.MAPPING ? new Map() : undefined,
    items: [],
    merged: [],
    key: undefined,
  });
}

function isLeftOut({ frames, anchored }: State, event: Extract<Event, { style: unknown; start: number }>): boolean {
  const field = frames.at(-1)?.key?.text;
  if (field === undefined || anchored || event.style === COLLECTION_STYLE.FLOW) return false;
  return isUnread(field, frames.findLast(({ key }, i) => i < frames.length - 1 && key !== undefined)?.key?.text);
}

function skip(state: State, event: Event): void {
  const frame = state.frames.at(-1);
  if (frame === undefined) return;
  if (event.type === EVENT_ID.SCALAR) frame.end = Math.max(frame.end, placeOf(state, event).end);
  else if (event.type === EVENT_ID.POP) state.skipped -= 1;
  else state.skipped += 1;
  if (state.skipped === 0) frame.key = undefined;
}

const nameOf = (state: State, start: number, end: number): string | undefined =>
  start < 0 ? undefined : state.copy.text.slice(start, end);

/** Ends a collection; nothing is open at the end of a document. */
function closeFrame(state: State): void {
  const frame = state.frames.pop();
  if (frame === undefined) return;
  const end = frame.flow ? closingBracket(state.copy.text, Math.max(frame.end, frame.start + 1)) : frame.end;
  const at = rangeIn(state.file.id, state.copy, frame.start, end);
  const node = nodeOf(state, frame, at);
  state.count += 1;
  if (frame.anchor !== undefined) state.anchors.set(frame.anchor, { node, size: state.count - frame.countBefore });
  add(state, node, { start: frame.start, end });
}

/** One past the bracket that ends a flow collection: after its last value come only commas, space and comments. */
function closingBracket(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === ']' || character === '}') return at + 1;
    if (character === '#') at = lineAround(text, at).end;
  }
  return text.length;
}

function nodeOf(state: State, frame: Frame, at: SourceRange): Node {
  if (frame.entries === undefined) return { kind: 'list', items: frame.items, at };
  for (const source of frame.merged) mergeInto(state, frame, source);
  return { kind: 'map', entries: frame.entries, at };
}

/** Merge keys: what the map says itself wins, then the earlier of several sources. Source: YAML 1.1 merge key. */
function mergeInto(state: State, frame: Frame, source: Node): void {
  if (source.kind === 'list') {
    for (const item of source.items) mergeInto(state, frame, item);
    return;
  }
  if (source.kind !== 'map') throw new Fault('syntax', frame.start, 'only maps can be merged');
  repeat(state, source.entries.size, frame.start);
  for (const [key, entry] of source.entries) if (frame.entries?.has(key) === false) frame.entries.set(key, entry);
}

function repeat(state: State, nodes: number, offset: number): void {
  state.repeated += nodes;
  state.count += nodes;
  if (state.repeated > MAX_REPEATED) throw new Fault('aliases', offset, 'aliases repeat too much');
}

function addAlias(state: State, start: number, end: number): void {
  const name = state.copy.text.slice(start, end);
  const known = state.anchors.get(name);
  if (known === undefined) {
    const inside = state.anchors.has(name);
    throw new Fault('syntax', start, inside ? `*${name} stands inside what it names` : `nothing is named &${name}`);
  }
  state.aliases += 1;
  if (state.aliases > MAX_ALIASES) throw new Fault('aliases', start, 'there are too many aliases');
  repeat(state, known.size, start);
  add(state, known.node, { start, end });
}

function addScalar(state: State, event: ScalarEvent): void {
  const place = placeOf(state, event);
  const node: ScalarNode = {
    kind: 'scalar',
    ...valueOf(state, event),
    at: rangeIn(state.file.id, state.copy, place.start, place.end),
  };
  state.count += 1;
  const anchor = nameOf(state, event.anchorStart, event.anchorEnd);
  if (anchor !== undefined) state.anchors.set(anchor, { node, size: 1 });
  const isQuote = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
  const frame = state.frames.at(-1);
  if (!node.quoted && frame !== undefined && (frame.entries === undefined || frame.key !== undefined)) {
    warnOlderScalar(node, () => state.frames.flatMap(({ key }) => key?.text ?? []), state.report);
  }
  add(state, node, { start: place.start, end: isQuote ? place.end + 1 : place.end });
}

/** Where a scalar's text stands, quotes left out. An empty one stands where the last thing before it ends. */
function placeOf(state: State, event: ScalarEvent): Span {
  const { valueStart: start, valueEnd: end } = event;
  if (start < 0) {
    if (event.tagStart >= 0) return { start: event.tagStart, end: event.tagEnd };
    const after = Math.max(event.anchorEnd, state.frames.at(-1)?.end ?? 0);
    return { start: after, end: after };
  }
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  return { start, end: isBlock ? start + state.copy.text.slice(start, end).trimEnd().length : end };
}

const STANDARD_TAG = /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/;

function valueOf(state: State, event: ScalarEvent): Pick<ScalarNode, 'value' | 'text' | 'quoted'> {
  const text = getScalarValue(state.copy.text, event);
  const tag = nameOf(state, event.tagStart, event.tagEnd);
  const plain = event.style === SCALAR_STYLE.PLAIN;
  if (tag === undefined) return { value: plain ? coreValueOf(text) : text, text, quoted: !plain };
  const standard = STANDARD_TAG.exec(tag)?.[1];
  if (standard === undefined) {
    dropTag(state, event, tag, text);
    return { value: text, text, quoted: true };
  }
  const typed = standard === 'int' || standard === 'float' || standard === 'bool' || standard === 'null';
  return { value: typed ? coreValueOf(text) : text, text, quoted: !typed };
}

/** `!has(x)` is a tag to YAML. What comes after it is kept; `&&` after it would be an anchor, which kubectl refuses. */
function dropTag(state: State, event: ScalarEvent, tag: string, text: string): void {
  const anchor = nameOf(state, event.anchorStart, event.anchorEnd);
  if (anchor !== undefined && !/^\w[\w-]*$/.test(anchor)) {
    throw new Fault('syntax', event.tagStart, 'an unquoted "!" starts a YAML tag');
  }
  const at = rangeIn(state.file.id, state.copy, event.tagStart, Math.max(event.tagEnd, event.valueEnd));
  warnDroppedTag({ key: state.frames.at(-1)?.key?.text, tag, text, at }, state.report);
}

/** Puts a finished node where it belongs. The span is where it stands in the copy, quotes and brackets included. */
function add(state: State, node: Node, { start, end }: Span): void {
  const frame = state.frames.at(-1);
  if (frame === undefined) {
    state.documents.push(node);
    return;
  }
  frame.end = Math.max(frame.end, end);
  if (frame.entries === undefined) frame.items.push(node);
  else if (frame.key === undefined) frame.key = keyOf(state, node, { start, end });
  else setEntry(state, frame, frame.entries, node);
}

function keyOf(state: State, node: Node, { start, end }: Span): NonNullable<Frame['key']> {
  if (node.kind !== 'scalar') throw new Fault('syntax', start, 'a key is a text, not a map or a list');
  const at = rangeIn(state.file.id, state.copy, start, end);
  return { text: node.text, at, merge: node.text === '<<' && !node.quoted };
}

function setEntry(state: State, frame: Frame, entries: Map<string, MapEntry>, value: Node): void {
  const { key } = frame;
  frame.key = undefined;
  if (key === undefined) return;
  if (key.merge) {
    frame.merged.push(value);
    return;
  }
  const earlier = entries.get(key.text);
  if (earlier !== undefined) warnDuplicateKey(key.text, [earlier.key, key.at], state.file, state.report);
  entries.set(key.text, { key: key.at, value });
}
