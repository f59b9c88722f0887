import { expect, test } from 'vitest';
import { selectionAfter } from './selection';

const isNode = (id: string) => !id.includes('>');

test.each([
  { had: [], click: 'a', want: ['a'] },
  { had: ['a'], click: 'b', want: ['a', 'b'] },
  { had: ['a', 'b'], click: 'c', want: ['c'] },
  { had: ['a'], click: 'a', want: ['a'] },
  { had: ['a', 'b'], click: 'b', want: ['b'] },
  { had: ['a', 'b'], click: 'c', extend: true, want: ['a', 'c'] },
  { had: [], click: 'a', extend: true, want: ['a'] },
  { had: ['a'], click: 'a>b', want: ['a>b'] },
  { had: ['a>b'], click: 'c', want: ['c'] },
])('$had, click on $click: $want', ({ had, click, extend = false, want }) => {
  expect(selectionAfter(had, click, { extend, isNode })).toEqual(want);
});
