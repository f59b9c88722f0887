import { expect, test } from 'vitest';
import { arrangeInside } from './inside-box';

const edge = (from: string, to: string) => ({ from, to });
const NONE = new Map<string, number>();

test('a few services: one column, in the direction of the flow', () => {
  const edges = [edge('web', 'cart'), edge('cart', 'checkout'), edge('checkout', 'api')];
  expect(arrangeInside(['api', 'cart', 'checkout', 'web'], edges, NONE)).toEqual([['web', 'cart', 'checkout', 'api']]);
});

test('what talks to each other stands side by side', () => {
  const [column] = arrangeInside(['a', 'b', 'c', 'd', 'e'], [edge('a', 'e'), edge('b', 'd')], NONE);
  const apart = (x: string, y: string) => Math.abs((column?.indexOf(x) ?? 0) - (column?.indexOf(y) ?? 0));
  expect([apart('a', 'e'), apart('b', 'd')]).toEqual([1, 1]);
});

test('neighbours outside of the box pull a service up or down', () => {
  expect(
    arrangeInside(
      ['a', 'b', 'c'],
      [],
      new Map([
        ['c', 0],
        ['a', 2],
      ]),
    ),
  ).toEqual([['c', 'b', 'a']]);
});

test('many services: several columns, flow from left to right', () => {
  const ids = Array.from({ length: 12 }, (_, i) => `s${String(i).padStart(2, '0')}`);
  const grid = arrangeInside(ids, [edge('s11', 's00'), edge('s11', 's01')], NONE);
  expect(grid.map((column) => column.length)).toEqual([6, 6]);
  expect(grid[0]).toContain('s11');
  expect(grid.flat().toSorted()).toEqual(ids);
});
