/**
 * JSON to nodes: one value after another, as `kubectl get -w`, `jq -c` and `cat *.json` print them. Reads as it goes
 * and stops at the first thing that is not JSON; what is not quite JSON is then left to the YAML reader.
 */
import type { Report } from '../model/diagnostic';
import type { ListNode, MapEntry, MapNode, Node, ScalarNode } from './node';
import type { SourceFile } from './source-file';
import { rangeIn, type TextCopy } from './text/text-copy';
import { warnDuplicateKey } from './yaml-warnings';
import { isUnread } from './unread-fields';
import { MAX_DEPTH } from './yaml';

export type JsonEnd =
  /** A whole value was read; `offset` is one past it. */
  | { readonly kind: 'value'; readonly node: Node; readonly offset: number }
  /** The text ends inside a value. */
  | { readonly kind: 'cut'; readonly offset: number }
  | { readonly kind: 'syntax'; readonly offset: number }
  | { readonly kind: 'depth'; readonly offset: number };

/** Reads the value that starts at or after `start`, white space skipped. */
export function readJsonValue(copy: TextCopy, start: number, file: SourceFile, report: Report): JsonEnd {
  const reader: Reader = { copy, text: copy.text, file, report, at: start, path: [] };
  try {
    skipSpace(reader);
    const node = value(reader);
    return { kind: 'value', node, offset: reader.at };
  } catch (error) {
    if (error instanceof Stop) return { kind: error.kind, offset: error.offset };
    throw error;
  }
}

class Stop extends Error {
  constructor(
    readonly kind: 'cut' | 'syntax' | 'depth',
    readonly offset: number,
  ) {
    super(kind);
  }
}

interface Reader {
  readonly copy: TextCopy;
  readonly text: string;
  readonly file: SourceFile;
  readonly report: Report;
  at: number;
  /** Keys that lead to the value being read; a list adds an empty one. */
  readonly path: string[];
}

const stop = (reader: Reader): Stop => new Stop(reader.at >= reader.text.length ? 'cut' : 'syntax', reader.at);

/** One past the white space from an offset on. */
export function afterSpace(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 9) return at;
    at += 1;
  }
}

function skipSpace(reader: Reader): void {
  reader.at = afterSpace(reader.text, reader.at);
}

function value(reader: Reader): Node {
  switch (reader.text.charCodeAt(reader.at)) {
    case 123:
      return map(reader);
    case 91:
      return list(reader);
    case 34: {
      const start = reader.at + 1;
      const text = string(reader);
      return scalar(reader, text, text, { start, end: reader.at - 1, quoted: true });
    }
    default:
      return literal(reader);
  }
}

/** What stands under a key. */
function valueUnder(reader: Reader, key: string): Node {
  if (reader.path.length >= MAX_DEPTH) throw new Stop('depth', reader.at);
  reader.path.push(key);
  const node = value(reader);
  reader.path.pop();
  return node;
}

const at = (reader: Reader, start: number, end: number) => rangeIn(reader.file.id, reader.copy, start, end);

function map(reader: Reader): MapNode {
  const start = reader.at;
  const entries = new Map<string, MapEntry>();
  reader.at += 1;
  for (skipSpace(reader); reader.text.charCodeAt(reader.at) !== 125 || entries.size > 0; skipSpace(reader)) {
    const keyStart = reader.at;
    if (reader.text.charCodeAt(keyStart) !== 34) throw stop(reader);
    const key = string(reader);
    const range = at(reader, keyStart, reader.at);
    skipSpace(reader);
    expect(reader, 58);
    skipSpace(reader);
    const earlier = entries.get(key);
    if (earlier !== undefined) warnDuplicateKey(key, [earlier.key, range], reader.file, reader.report);
    const node = valueUnder(reader, key);
    if (node.kind === 'scalar' || !isUnread(key, parentOf(reader))) entries.set(key, { key: range, value: node });
    if (!another(reader, 125)) return { kind: 'map', entries, at: at(reader, start, reader.at) };
  }
  reader.at += 1;
  return { kind: 'map', entries, at: at(reader, start, reader.at) };
}

/** The field that a map belongs to, itself or as an entry of its list. */
const parentOf = ({ path }: Reader): string | undefined => (path.at(-1) === '' ? path.at(-2) : path.at(-1));

function list(reader: Reader): ListNode {
  const start = reader.at;
  const items: Node[] = [];
  reader.at += 1;
  for (skipSpace(reader); reader.text.charCodeAt(reader.at) !== 93 || items.length > 0; skipSpace(reader)) {
    items.push(valueUnder(reader, ''));
    if (!another(reader, 93)) return { kind: 'list', items, at: at(reader, start, reader.at) };
  }
  reader.at += 1;
  return { kind: 'list', items, at: at(reader, start, reader.at) };
}

/** After an entry: a comma announces another one, the closing bracket none. */
function another(reader: Reader, close: number): boolean {
  skipSpace(reader);
  if (reader.text.charCodeAt(reader.at) === close) {
    reader.at += 1;
    return false;
  }
  expect(reader, 44);
  return true;
}

function expect(reader: Reader, code: number): void {
  if (reader.text.charCodeAt(reader.at) !== code) throw stop(reader);
  reader.at += 1;
}

/** The text of the string at the reader, which then stands behind its closing quote. */
function string(reader: Reader): string {
  const { text } = reader;
  const start = reader.at;
  let escaped = false;
  for (let end = start + 1; ; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 34) {
      reader.at = end + 1;
      return escaped ? unescaped(reader, start) : text.slice(start + 1, end);
    }
    if (code === 92) {
      escaped = true;
      end += 1;
    } else if (code === 10 || Number.isNaN(code)) {
      reader.at = Math.min(end, text.length);
      throw stop(reader);
    }
  }
}

function unescaped(reader: Reader, start: number): string {
  try {
    return JSON.parse(reader.text.slice(start, reader.at)) as string;
  } catch {
    throw new Stop('syntax', start);
  }
}

const LITERAL = /[-+.\w]*/y;

function literal(reader: Reader): ScalarNode {
  LITERAL.lastIndex = reader.at;
  const text = LITERAL.exec(reader.text)?.[0] ?? '';
  const start = reader.at;
  const end = start + text.length;
  if (end >= reader.text.length && !/^(?:true|false|null)$/.test(text)) throw new Stop('cut', end);
  const parsed = text === '' ? undefined : literalValue(text);
  if (parsed === undefined) throw new Stop('syntax', start);
  reader.at = end;
  return scalar(reader, parsed, text, { start, end, quoted: false });
}

function literalValue(text: string): number | boolean | null | undefined {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(text) ? Number(text) : undefined;
}

function scalar(
  reader: Reader,
  content: ScalarNode['value'],
  text: string,
  { start, end, quoted }: { start: number; end: number; quoted: boolean },
): ScalarNode {
  return { kind: 'scalar', value: content, text, quoted, at: at(reader, start, end) };
}
