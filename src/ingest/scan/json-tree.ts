/** Nodes out of JSON: what a table of fields takes, and nothing of the rest. */
import type { MapEntry } from '../node';
import { jsonText, jsonTextWary } from './classes';
import { keyAt, TAKE, type Level } from './fields';
import { compareKeys, skipKey, skipLiteral, skipText, skipValue, space, toValue } from './json-skip';
import { isTooDeep, noteKey, ODD, REPEATED, SORTED, stopAt, type Scan } from './scan';
import { addScalar, levelIn, nowhere, textOf, type Tree } from './tree';

/** Behind the map that opens at `at`; it is then the node of the tree. */
export function jsonMap(tree: Tree, at: number, level: Level): number {
  const { scan } = tree;
  const { bytes } = scan;
  if (bytes[at] !== 123) return stopAt(scan, at);
  if (isTooDeep(tree.depth)) return ODD;
  const entries = new Map<string, MapEntry>();
  const first = scan.top;
  let sorted = SORTED;
  let next = space(scan, at + 1);
  while (bytes[next] !== 125) {
    const start = next + 1;
    next = skipKey(scan, next);
    if (next < 0) return next;
    const end = next - 1;
    sorted = noteKey(scan, first, start, sorted, compareKeys);
    if (sorted === REPEATED) return ODD;
    const key = keyAt(level, bytes, start, end);
    if (key === undefined && level.rest === 'refuse') return ODD;
    next = toValue(scan, next);
    if (next < 0) return next;
    tree.lastUnread = key?.take === TAKE.unread;
    const inner = levelIn(level, key);
    if (inner === undefined) next = skipValue(scan, next, level.wary ? jsonTextWary : jsonText, 1);
    else {
      tree.depth += 1;
      next = value(tree, next, inner);
      tree.depth -= 1;
      if (isEscaped(scan, start, end)) return ODD;
      entries.set(textOf(tree, start, end), { key: nowhere, value: tree.node });
    }
    if (next < 0) return next;
    next = space(scan, next);
    if (bytes[next] === 125) break;
    if (bytes[next] !== 44) return stopAt(scan, next);
    next = space(scan, next + 1);
    // A comma, and no key behind it.
    if (bytes[next] === 125) return ODD;
  }
  scan.top = first;
  tree.node = { kind: 'map', entries, at: nowhere };
  return next + 1;
}

function value(tree: Tree, at: number, level: Level): number {
  const { scan } = tree;
  const { bytes } = scan;
  switch (bytes[at]) {
    case 123:
      return jsonMap(tree, at, level);
    case 91:
      return list(tree, at, level);
    case 34:
      return text(tree, at, level);
    default: {
      const end = skipLiteral(scan, at);
      if (end < 0) return end;
      const literal = textOf(tree, at, end);
      // The scan found it to be JSON.
      const said = JSON.parse(literal) as number | boolean | null;
      addScalar(tree, { start: at, end, quoted: false }, literal, said);
      return end;
    }
  }
}

/** A text with escapes is odd: what it says stands nowhere. */
function text(tree: Tree, at: number, { wary }: Level): number {
  const { scan } = tree;
  const next = skipText(scan, at, wary ? jsonTextWary : jsonText);
  if (next < 0) return next;
  if (isEscaped(scan, at, next)) return ODD;
  const said = textOf(tree, at + 1, next - 1);
  addScalar(tree, { start: at + 1, end: next - 1, quoted: true }, said, said);
  return next;
}

function isEscaped({ bytes }: Scan, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === 92) return true;
  return false;
}

function list(tree: Tree, at: number, level: Level): number {
  const { scan } = tree;
  const { bytes } = scan;
  const items = [];
  let next = space(scan, at + 1);
  if (bytes[next] !== 93) {
    for (;;) {
      next = value(tree, next, level);
      if (next < 0) return next;
      items.push(tree.node);
      next = space(scan, next);
      if (bytes[next] === 93) break;
      if (bytes[next] !== 44) return stopAt(scan, next);
      next = space(scan, next + 1);
    }
  }
  tree.node = { kind: 'list', items, at: nowhere };
  return next + 1;
}
