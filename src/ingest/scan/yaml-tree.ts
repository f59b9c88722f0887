/** Nodes out of YAML as `kubectl` prints it: what a table of fields takes, and nothing of the rest. */
import type { MapEntry } from '../node';
import { yamlText, yamlTextWary } from './classes';
import { keyAt, TAKE, type Level } from './fields';
import { CUT, isTooDeep, noteKey, ODD, REPEATED, SORTED, stopAt } from './scan';
import { addScalar, levelIn, nowhere, plainValueOf, textOf, wordOf, type Tree } from './tree';
import { compareKeys, lineEnd, plainEnd, skipKey, skipValue, startsPlain } from './yaml-skip';
import { quotedEnd } from './yaml-walk';

/** Over the map whose first key stands at `at`, in column `indent`; it is then the node of the tree. */
export function yamlMap(tree: Tree, at: number, indent: number, level: Level): number {
  const { scan } = tree;
  const { bytes } = scan;
  if (isTooDeep(tree.depth)) return ODD;
  const entries = new Map<string, MapEntry>();
  const first = scan.top;
  let sorted = SORTED;
  let next = at;
  for (;;) {
    const start = next;
    next = skipKey(scan, next);
    if (next < 0) return next;
    sorted = noteKey(scan, first, start, sorted, compareKeys);
    if (sorted === REPEATED) return ODD;
    const isQuoted = bytes[start] === 34 || bytes[start] === 39;
    const [from, to] = isQuoted ? [start + 1, next - 2] : [start, next - 1];
    const key = keyAt(level, bytes, from, to);
    if (key === undefined ? level.rest === 'refuse' : isQuoted) return ODD;
    tree.lastUnread = key?.take === TAKE.unread;
    const inner = levelIn(level, key);
    if (inner === undefined) next = skipValue(scan, next, indent, level.wary ? yamlTextWary : yamlText, 1);
    else {
      tree.depth += 1;
      next = value(tree, next, indent, inner);
      tree.depth -= 1;
      entries.set(textOf(tree, from, to), { key: nowhere, value: tree.node });
    }
    if (next < 0) return next;
    if (scan.indent !== indent) {
      scan.top = first;
      tree.node = { kind: 'map', entries, at: nowhere };
      return scan.indent < indent ? next : ODD;
    }
    next += indent;
  }
}

/** Over the value of a key in column `indent`; `at` is behind the colon. */
function value(tree: Tree, at: number, indent: number, level: Level): number {
  const { scan } = tree;
  if (scan.bytes[at] === 32) return inline(tree, at + 1, indent, level);
  const next = lineEnd(scan, at);
  if (next < 0) return next;
  const column = scan.indent;
  const first = next + column;
  if (column >= indent && isDash(tree, first)) return list(tree, first, column, level);
  return column > indent ? yamlMap(tree, first, column, level) : ODD;
}

const isDash = ({ scan: { bytes } }: Tree, at: number): boolean => bytes[at] === 45 && bytes[at + 1] === 32;

/** Over the list whose first dash stands at `at`, in column `indent`. */
function list(tree: Tree, at: number, indent: number, level: Level): number {
  const { scan } = tree;
  const items = [];
  let next = at;
  for (;;) {
    const first = next + 2;
    const key = skipKey(scan, first);
    if (key === CUT) return CUT;
    if (key < 0 && isDash(tree, first)) return ODD;
    next = key >= 0 ? yamlMap(tree, first, indent + 2, level) : inline(tree, first, indent, level);
    if (next < 0) return next;
    items.push(tree.node);
    if (scan.indent > indent) return ODD;
    if (scan.indent === indent && isDash(tree, next + indent)) {
      next += indent;
      continue;
    }
    tree.node = { kind: 'list', items, at: nowhere };
    return next;
  }
}

/** Over a value that starts on the line of its key or dash, and ends there. */
function inline(tree: Tree, at: number, indent: number, { wary }: Level): number {
  const { scan } = tree;
  const { bytes } = scan;
  const byte = bytes[at];
  if (byte === 34 || byte === 39) {
    const end = quotedEnd(scan, at, wary);
    if (end < 0) return end;
    const text = textOf(tree, at + 1, end);
    addScalar(tree, { start: at + 1, end, quoted: true }, text, text);
    return lineEnd(scan, end + 1);
  }
  if (byte === 91 || byte === 123) {
    if (bytes[at + 1] !== byte + 2) return stopAt(scan, at + 1);
    tree.node =
      byte === 91 ? { kind: 'list', items: [], at: nowhere } : { kind: 'map', entries: new Map(), at: nowhere };
    return lineEnd(scan, at + 2);
  }
  if (!startsPlain(scan, at)) return stopAt(scan, at + 1);
  const end = plainEnd(scan, at, wary ? yamlTextWary : yamlText);
  if (end < 0) return end;
  const word = wordOf(tree, at, end);
  const plain = plainValueOf(word);
  if (plain === undefined) return ODD;
  addScalar(tree, { start: at, end, quoted: false }, word.text, plain);
  const next = lineEnd(scan, end);
  return next >= 0 && scan.indent > indent ? ODD : next;
}
