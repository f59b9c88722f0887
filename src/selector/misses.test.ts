import { expect, test } from 'vitest';
import { unknownLabel } from './match';
import { missesOf } from './misses';
import { parseSelector } from './parse';

/** Labels by key; a key with `?` is unknown. */
function misses(text: string, labels: Readonly<Record<string, string>>) {
  const parsed = parseSelector(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return missesOf(parsed.value, (key) => (`${key}?` in labels ? unknownLabel : labels[key]));
}

const labels = { role: 'checkout', app: 'web', note: 'a b' };

test.each([
  // nothing to tell
  ["role == 'checkout'", []],
  ['!all()', []],
  ['has(role) || !all()', []],
  // every operand of && that fails
  ["role == 'Checkout' && app == 'web'", ["role == 'Checkout'"]],
  ["role == 'x' && (app == 'y' && has(z))", ["role == 'x'", "app == 'y'", 'has(z)']],
  ["role == 'x' && !all()", ["role == 'x'"]],
  // of || the one with fewest, the first of equals
  ['has(x) && has(y) || has(z)', ['has(z)']],
  ["has(x) && app == 'web' || has(z)", ['has(x)']],
  ['!all() || has(z)', ['has(z)']],
  // under a negation && and || change places
  ["!(app == 'web' || has(role))", ["app != 'web'", '!has(role)']],
  ["!(app == 'web' && has(role))", ["app != 'web'"]],
  ["!(app != 'db')", ["app == 'db'"]],
  ["!app in {'web'}", ["app not in {'web'}"]],
  ["!app not in {'db'}", ["app in {'db'}"]],
  ["!app contains 'w'", ["!app contains 'w'"]],
  ['!!(has(z))', ['has(z)']],
  [`note == "it's"`, [`note == "it's"`]],
])('%s', (text, expected) => {
  expect(misses(text, labels).map(({ wanted }) => wanted)).toEqual(expected);
});

test.each([
  ["role == 'Checkout'", { key: 'role', got: 'checkout', near: 'case', value: 'Checkout' }],
  ["role == 'checkuot'", { key: 'role', got: 'checkout', near: 'typo', value: 'checkuot' }],
  ["note == 'ab'", { key: 'note', got: 'a b', near: 'blank', value: 'ab' }],
  ["app == 'wob'", { key: 'app', got: 'web', near: undefined, value: 'wob' }],
  ["tier == 'fe'", { key: 'tier', got: undefined, near: undefined, value: 'fe' }],
  ["role in {'cart', 'Checkout'}", { got: 'checkout', near: 'case', value: 'Checkout' }],
  ["role in {'cart', 'shop'}", { got: 'checkout', near: undefined, value: undefined }],
  ["role in {'cart'}", { got: 'checkout', near: undefined, value: 'cart' }],
  ["role not in {'checkout'}", { got: 'checkout', near: undefined, value: 'checkout' }],
  ["role != 'checkout'", { got: 'checkout', near: undefined, value: 'checkout' }],
  ["role starts with 'Check'", { got: 'checkout', near: 'case', value: 'Check' }],
  ["role contains 'checkuot'", { got: 'checkout', near: undefined, value: 'checkuot' }],
  ["!role contains 'out'", { got: 'checkout', near: undefined, value: 'out' }],
  ['has(tier)', { key: 'tier', got: undefined, near: undefined, value: undefined }],
])('nearest to %s', (text, expected) => {
  expect(misses(text, labels)).toEqual([expect.objectContaining(expected)]);
});

test('what is unknown is no miss', () => {
  expect(misses("a == '1'", { 'a?': '' })).toEqual([]);
  expect(misses("a == '1' || has(b)", { 'a?': '' })).toEqual([]);
  expect(misses("a == '1' && has(b)", { 'a?': '' })).toMatchObject([{ wanted: 'has(b)' }]);
});
