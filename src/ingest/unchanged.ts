/**
 * What an edit leaves alone of a long list in YAML: entries whose lines stand in the text as they stood before, and
 * which the reader of plain YAML therefore need not read again. An entry says the same wherever it stands in its list,
 * as long as nothing in the text is named, what is around the list is the same, and the line behind it is the dash of
 * another entry. Whoever reads meets an entry at the very place where it begins, or does not use it.
 */
import { groupBy } from '../base/collections';
import type { Diagnostic } from '../model/diagnostic';
import type { Resource } from '../model/resource';
import type { MapNode } from './node';

/** A file as it was read, all objects of which were. */
export interface ReadBefore {
  readonly text: string;
  readonly resources: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Unchanged {
  /** By where the first key of an entry stands now. */
  readonly entries: ReadonlyMap<number, UnchangedEntry>;
  /** Offsets behind this one, in the text as it was, are now so much further on. */
  readonly behind: number;
  readonly by: number;
}

export interface UnchangedEntry {
  /** How far its dash stands in its line. */
  readonly column: number;
  /** Where the line of the next dash starts. */
  readonly end: number;
  /** Says what kind of object it is, and what was read of it. */
  readonly node: MapNode;
}

/** The entry whose first key stands here, in the list of the file and in this column. `fields`: keys around it. */
export function unchangedAt(
  unchanged: Unchanged | undefined,
  fields: readonly (string | undefined)[],
  at: number,
  column: number,
): UnchangedEntry | undefined {
  const entry = fields.length === 1 && fields[0] === 'items' ? unchanged?.entries.get(at) : undefined;
  return entry?.column === column ? entry : undefined;
}

/** `undefined` where everything has to be read. */
export function unchangedIn(before: ReadBefore, text: string): Unchanged | undefined {
  if (hasNames(before.text) || hasNames(text)) return undefined;
  const window = windowOf(before.text, text);
  const stretches = stretchesOf(before);
  const told = toldOf(before.diagnostics, stretches);
  if (told === undefined) return undefined;
  const [first] = stretches;
  const last = stretches.at(-1);
  // What is around the list, its first dash, and its last entry.
  if (first === undefined || last === undefined || window.start < first.start || window.end > last.line)
    return undefined;
  const by = text.length - before.text.length;
  const entries = new Map<number, UnchangedEntry>();
  for (const [i, { start, line, column, isWhole, objects }] of stretches.entries()) {
    const next = stretches[i + 1];
    if (next === undefined || !isWhole || told.has(i)) continue;
    const isBefore = next.start <= window.start;
    if (!isBefore && line < window.end) continue;
    const shift = isBefore ? 0 : by;
    const node = nodeFor(objects, shift);
    if (node !== undefined) entries.set(start + shift, { column, end: next.line + shift, node });
  }
  return { entries, behind: window.start, by };
}

/**
 * Places of the objects of which there is something to tell, which is told when they are read. `undefined` where
 * something is told of a text, or of what is no object.
 */
function toldOf(diagnostics: readonly Diagnostic[], stretches: readonly Stretch[]): ReadonlySet<number> | undefined {
  const told = new Set<number>();
  let place = -1;
  for (const { code, at } of diagnostics.toSorted((a, b) => a.at.start - b.at.start)) {
    while ((stretches[place + 1]?.start ?? Number.POSITIVE_INFINITY) <= at.start) place += 1;
    const object = stretches[place]?.objects[0];
    if (!OF_OBJECTS.test(code) || object === undefined || at.end > object.meta.at.end) return undefined;
    told.add(place);
  }
  return told;
}

const OF_OBJECTS = /^(?:resource|selector|rule)\//;

/** Anchors of YAML, or what may be one: other entries may stand for what is named. */
const hasNames = (text: string): boolean => text.includes('&') && /(?:^|[\s[{,])&[^\s&]/.test(text);

/** What differs, in the text as it was; `end` exclusive. */
function windowOf(before: string, now: string): { readonly start: number; readonly end: number } {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let same = 0;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same)) {
    same += 1;
  }
  return { start, end: before.length - same };
}

/** The lines of an object, from its dash to that of the next one. */
interface Stretch {
  /** Of its first key. */
  readonly start: number;
  /** Where the line of its dash starts. */
  readonly line: number;
  readonly column: number;
  /** The next one is in the same list, and all lines in between are its own. */
  readonly isWhole: boolean;
  readonly objects: readonly Resource[];
}

/** None where objects do not stand in lists, one after the other. */
function stretchesOf({ text, resources }: ReadBefore): readonly Stretch[] {
  const objects = [...groupBy(resources, ({ meta }) => meta).entries()];
  const heads = objects.map(([{ at }]) => headAt(text, at.start));
  const stretches: Stretch[] = [];
  for (const [i, [{ at }, own]] of objects.entries()) {
    const head = heads[i];
    const next = heads[i + 1];
    if (head === undefined || (next !== undefined && next.line <= head.line)) return [];
    const isWhole = next !== undefined && next.column === head.column && isDeeper(text, head, next.line);
    stretches.push({ ...head, start: at.start, isWhole, objects: own });
  }
  return stretches;
}

type Head = Pick<Stretch, 'line' | 'column'>;

/** The dash in front of a key; `undefined` where there is none. */
function headAt(text: string, start: number): Head | undefined {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const column = start - 2 - line;
  return column >= 0 && text.slice(line, start) === `${' '.repeat(column)}- ` ? { line, column } : undefined;
}

/** Whether all lines behind the first, up to an offset, are empty or further right than the dash. */
function isDeeper(text: string, { line, column }: Head, end: number): boolean {
  const indent = ' '.repeat(column + 1);
  for (let at = text.indexOf('\n', line) + 1; at < end; at = text.indexOf('\n', at) + 1) {
    if (at === 0) return false;
    if (text.charCodeAt(at) !== NEWLINE && !text.startsWith(indent, at)) return false;
  }
  return true;
}

const NEWLINE = 10;

function nodeFor(resources: readonly Resource[], shift: number): MapNode | undefined {
  const [first] = resources;
  if (first === undefined) return undefined;
  const { at, apiVersion } = first.meta;
  const says = (text: string) => ({
    key: at,
    value: { kind: 'scalar', value: text, text, quoted: false, at } as const,
  });
  const entries = new Map([
    ['apiVersion', says(apiVersion)],
    ['kind', says(first.kind)],
  ]);
  return { kind: 'map', entries, at: { ...at, start: at.start + shift, end: at.end + shift }, known: resources };
}
