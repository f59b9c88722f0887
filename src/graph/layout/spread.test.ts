import { expect, test } from 'vitest';
import { spread, withinRange } from './spread';

const wish = (at: number, weight = 1) => ({ at, weight, room: 10 });

test.each([
  ['room enough: each where it wants', [wish(0), wish(30)], [0, 30]],
  ['two at one place share the way', [wish(20), wish(20)], [15, 25]],
  ['the heavier moves less', [wish(20, 3), wish(20)], [17.5, 27.5]],
  ['wishes against the order', [wish(30), wish(0)], [10, 20]],
  ['a group moves to its common best place', [wish(0), wish(12), wish(12)], [-2, 8, 18]],
  ['nothing', [], []],
])('%s', (_, wishes, starts) => {
  expect(spread(wishes)).toEqual(starts);
});

test('within a range: moved as little as needed, in order and with room', () => {
  expect(withinRange([-5, 20, 95], [10, 10, 10], 0, 100)).toEqual([0, 20, 90]);
  expect(withinRange([92, 95], [10, 10], 0, 100)).toEqual([80, 90]);
  // Not all fit: they begin where they should and go on beyond the end.
  expect(withinRange([0, 1, 2], [10, 10, 10], 0, 20)).toEqual([0, 10, 20]);
});
