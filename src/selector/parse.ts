import { present } from '../base/assert';
import { err, ok, type Result } from '../base/result';
import { repairSelector } from './repair';
import { SelectorFault, tokenize, type Token, type TokenKind } from './tokenize';
import type { Leaf, Selector } from './tree';

export interface SelectorError {
  /** In Calico's words (calico-semantics 6.5); what Calico prints as tokens is quoted from the text. */
  readonly message: string;
  /** In UTF-16 units of the text. */
  readonly offset: number;
  /** What to change, in a sentence or more; `undefined` when the slip is none of the usual ones. */
  readonly hint: string | undefined;
  /** The whole selector as it was probably meant. It parses. */
  readonly fixed: string | undefined;
}

/**
 * Reads a selector; an empty or blank one is `all()`. Source: calico-semantics 6.1, 6.2. Thousands of policies share
 * their selectors, and each is read, checked and compiled: the last ones are remembered.
 */
export function parseSelector(text: string): Result<Selector, SelectorError> {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const parsed = parseJoined(text) ?? parseOnce(text);
  remembered.set(text, parsed);
  return parsed;
}

const remembered = new Map<string, Result<Selector, SelectorError>>();
const mostRemembered = 5000;

/**
 * A selector joined with one comparison, as those of policies and rules are with their namespace: each part is read by
 * itself, so that what thousands of namespaces repeat is read once, to one tree. What parses alone parses to the same
 * tree in parentheses. `undefined` for every other text.
 */
function parseJoined(text: string): Result<Selector, SelectorError> | undefined {
  const match = leafBehind.exec(text) ?? leafBefore.exec(text);
  if (match === null) return undefined;
  const [, first = '', second = ''] = match;
  if (!isPart(first) || !isPart(second)) return undefined;
  const [a, b] = [parseSelector(first), parseSelector(second)];
  return a.ok && b.ok ? ok({ kind: 'and', operands: [a.value, b.value] }) : undefined;
}

const leafBehind = /^\((.*)\) && ([\w./-]+ == '[^']*')$/;
const leafBefore = /^\(([\w./-]+ == (?:'[^']*'|"[^"]*"))\) && \((.*)\)$/;

/** A blank part is none in parentheses, and an endless one may be too deep there. */
const isPart = (text: string): boolean => text.length < deepest && text.trim() !== '';

function parseOnce(text: string): Result<Selector, SelectorError> {
  const parsed = parseStrictly(text);
  if (parsed.ok) return parsed;
  const { message, offset } = parsed.error;
  const { hint, fixed } = repairSelector(text);
  const parses = fixed !== undefined && parseStrictly(fixed).ok;
  return err({ message, offset, hint, fixed: parses ? fixed : undefined });
}

function parseStrictly(text: string): Result<Selector, SelectorFault> {
  try {
    return ok(parseTokens(text, tokenize(text)));
  } catch (error) {
    if (error instanceof SelectorFault) return err(error);
    throw error;
  }
}

interface Cursor {
  readonly text: string;
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/** Groups inside groups. The API's limit of 1024 characters ends well before; Calico itself has no limit. */
const deepest = 1000;

function parseTokens(text: string, tokens: readonly Token[]): Selector {
  if (tokens[0]?.kind === 'end') return { kind: 'all' };
  const cursor: Cursor = { text, tokens, at: 0, depth: 0 };
  const selector = parseOr(cursor);
  const rest = peek(cursor);
  if (rest.kind !== 'end') {
    throw new SelectorFault(`unexpected content at end of selector ${text.slice(rest.start)}`, rest.start);
  }
  return selector;
}

const parseOr = (cursor: Cursor): Selector => parseGroup(cursor, 'or', '||', parseAnd);
const parseAnd = (cursor: Cursor): Selector => parseGroup(cursor, 'and', '&&', parseOperation);

/** Operands with `mark` between them; one alone is no group. */
function parseGroup(
  cursor: Cursor,
  kind: 'and' | 'or',
  mark: TokenKind,
  parseOperand: (cursor: Cursor) => Selector,
): Selector {
  const first = parseOperand(cursor);
  if (peek(cursor).kind !== mark) return first;
  const operands = [first];
  while (takeIf(cursor, mark)) operands.push(parseOperand(cursor));
  return { kind, operands };
}

/** A run of `!` is one or none. */
function parseOperation(cursor: Cursor): Selector {
  let negated = false;
  while (takeIf(cursor, '!')) negated = !negated;
  const operand = parsePrimary(cursor);
  return negated ? { kind: 'not', operand } : operand;
}

function parsePrimary(cursor: Cursor): Selector {
  const token = take(cursor);
  switch (token.kind) {
    case 'all':
    case 'global':
      return { kind: token.kind };
    case 'has':
      return { kind: 'has', key: token.value };
    case 'label':
      return parseLeaf(cursor, token.value);
    case '(':
      return parseParentheses(cursor, token);
    default:
      throw new SelectorFault(`unexpected token: ${shown(cursor, token)}`, token.start);
  }
}

function parseParentheses(cursor: Cursor, open: Token): Selector {
  cursor.depth += 1;
  if (cursor.depth > deepest) throw new SelectorFault('parentheses nested too deeply to be read here', open.start);
  const selector = parseOr(cursor);
  cursor.depth -= 1;
  expect(cursor, ')', 'expected )');
  return selector;
}

function parseLeaf(cursor: Cursor, key: string): Leaf {
  const token = take(cursor);
  switch (token.kind) {
    case '==':
    case '!=':
    case 'contains':
    case 'starts with':
    case 'ends with':
      return { kind: 'compare', key, operator: token.kind, value: expect(cursor, 'string', 'expected string').value };
    case 'in':
    case 'not in':
      return { kind: 'member', key, operator: token.kind, values: parseSet(cursor) };
    case 'end':
      throw new SelectorFault('unexpected end of string looking for op', token.start);
    default:
      throw new SelectorFault(`expected == or != not: ${shown(cursor, token)}`, token.start);
  }
}

/** Values in the order of their bytes, each once. One comma may trail. */
function parseSet(cursor: Cursor): ReadonlySet<string> {
  expect(cursor, '{', 'expected set literal');
  const values: string[] = [];
  while (peek(cursor).kind === 'string') {
    values.push(take(cursor).value);
    if (!takeIf(cursor, ',')) break;
  }
  expect(cursor, '}', 'expected }');
  return new Set(values.sort(compareCodePoints));
}

/** Code points sort as their UTF-8 bytes do; UTF-16 units do not. */
function compareCodePoints(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  // Where only the second halves of two pairs differ, these order the pairs.
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

const peek = ({ tokens, at }: Cursor): Token => present(tokens[at] ?? tokens.at(-1), 'a list of tokens has an end');

function take(cursor: Cursor): Token {
  const token = peek(cursor);
  cursor.at += 1;
  return token;
}

function takeIf(cursor: Cursor, kind: TokenKind): boolean {
  if (peek(cursor).kind !== kind) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, kind: TokenKind, message: string): Token {
  const token = take(cursor);
  if (token.kind !== kind) throw new SelectorFault(message, token.start);
  return token;
}

const shown = ({ text }: Cursor, { kind, start, end }: Token): string =>
  kind === 'end' ? 'end of selector' : text.slice(start, end);
