/**
 * YAML as machines print it, to nodes: block maps and lists, scalars in all five styles, `{}` and `[]`. Line by line
 * and several times as fast as the general reader, whose nodes these are to the last offset. Everything else, and
 * everything that has to be told, is refused and left to that one (`yaml.ts`).
 */
import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { SourceRange } from '../model/diagnostic';
import type { FileId } from '../model/ids';
import type { MapEntry, Node, ScalarNode } from './node';
import { coreValueOf, kubectlValueOf } from './scalars';
import { rangeIn, type TextCopy } from './text/text-copy';
import { unchangedAt } from './unchanged';
import { isUnread } from './unread-fields';

/** The only document of a text; `undefined` where this is no text for this reader. */
export function readPlainYaml(copy: TextCopy, file: FileId, anchored: boolean): Node | undefined {
  const { text } = copy;
  if (STRANGE.test(text)) return undefined;
  const reader: Reader = { copy, text, file, anchored, at: 0, column: 0, depth: 0, skipping: 0, end: 0, fields: [] };
  try {
    toLine(reader, text.startsWith('---\n') ? 4 : 0);
    const node = block(reader, -1);
    if (reader.at < text.length) throw refusal;
    return node;
  } catch (error) {
    if (error === refusal) return undefined;
    throw error;
  }
}

/** Tabs, control characters and what YAML does not print, or not as itself. */
const STRANGE = /[^\n\u0020-\u007e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff]/;

const refusal = new Error('no plain YAML');

/** Deeper than any object, and far from the general reader's limit. */
const DEEPEST = 60;

interface Reader {
  readonly copy: TextCopy;
  readonly text: string;
  readonly file: FileId;
  /** Some value may be named, so that none can be left out. */
  readonly anchored: boolean;
  /** The first character of a line that is not blank, or of what follows a dash; the end of the text. */
  at: number;
  /** How far it stands in its line; -1 at the end of the text. */
  column: number;
  depth: number;
  /** How deep the walk is inside a value that is left out. */
  skipping: number;
  /** Of the last thing read, quotes included unless it is left out. */
  end: number;
  /** Keys whose values are being read; `undefined` for an entry of a list. */
  readonly fields: (string | undefined)[];
}

// --- lines -----------------------------------------------------------------------------------------------------------

/** Goes to the first line from an offset on, where one starts, that holds more than a comment. */
function toLine(reader: Reader, start: number): void {
  const { text } = reader;
  let line = start;
  for (;;) {
    let at = line;
    while (text.charCodeAt(at) === SPACE) at += 1;
    if (at >= text.length) {
      reader.at = text.length;
      reader.column = -1;
      return;
    }
    const code = text.charCodeAt(at);
    if (code !== NEWLINE && code !== HASH) {
      reader.at = at;
      reader.column = at - line;
      // Ends of documents, and dashes that nothing follows.
      if (reader.column === 0 && (text.startsWith('---', at) || text.startsWith('...', at))) throw refusal;
      return;
    }
    line = code === NEWLINE ? at + 1 : afterLine(text, at);
  }
}

const SPACE = 32;
const NEWLINE = 10;
const HASH = 35;
const DASH = 45;
const COLON = 58;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;

function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** Whether nothing, or a blank, stands at an offset. */
const isBlankAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === SPACE || code === NEWLINE || at >= text.length;
};

function afterSpaces(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}

/** Goes on below what ends at an offset: only a comment may stand behind it. */
function endLine(reader: Reader, end: number): void {
  const at = afterSpaces(reader.text, end);
  const code = reader.text.charCodeAt(at);
  if (at < reader.text.length && code !== NEWLINE && !(code === HASH && at > end)) throw refusal;
  toLine(reader, afterLine(reader.text, at));
}

// --- maps and lists --------------------------------------------------------------------------------------------------

/** The map or the list that starts here, right of a column. */
function block(reader: Reader, outside: number): Node {
  if (reader.column <= outside || reader.depth >= DEEPEST) throw refusal;
  reader.depth += 1;
  const node = isDash(reader) ? list(reader, reader.column) : map(reader, reader.column);
  reader.depth -= 1;
  return node;
}

const isDash = ({ text, at }: Reader): boolean => text.charCodeAt(at) === DASH && isBlankAt(text, at + 1);

function list(reader: Reader, column: number): Node {
  const start = reader.at;
  const items: Node[] = [];
  while (reader.column === column && isDash(reader)) {
    const at = afterSpaces(reader.text, reader.at + 1);
    const known = reader.anchored ? undefined : unchangedAt(reader.copy.unchanged, reader.fields, at, column);
    if (known !== undefined) {
      items.push(known.node);
      reader.end = known.node.at.end;
      toLine(reader, known.end);
      continue;
    }
    reader.fields.push(undefined);
    if (reader.text.charCodeAt(at) === NEWLINE || reader.text.charCodeAt(at) === HASH) {
      endLine(reader, reader.at + 1);
      items.push(block(reader, column));
    } else {
      reader.column += at - reader.at;
      reader.at = at;
      items.push(isDash(reader) || keyEnd(reader) !== undefined ? block(reader, column) : inline(reader, at, column));
    }
    reader.fields.pop();
  }
  // A line further right belongs to nothing.
  if (reader.column > column) throw refusal;
  return { kind: 'list', items, at: range(reader, start, reader.end) };
}

function map(reader: Reader, column: number): Node {
  const start = reader.at;
  const entries = new Map<string, MapEntry>();
  while (reader.column === column) {
    const { at: keyStart, text } = reader;
    const end = keyEnd(reader);
    if (end === undefined) throw refusal;
    const quotes = isQuote(text.charCodeAt(keyStart)) ? 1 : 0;
    const key = text.slice(keyStart + quotes, end - quotes);
    reader.end = reader.skipping > 0 ? end - quotes : end;
    const value = valueOf(reader, key, end + 1, column);
    if (value === undefined || reader.skipping > 0) continue;
    if (entries.has(key)) throw refusal;
    entries.set(key, { key: range(reader, keyStart + quotes, end), value });
  }
  if (reader.column > column) throw refusal;
  return { kind: 'map', entries, at: range(reader, start, reader.end) };
}

/** What stands behind a key; `undefined` where it is left out. */
function valueOf(reader: Reader, key: string, from: number, column: number): Node | undefined {
  const { text, fields, end } = reader;
  const at = afterSpaces(text, from);
  const code = text.charCodeAt(at);
  const isEmpty = code === NEWLINE || at >= text.length || (code === HASH && at > from);
  if (!isEmpty) {
    fields.push(key);
    const value = inline(reader, at, column);
    fields.pop();
    return value;
  }
  endLine(reader, from);
  const isNested = reader.column > column || (reader.column === column && isDash(reader));
  if (!isNested) return { kind: 'scalar', value: null, text: '', quoted: false, at: range(reader, end, end) };
  const leftOut = reader.skipping === 0 && !reader.anchored && isUnread(key, fields.findLast(isField));
  if (leftOut) reader.skipping += 1;
  fields.push(key);
  const value = block(reader, column - 1);
  fields.pop();
  if (leftOut) reader.skipping -= 1;
  return leftOut ? undefined : value;
}

const isField = (field: string | undefined): boolean => field !== undefined;

const range = ({ file, copy, skipping }: Reader, start: number, end: number): SourceRange =>
  skipping > 0 ? nowhere : rangeIn(file, copy, start, end);

/** Of values that are left out. */
const nowhere: SourceRange = { file: '' as FileId, start: 0, end: 0 };

const isQuote = (code: number): boolean => code === DOUBLE_QUOTE || code === SINGLE_QUOTE;

const LONGEST_KEY = 500;

/** One past the key that starts here; `undefined` where none does. */
function keyEnd({ text, at }: Reader): number | undefined {
  const first = text.charCodeAt(at);
  if (isQuote(first)) {
    for (let end = at + 1; end < at + LONGEST_KEY; end += 1) {
      const code = text.charCodeAt(end);
      if (code === first) return text.charCodeAt(end + 1) === COLON && isBlankAt(text, end + 2) ? end + 1 : undefined;
      if (code === NEWLINE || code === BACKSLASH || Number.isNaN(code)) return undefined;
    }
    return undefined;
  }
  if (!isWordStart(first)) return undefined;
  for (let end = at + 1; end < at + LONGEST_KEY; end += 1) {
    const code = text.charCodeAt(end);
    if (code === COLON && isBlankAt(text, end + 1)) return end;
    if (code === SPACE || code === NEWLINE || Number.isNaN(code)) return undefined;
  }
  return undefined;
}

/** Letters, digits, `_`, `.`, `/` and `$`: what means nothing to YAML but itself. */
const isWordStart = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 46 && code <= 57) || code === 95 || code === 36;

// --- scalars ---------------------------------------------------------------------------------------------------------

/** A scalar or an empty collection, which goes on, if at all, right of a column. */
function inline(reader: Reader, at: number, column: number): Node {
  const { text } = reader;
  const code = text.charCodeAt(at);
  switch (code) {
    case DOUBLE_QUOTE:
    case SINGLE_QUOTE:
      return quoted(reader, at, code, column);
    case 123: // {
    case 91: // [
      return empty(reader, at, code);
    case 124: // |
    case 62: // >
      return blockScalar(reader, at, code === 124 ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK, column);
    default:
      if (INDICATORS.includes(text.charAt(at)) || isDashAt(text, at)) throw refusal;
      return plain(reader, at, column);
  }
}

const INDICATORS = '&*!%@`,]}#?:';

const isDashAt = (text: string, at: number): boolean => text.charCodeAt(at) === DASH && isBlankAt(text, at + 1);

function empty(reader: Reader, at: number, open: number): Node {
  const close = afterSpaces(reader.text, at + 1);
  if (reader.text.charCodeAt(close) !== open + 2) throw refusal;
  const node: Node =
    open === 91
      ? { kind: 'list', items: [], at: range(reader, at, close + 1) }
      : { kind: 'map', entries: new Map(), at: range(reader, at, close + 1) };
  if (reader.skipping === 0) reader.end = close + 1;
  endLine(reader, close + 1);
  return node;
}

function quoted(reader: Reader, start: number, quote: number, column: number): ScalarNode {
  const { text } = reader;
  let isSlice = true;
  let at = start + 1;
  for (; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== SINGLE_QUOTE) break;
      isSlice = false;
      at += 1;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      isSlice = false;
      const escaped = ESCAPE.exec(text.slice(at + 1, at + 6))?.[0];
      if (escaped === undefined) throw refusal;
      // The end of a line is looked at next.
      at += escaped === '\n' ? 0 : escaped.length;
    } else if (code === NEWLINE) {
      isSlice = false;
      at = continued(text, at, column) - 1;
    } else if (Number.isNaN(code)) throw refusal;
  }
  const style = quote === DOUBLE_QUOTE ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED;
  const value = isSlice ? text.slice(start + 1, at) : textOf(reader, { start: start + 1, end: at, style });
  const node = scalar(reader, { value, text: value, quoted: true }, start + 1, at);
  reader.end = reader.skipping > 0 ? at : at + 1;
  endLine(reader, at + 1);
  return node;
}

/** What may stand behind a backslash, as far as machines print it. */
const ESCAPE = /^(?:[nrt0"\\/ \n]|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2})/;

/** Where a scalar goes on below the end of a line; it must, and further right than what holds it. */
function continued(text: string, newline: number, column: number): number {
  const at = afterSpaces(text, newline + 1);
  if (at - newline - 1 <= column || isBlankAt(text, at)) throw refusal;
  return at;
}

function plain(reader: Reader, start: number, column: number): ScalarNode {
  const { text } = reader;
  let end = plainEnd(text, start);
  let isSlice = true;
  let below = afterSpaces(text, end);
  let isOver = text.charCodeAt(below) === HASH;
  toLine(reader, afterLine(text, below));
  while (reader.column > column) {
    // Only where no comment and no empty line stands between.
    if (isOver || reader.at - reader.column !== below + 1) throw refusal;
    isSlice = false;
    end = plainEnd(text, reader.at);
    below = afterSpaces(text, end);
    isOver = text.charCodeAt(below) === HASH;
    toLine(reader, afterLine(text, below));
  }
  const written = isSlice ? text.slice(start, end) : textOf(reader, { start, end, style: SCALAR_STYLE.PLAIN });
  reader.end = end;
  if (reader.skipping > 0) return scalar(reader, { value: null, text: written, quoted: false }, start, end);
  if (kubectlValueOf(written) !== undefined) throw refusal;
  return scalar(reader, { value: coreValueOf(written), text: written, quoted: false }, start, end);
}

/** Where the line, or what is before its comment, ends. A colon that could end a key is none of this reader's. */
function plainEnd(text: string, start: number): number {
  let end = start;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE || at >= text.length) return end;
    if (code === SPACE) {
      if (text.charCodeAt(at + 1) === HASH) return end;
    } else {
      if (code === COLON && isBlankAt(text, at + 1)) throw refusal;
      end = at + 1;
    }
  }
}

function blockScalar(reader: Reader, at: number, style: ScalarEvent['style'], column: number): ScalarNode {
  const { text } = reader;
  const strips = text.charCodeAt(at + 1) === DASH;
  const start = at + (strips ? 3 : 2);
  if (text.charCodeAt(start - 1) !== NEWLINE) throw refusal;
  const indent = afterSpaces(text, start) - start;
  if (indent <= column || isBlankAt(text, start + indent)) throw refusal;
  let end = start;
  while (end < text.length) {
    const content = afterSpaces(text, end);
    if (content - end < indent && text.charCodeAt(content) !== NEWLINE) break;
    end = afterLine(text, content);
  }
  if (text.charCodeAt(end - 1) !== NEWLINE) throw refusal;
  const value = textOf(reader, { start, end, style, indent, chomping: strips ? 2 : 1 });
  const shown = start + text.slice(start, end).trimEnd().length;
  const node = scalar(reader, { value, text: value, quoted: true }, start, shown);
  reader.end = shown;
  toLine(reader, end);
  return node;
}

interface Extent {
  readonly start: number;
  readonly end: number;
  readonly style: ScalarEvent['style'];
  readonly indent?: number;
  readonly chomping?: ScalarEvent['chomping'];
}

/** What a scalar says that is more than a slice of the text; nothing where it is left out. */
function textOf({ text, skipping }: Reader, { start, end, style, indent = -1, chomping = 1 }: Extent): string {
  if (skipping > 0) return '';
  return getScalarValue(text, {
    type: 4,
    valueStart: start,
    valueEnd: end,
    anchorStart: -1,
    anchorEnd: -1,
    tagStart: -1,
    tagEnd: -1,
    style,
    chomping,
    indent,
    fast: false,
  });
}

const scalar = (
  reader: Reader,
  content: Pick<ScalarNode, 'value' | 'text' | 'quoted'>,
  start: number,
  end: number,
): ScalarNode => ({ kind: 'scalar', ...content, at: range(reader, start, end) });
