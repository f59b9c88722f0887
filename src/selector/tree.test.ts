import { expect, test } from 'vitest';
import { parseSelector } from './parse';
import { printSelector } from './print';
import { conjuncts, labelKeysOf, prefixLabels, type Selector } from './tree';

function parsed(text: string): Selector {
  const result = parseSelector(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.value;
}

test.each([
  // calico-semantics 5.2, 12.5
  ['pcns.', "foo != 'bar'", 'pcns.foo != "bar"'],
  ['pcsa.', "r == 's'", 'pcsa.r == "s"'],
  ['pcns.', '!all()', '!all()'],
  ['pcns.', 'global()', 'global()'],
  ['pcns.', "a == '1' && b == '2'", '(pcns.a == "1" && pcns.b == "2")'],
  [
    'pcns.',
    "has(a) || !b in {'x'} || c not in {} || d contains 'a' || e starts with 'all()' || (f ends with 'a' && g == 'h')",
    '(has(pcns.a) || !pcns.b in {"x"} || pcns.c not in {} || pcns.d contains "a" || pcns.e starts with "all()" || (pcns.f ends with "a" && pcns.g == "h"))',
  ],
])('%s before the labels of %s', (prefix, text, expected) => {
  expect(printSelector(prefixLabels(parsed(text), prefix))).toBe(expected);
});

test.each([
  ['all() || global()', []],
  ["b == '1' && !(has(a) || b in {'2'}) || c contains 'x'", ['b', 'a', 'c']],
])('labels of %s', (text, expected) => {
  expect([...labelKeysOf(parsed(text))]).toEqual(expected);
});

test.each([
  ['all()', ['all()']],
  ["a == '1' || b == '2'", ['(a == "1" || b == "2")']],
  [
    "(a == '1' && (b == '2' && !(has(c) && has(d)))) && has(e)",
    ['a == "1"', 'b == "2"', '!(has(c) && has(d))', 'has(e)'],
  ],
])('conjuncts of %s', (text, expected) => {
  expect(conjuncts(parsed(text)).map(printSelector)).toEqual(expected);
});
