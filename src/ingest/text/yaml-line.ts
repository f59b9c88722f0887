/**
 * The parts of one line of YAML, found even where typographic characters stand for dashes, quotes, colons and
 * spaces. For repairs and for lines whose indentation is lost; whole documents are read by `yaml.ts`.
 */
import { isBlank, isDash, plainLine, quoteFamilyOf } from './characters';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Offsets count in the line. */
export interface YamlLine {
  /** End of the indentation. */
  readonly indent: number;
  /** Where list dashes stand, outermost first. */
  readonly dashes: readonly number[];
  /** Quotes included. */
  readonly key: Span | undefined;
  readonly colon: number | undefined;
  /** Without a trailing comment; empty when there is none. */
  readonly value: Span;
  /** `quoted`: first and last character of the value are its quotes. */
  readonly form: 'quoted' | 'flow' | 'plain';
  /** Start of a trailing comment; the end of the line without one. */
  readonly comment: number;
}

export function readYamlLine(line: string): YamlLine {
  const indent = skipBlank(line, 0);
  const dashes: number[] = [];
  let at = indent;
  while (isDash(line.charAt(at)) && (at + 1 === line.length || isBlank(line.charAt(at + 1)))) {
    dashes.push(at);
    at = skipBlank(line, at + 1);
  }
  const colon = colonAfter(line, at);
  const key = colon === undefined ? undefined : { start: at, end: trimmedEnd(line, at, colon) };
  return { indent, dashes, key, colon, ...valueFrom(line, skipBlank(line, colon === undefined ? at : colon + 1)) };
}

/** The first colon that ends a key; none in a comment, a flow collection or a scalar. */
function colonAfter(line: string, start: number): number | undefined {
  const first = line.charAt(start);
  if (first === '' || '[{#|>&*!%@`'.includes(first)) return undefined;
  let at = start;
  const family = quoteFamilyOf(first);
  if (family !== undefined) {
    at = start + 1;
    while (at < line.length && quoteFamilyOf(line.charAt(at)) !== family) at += 1;
    at = skipBlank(line, at + 1);
    return isKeyColon(line, at) ? at : undefined;
  }
  for (; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '#' && isBlank(line.charAt(at - 1))) return undefined;
    if (character === ':' && isKeyColon(line, at)) return at;
    if (character === '：' && at - start < 80 && isFieldName(line.slice(start, at))) return at;
  }
  return undefined;
}

const isFieldName = (key: string) => /^[A-Za-z][\w./-]*$/.test(plainLine(key).trim());

const isKeyColon = (line: string, at: number): boolean =>
  line.charAt(at) === ':' && (at + 1 === line.length || isBlank(line.charAt(at + 1)));

function valueFrom(line: string, start: number): Pick<YamlLine, 'value' | 'form' | 'comment'> {
  const first = line.charAt(start);
  if (quoteFamilyOf(first) !== undefined) {
    const end = closingQuote(line, start);
    if (end !== undefined)
      return { value: { start, end: end + 1 }, form: 'quoted', comment: commentFrom(line, end + 1) };
  }
  const form = first === '[' || first === '{' ? 'flow' : 'plain';
  const comment = commentFrom(line, start, form === 'flow');
  return { value: { start, end: trimmedEnd(line, start, comment) }, form, comment };
}

/** The quote that ends a scalar: of the same kind, and nothing but a comment may follow. */
export function closingQuote(line: string, start: number, after = ''): number | undefined {
  const family = quoteFamilyOf(line.charAt(start));
  for (let at = start + 1; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '\\' && line.charAt(start) === '"') {
      at += 1;
      continue;
    }
    if (quoteFamilyOf(character) !== family) continue;
    const next = skipBlank(line, at + 1);
    if (next >= line.length || (next > at + 1 && line.charAt(next) === '#') || after.includes(line.charAt(next))) {
      return at;
    }
  }
  return undefined;
}

/** Where a comment starts, quotes of flow collections jumped over; the end of the line without one. */
function commentFrom(line: string, start: number, flow = false): number {
  for (let at = start; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (flow && (character === '"' || character === "'")) {
      const end = line.indexOf(character, at + 1);
      if (end === -1) return line.length;
      at = end;
    } else if (character === '#' && (at === 0 || isBlank(line.charAt(at - 1)))) {
      return at;
    }
  }
  return line.length;
}

export function skipBlank(line: string, start: number): number {
  let at = start;
  while (at < line.length && isBlank(line.charAt(at))) at += 1;
  return at;
}

function trimmedEnd(line: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(line.charAt(at - 1))) at -= 1;
  return at;
}
