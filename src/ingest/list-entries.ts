/** Lists of objects cut at their entries, for when the whole cannot be read: one broken entry hides no other. */
import type { MapNode, Node } from './node';
import type { Span } from './text/yaml-line';
import type { SourceRange } from '../model/diagnostic';

/** Entries of a list of objects, and what stands before and after it. Offsets count in the text. */
export interface Entries {
  readonly before: Span;
  readonly entries: readonly Span[];
  readonly after: Span;
}

const ITEMS = /^( *)(?:items|objects): *(?:#.*)?$/m;
const FIRST_ENTRY = /^( *)- /m;

/**
 * Cuts `items:` of YAML, or a document that is a list, at the dashes of its entries. Content of an entry, block
 * scalars included, is indented deeper than its dash, so that no cut falls inside (input-formats 7.4). `undefined`
 * when the text is no such list.
 */
export function yamlEntriesOf(text: string): Entries | undefined {
  const items = ITEMS.exec(text);
  const from = items === null ? 0 : items.index + items[0].length + 1;
  const first = FIRST_ENTRY.exec(text.slice(from));
  if (first === null || (items === null && !isEmptyYaml(text.slice(0, from + first.index)))) return undefined;
  const dash = `${first[1] ?? ''}- `;
  const starts: number[] = [];
  let end = text.length;
  for (let at = from + first.index; at < text.length; at = lineAfter(text, at)) {
    if (text.startsWith(dash, at)) {
      starts.push(at);
    } else if (isOutside(text, at, dash.length - 2)) {
      end = at;
      break;
    }
  }
  const entries = starts.map((start, i) => ({ start, end: starts[i + 1] ?? end }));
  return { before: { start: 0, end: items?.index ?? 0 }, entries, after: { start: end, end: text.length } };
}

const isEmptyYaml = (text: string): boolean => text.split('\n').every((line) => /^(?:---.*|\s*(?:#.*)?)$/.test(line));

const lineAfter = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
};

/** A key in or left of the column of the dashes: the list is over. */
const isOutside = (text: string, at: number, column: number): boolean => {
  const head = /^( *)[A-Za-z]\w*:(?:\s|$)/.exec(text.slice(at, at + column + 80));
  return head !== null && (head[1]?.length ?? 0) <= column;
};

/**
 * Cuts JSON at the objects of its list: of `"items"`, or of the list it is. `end` is one past the value that starts at
 * `start`, `undefined` when the text ends first. A string ends with its line at the latest, and a line that starts
 * like the entry then starts another, so that a missing quote does not swallow the rest.
 */
export function jsonEntriesOf(text: string, start: number): Entries & { readonly end: number | undefined } {
  const target = text.charAt(start) === '[' ? 1 : 2;
  const entries: Span[] = [];
  let depth = 0;
  let opened = start;
  let torn = false;
  let listStart = -1;
  let listEnd = -1;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = stringEnd(text, at);
      if (text.charCodeAt(at) !== 10) continue;
      torn = true;
    }
    if (torn && text.charCodeAt(at) === 10 && depth > target && startsAlike(text, opened, at + 1)) {
      entries.push({ start: opened, end: at });
      depth = target;
      torn = false;
    } else if (code === 123 || code === 91) {
      if (depth === target - 1 && code === 91 && listStart === -1 && isItems(text, start, at)) listStart = at;
      if (depth === target) opened = at;
      depth += 1;
    } else if (code === 125 || code === 93) {
      depth -= 1;
      const inList = listStart !== -1 && listEnd === -1;
      if (depth === target && code === 125 && inList) entries.push({ start: opened, end: at + 1 });
      if (depth === target - 1 && inList) listEnd = at;
      if (depth <= 0) return { ...around(start, at + 1, listStart, listEnd), entries, end: at + 1 };
    }
  }
  return { ...around(start, text.length, listStart, listEnd), entries, end: undefined };
}

/** Whether an object starts on this line in the column in which the entry does. */
function startsAlike(text: string, opened: number, lineStart: number): boolean {
  const column = opened - (text.lastIndexOf('\n', opened) + 1);
  return text.charAt(lineStart + column) === '{' && text.slice(lineStart, lineStart + column).trim() === '';
}

const isItems = (text: string, start: number, at: number): boolean =>
  at === start || /"(?:items|objects)"\s*:\s*$/.test(text.slice(Math.max(start, at - 40), at));

function around(start: number, end: number, listStart: number, listEnd: number): Pick<Entries, 'before' | 'after'> {
  return {
    before: { start, end: listStart === -1 ? start : listStart },
    after: { start: listEnd === -1 ? end : listEnd + 1, end },
  };
}

/** The quote that ends a string, or the last character of its line. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 10) return at;
    if (code === 92) at += 1;
  }
  return text.length;
}

/** A list object put together from what could be read of it; all its entries count. */
export function listObject(heads: readonly (Node | undefined)[], items: readonly Node[], at: SourceRange): MapNode {
  const entries = new Map(heads.flatMap((head) => (head?.kind === 'map' ? [...head.entries] : [])));
  entries.set('items', { key: at, value: { kind: 'list', items, at } });
  if (!entries.has('kind')) {
    entries.set('kind', { key: at, value: { kind: 'scalar', value: 'List', text: 'List', quoted: true, at } });
  }
  return { kind: 'map', entries, at };
}
