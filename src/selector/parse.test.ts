import { expect, test } from 'vitest';
import { parseSelector } from './parse';

function errorOf(text: string) {
  const parsed = parseSelector(text);
  return parsed.ok ? undefined : parsed.error;
}

test.each([
  // calico-semantics 6.2
  "a in{'x'}",
  "a notin {'x'}",
  "a not\tin {'x'}",
  "a startswith 'x'",
  "a starts with'x'",
  "a endswith 'x'",
  "a contains'x'",
  "in in {'in'}",
  "contains contains 'x'",
  "has == 'x'",
  "-a == 'x'",
  ".a == 'x'",
  "/a == 'x'",
  "9a == 'x'",
  'a in {}',
  'a not in {}',
  "a in {'x',}",
  "a == 'two\nlines'",
  'has( a )',
  'all( )',
  'global(\t)',
  `has(${'k'.repeat(512)})`,
  // 6.1
  '',
  ' \t',
  '((((has(a)))))',
  '! ! has(a)',
  `a == "it's"`,
])('parses: %j', (text) => {
  expect(errorOf(text)).toBeUndefined();
});

const tooLong = 'k'.repeat(513);

test.each([
  // calico-semantics 6.5
  ['a == "b', 'unterminated string', 5],
  ["a = 'b'", 'expected ==', 2],
  ["a == 'b' & c == 'd'", 'expected &&', 9],
  ["a == 'b' | c == 'd'", 'expected ||', 9],
  ["a ! = 'b'", 'expected ==', 4],
  ['a has(b)', 'expected operator after label "a"', 2],
  ["a inx {'x'}", 'expected operator after label "a"', 2],
  ['a starts with x', 'expected operator after label "a"', 2],
  ['%', 'expected identifier', 0],
  ['\n', 'expected identifier', 0],
  ['has()', 'expected identifier', 4],
  ['has(a b)', "no closing ')' after has(", 6],
  ['all(x)', "no closing ')' after all(", 4],
  ['global(x)', "no closing ')' after global(", 7],
  [`has(${tooLong})`, `label too long: ${tooLong}`, 4],
  ['a', 'unexpected end of string looking for op', 1],
  ['a == b', 'expected string', 5],
  ['a ==', 'expected string', 4],
  ["a in 'x'", 'expected set literal', 5],
  ['a in {x}', 'expected }', 6],
  ["a in {'x' 'y'}", 'expected }', 10],
  ['a in {,}', 'expected }', 6],
  ["(a == 'b'", 'expected )', 9],
  ['all ()', 'expected == or != not: (', 4],
  ["a 'b'", "expected == or != not: 'b'", 2],
  ['()', 'unexpected token: )', 1],
  ['!', 'unexpected token: end of selector', 1],
  ["'a' == 'b'", "unexpected token: 'a'", 0],
  ["a == 'b' &&", 'unexpected token: end of selector', 11],
  ["a == 'b' c == 'd'", "unexpected content at end of selector c == 'd'", 9],
  ["a == 'b')", 'unexpected content at end of selector )', 8],
  // 6.2 and 12.4
  ["a NOT IN {'x'}", 'expected operator after label "a"', 2],
  ['has (a)', 'expected == or != not: (', 4],
  ['ALL()', 'expected == or != not: (', 3],
  ["a=='b'\n&& c=='d'", 'expected identifier', 6],
  ["a == 'b'\r", 'expected identifier', 8],
  ["é == 'b'", 'expected identifier', 0],
])('refuses: %j', (text, message, offset) => {
  expect(errorOf(text)).toMatchObject({ message, offset });
});

test('nesting that would exhaust the stack is an error', () => {
  const nested = (depth: number) => `${'!('.repeat(depth)}has(a)${')'.repeat(depth)}`;
  expect(errorOf(nested(512))).toBeUndefined();
  expect(errorOf(nested(100_000))?.message).toBe('parentheses nested too deeply to be read here');
});

test('a proposal always parses', () => {
  expect(errorOf(`app = 'it"s' and b == "it's" or c = ‘it's"’`)?.fixed).toBeUndefined();
  expect(errorOf(`${tooLong} = 'x'`)).toMatchObject({ hint: 'Equal is written ==, unequal !=.', fixed: undefined });
});
