import { expect, test } from 'vitest';
import { parseSelector } from './parse';
import { printSelector } from './print';
import { prefixLabels, type Selector } from './tree';

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
