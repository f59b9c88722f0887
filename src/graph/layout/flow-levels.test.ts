import { expect, test } from 'vitest';
import { flowLevels } from './flow-levels';

/** `a>b b>c`: edges; ids are the ends, sorted. */
function levels(text: string): string {
  const edges = text.split(' ').map((pair) => ({ from: pair[0] ?? '', to: pair[2] ?? '' }));
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort();
  return [...flowLevels(ids, edges)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, level]) => `${id}${level}`)
    .join(' ');
}

test.each([
  ['a chain', 'a>b b>c', 'a0 b1 c2'],
  ['two ways: the longer one counts', 'a>b b>c a>c', 'a0 b1 c2'],
  ['a source moves up to what it sends to', 'a>b b>c c>d m>d', 'a0 b1 c2 d3 m2'],
  ['a cycle is broken where the least runs backwards', 'a>b a>b b>a b>c', 'a0 b1 c2'],
  ['an edge to itself says nothing', 'a>a a>b', 'a0 b1'],
])('%s', (_, edges, expected) => {
  expect(levels(edges)).toBe(expected);
});
