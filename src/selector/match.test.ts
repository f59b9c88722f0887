import { expect, test } from 'vitest';
import { matchSelector, unknownLabel } from './match';
import { parseSelector } from './parse';

/** Labels by key; a key with `?` is unknown. */
function match(text: string, labels: Readonly<Record<string, string>>) {
  const parsed = parseSelector(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return matchSelector(parsed.value, (key) => (`${key}?` in labels ? unknownLabel : labels[key]));
}

test.each([
  // calico-semantics 12.4
  ["a != 'b'", {}, 'yes'],
  ["a not in {'b'}", {}, 'yes'],
  ['a not in {}', { a: 'x' }, 'yes'],
  ['a in {}', { a: 'x' }, 'no'],
  ["!a in {'b'}", {}, 'yes'],
  ["!(a != 'b')", {}, 'no'],
  ["a contains ''", {}, 'no'],
  ["a contains ''", { a: '' }, 'yes'],
  ["a == ''", {}, 'no'],
  ["a == ''", { a: '' }, 'yes'],
  ["!a == 'b' && c == 'd'", { c: 'd' }, 'yes'],
  ["a=='1'||b=='1'&&c=='1'", { a: '1' }, 'yes'],
  ["(a=='1'||b=='1')&&c=='1'", { a: '1' }, 'no'],
  ["a == 'B'", { a: 'b' }, 'no'],
  ['!global()', {}, 'no'],
  ['!global()', { a: 'b' }, 'no'],
  [' ', {}, 'yes'],
  // 6.3
  ["k == 'v'", { k: 'v' }, 'yes'],
  ["k != 'v'", { k: 'v' }, 'no'],
  ["k != 'v'", { k: 'w' }, 'yes'],
  ["k in {'u', 'v'}", { k: 'v' }, 'yes'],
  ["k in {'u', 'v'}", { k: 'w' }, 'no'],
  ["k in {'u', 'v'}", {}, 'no'],
  ["k not in {'u', 'v'}", { k: 'v' }, 'no'],
  ["k not in {'u', 'v'}", { k: 'w' }, 'yes'],
  ["k contains 'b'", { k: 'abc' }, 'yes'],
  ["k contains 'B'", { k: 'abc' }, 'no'],
  ["k starts with 'ab'", { k: 'abc' }, 'yes'],
  ["k starts with 'bc'", { k: 'abc' }, 'no'],
  ["k ends with 'bc'", { k: 'abc' }, 'yes'],
  ["k ends with 'ab'", { k: 'abc' }, 'no'],
  ["k starts with ''", {}, 'no'],
  ["k ends with ''", { k: '' }, 'yes'],
  ['has(k)', { k: '' }, 'yes'],
  ['has(k)', {}, 'no'],
  ['all()', {}, 'yes'],
  ['global()', {}, 'yes'],
  // unknown labels
  ['has(k)', { 'k?': '' }, 'maybe'],
  ["k == 'v'", { 'k?': '' }, 'maybe'],
  ["k != 'v'", { 'k?': '' }, 'maybe'],
  ["k contains ''", { 'k?': '' }, 'maybe'],
  ["k in {'v'}", { 'k?': '' }, 'maybe'],
  ["k not in {'v'}", { 'k?': '' }, 'maybe'],
  ['k in {}', { 'k?': '' }, 'no'],
  ['k not in {}', { 'k?': '' }, 'yes'],
  ['!has(k)', { 'k?': '' }, 'maybe'],
  ['has(k) && has(a)', { 'k?': '', a: '1' }, 'maybe'],
  ['has(k) && has(a)', { 'k?': '' }, 'no'],
  ['has(k) || has(a)', { 'k?': '', a: '1' }, 'yes'],
  ['has(k) || has(a)', { 'k?': '' }, 'maybe'],
])('%s on %j: %s', (text, labels, expected) => {
  expect(match(text, labels)).toBe(expected);
});
