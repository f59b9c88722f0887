import { knownFields } from './field-nesting';
import { readYamlLine } from './yaml-line';

/** A field or a list entry of a text whose layout is lost. Offsets count in the text. */
export interface LayoutToken {
  /** The list dash in front of it. */
  readonly dash: number | undefined;
  /** Without quotes; `undefined` for a bare value. */
  readonly key: string | undefined;
  /** Where the key, or else the value, starts. */
  readonly start: number;
  /** One past the value. */
  readonly end: number;
  readonly hasValue: boolean;
  readonly value: string;
}

/** One token a line: the lines are whole, their indentation is not. `undefined`: a line holds something else. */
export function tokensOfLines(text: string): readonly LayoutToken[] | undefined {
  const tokens: LayoutToken[] = [];
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const line = text.slice(start, end);
    if (/^\s*(?:#|$|---)/.test(line)) continue;
    const { dashes, key, colon, value } = readYamlLine(line);
    if (dashes.length > 1 || /^[|>]/.test(line.slice(value.start, value.end))) return undefined;
    tokens.push({
      dash: dashes[0] === undefined ? undefined : start + dashes[0],
      key: key === undefined ? undefined : bare(line.slice(key.start, key.end)),
      start: start + (key?.start ?? value.start),
      end: start + (value.end > value.start ? value.end : (colon ?? value.end - 1) + 1),
      hasValue: value.end > value.start,
      value: bare(line.slice(value.start, value.end)),
    });
  }
  return tokens;
}

const bare = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2');

/**
 * The tokens of a whole document in one line. A comment goes on to the next field that some kind knows: its own end
 * is lost with the line ends. `undefined`: a quote or a bracket is not closed.
 */
export function tokensOfOneLine(line: string): readonly LayoutToken[] | undefined {
  const tokens: LayoutToken[] = [];
  let dash: number | undefined;
  for (let at = afterBlank(line, 0); at < line.length; at = afterBlank(line, at)) {
    const end = wordEnd(line, at);
    const word = line.slice(at, end);
    if (word.startsWith('#')) {
      at = afterComment(line, end);
      continue;
    }
    if (word === '-') {
      dash = at;
      at = end;
      continue;
    }
    const key = keyIn(word);
    const from = key === undefined ? at : afterBlank(line, end);
    const to = valueEnd(line, from);
    if (to === undefined) return undefined;
    const hasValue = to > from;
    tokens.push({ dash, key, start: at, end: hasValue ? to : end, hasValue, value: bare(line.slice(from, to)) });
    dash = undefined;
    at = hasValue ? to : end;
  }
  return tokens;
}

const keyIn = (word: string): string | undefined => /^["']?([A-Za-z][\w./-]*)["']?:$/.exec(word)?.[1];

function afterBlank(line: string, start: number): number {
  let at = start;
  while (at < line.length && /\s/.test(line.charAt(at))) at += 1;
  return at;
}

function wordEnd(line: string, start: number): number {
  let at = start;
  while (at < line.length && !/\s/.test(line.charAt(at))) at += 1;
  return at;
}

/** Where a comment gives way to a field: `key:` or `- key:` with a key that some kind has. */
function afterComment(line: string, start: number): number {
  let dash: number | undefined;
  for (let at = afterBlank(line, start); at < line.length;) {
    const end = wordEnd(line, at);
    const word = line.slice(at, end);
    const key = keyIn(word);
    if (key !== undefined && knownFields.has(key)) return dash ?? at;
    dash = word === '-' ? at : undefined;
    at = afterBlank(line, end);
  }
  return line.length;
}

/** One past a value: a quoted text, brackets, or words up to the next key, dash or comment. */
function valueEnd(line: string, start: number): number | undefined {
  const first = line.charAt(start);
  if (first === '"' || first === "'") {
    const close = line.indexOf(first, start + 1);
    return close === -1 ? undefined : close + 1;
  }
  if (first === '[' || first === '{') return bracketEnd(line, start);
  let end = start;
  for (let at = start; at < line.length;) {
    const next = wordEnd(line, at);
    const word = line.slice(at, next);
    if (word === '-' || word.startsWith('#') || keyIn(word) !== undefined) break;
    end = next;
    at = afterBlank(line, next);
  }
  return end;
}

function bracketEnd(line: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const character = line.charAt(at);
    if ('[{'.includes(character)) depth += 1;
    else if (']}'.includes(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return undefined;
}
