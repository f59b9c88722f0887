import type { ComparisonOperator } from './tree';

export type TokenKind =
  'label' | 'string' | 'has' | 'all' | 'global' | ComparisonOperator | 'in' | 'not in' | Mark | 'end';
type Mark = (typeof marks)[number];

/** `end` closes every list of tokens. */
export interface Token {
  readonly kind: TokenKind;
  /** The name of a `label` or under `has`, the content of a `string`; else empty. */
  readonly value: string;
  /** In UTF-16 units of the text; `end` is one past the last. */
  readonly start: number;
  readonly end: number;
}

/** Why a text is no selector. Thrown inside this folder, handed out by `parseSelector` as a value. */
export class SelectorFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Longer before shorter where one begins another. */
const marks = ['==', '!=', '&&', '||', '!', '(', ')', '{', '}', ','] as const;
const blanks = /[ \t]*/y;
const name = /[\w./-]*/y;
const longestName = 512;
const call = /(has|all|global)\(/y;

/** A word operator counts only when no label character follows; behind two words, not even after blanks. */
const wordOperators: readonly (readonly [TokenKind, RegExp])[] = [
  ['contains', /contains(?![\w./-])/y],
  ['starts with', /starts[ \t]*with(?![ \t]*[\w./-])/y],
  ['ends with', /ends[ \t]*with(?![ \t]*[\w./-])/y],
  ['not in', /not[ \t]*in(?![ \t]*[\w./-])/y],
  ['in', /in(?![\w./-])/y],
];

/**
 * Splits a selector as Calico 3.30 and newer does. Throws a `SelectorFault` at the first piece that is no token.
 *
 * Source: calico-semantics 6.1, 6.2, 6.5; projectcalico/calico, libcalico-go/lib/selector/tokenizer.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (;;) {
    const last = tokens.at(-1);
    const start = endOf(blanks, text, last?.end ?? 0);
    if (start === text.length) return [...tokens, { kind: 'end', value: '', start, end: start }];
    tokens.push(readToken(text, start, last));
  }
}

function readToken(text: string, start: number, last: Token | undefined): Token {
  const mark = marks.find((candidate) => text.startsWith(candidate, start));
  if (mark !== undefined) return { kind: mark, value: '', start, end: start + mark.length };
  const first = text.charAt(start);
  if (first === '"' || first === "'") return readString(text, start, first);
  if ('=&|'.includes(first)) throw new SelectorFault(`expected ${first}${first}`, start);
  return last?.kind === 'label' ? readOperator(text, start, last.value) : readTerm(text, start);
}

function readString(text: string, start: number, quote: string): Token {
  const close = text.indexOf(quote, start + 1);
  if (close === -1) throw new SelectorFault('unterminated string', start);
  return { kind: 'string', value: text.slice(start + 1, close), start, end: close + 1 };
}

function readOperator(text: string, start: number, label: string): Token {
  for (const [kind, pattern] of wordOperators) {
    const end = endOf(pattern, text, start);
    if (end > start) return { kind, value: '', start, end };
  }
  throw new SelectorFault(`expected operator after label "${label}"`, start);
}

function readTerm(text: string, start: number): Token {
  const open = endOf(call, text, start);
  if (open === start) {
    const value = readName(text, start);
    return { kind: 'label', value, start, end: start + value.length };
  }
  const kind = text.slice(start, open - 1) as 'has' | 'all' | 'global';
  const inside = endOf(blanks, text, open);
  const value = kind === 'has' ? readName(text, inside) : '';
  const close = endOf(blanks, text, inside + value.length);
  if (text[close] !== ')') throw new SelectorFault(`no closing ')' after ${kind}(`, close);
  return { kind, value, start, end: close + 1 };
}

function readName(text: string, start: number): string {
  const value = text.slice(start, endOf(name, text, start));
  if (value === '') throw new SelectorFault('expected identifier', start);
  if (value.length > longestName) throw new SelectorFault(`label too long: ${value}`, start);
  return value;
}

/** Where the match of a sticky pattern ends; `start` when there is none. */
function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}
