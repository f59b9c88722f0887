import { expect, test } from 'vitest';
import { tokenize } from './tokenize';

const kinds = (text: string) => tokenize(text).map(({ kind, value }) => (value === '' ? kind : `${kind}:${value}`));

test.each([
  ['', ['end']],
  [' \t ', ['end']],
  ["a=='b'", ['label:a', '==', 'string:b', 'end']],
  ['has( a\t)', ['has:a', 'end']],
  ['all( )||global(\t)', ['all', '||', 'global', 'end']],
  ["in in {'in'}", ['label:in', 'in', '{', 'string:in', '}', 'end']],
  ["contains contains 'x'", ['label:contains', 'contains', 'string:x', 'end']],
  ["has == 'x'", ['label:has', '==', 'string:x', 'end']],
  ["not notin{'x',}", ['label:not', 'not in', '{', 'string:x', ',', '}', 'end']],
  ["a starts \t with'x'", ['label:a', 'starts with', 'string:x', 'end']],
  ["a endswith 'x'", ['label:a', 'ends with', 'string:x', 'end']],
  ['-a./_9', ['label:-a./_9', 'end']],
  ["a == 'line\nbreak'", ['label:a', '==', 'string:line\nbreak', 'end']],
  ['!!!=', ['!', '!', '!=', 'end']],
])('%j', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test('places count UTF-16 units', () => {
  expect(tokenize("a == '😀' && has( b )").map(({ start, end }) => [start, end])).toEqual([
    [0, 1],
    [2, 4],
    [5, 9],
    [10, 12],
    [13, 21],
    [21, 21],
  ]);
});
