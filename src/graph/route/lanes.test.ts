import { expect, test } from 'vitest';
import { gapsOf, lanesThrough } from './lanes';
import { tracksOf } from './tracks';

const block = (from: number, to: number) => ({ x: 0, y: from, width: 100, height: to - from });
const passage = (key: string, ...obstacles: ReturnType<typeof block>[]) => ({
  key,
  left: 0,
  right: 100,
  obstacles,
  margin: 10,
});

test('gaps lie between what stands in a passage, with a margin', () => {
  expect(gapsOf(passage('', block(300, 400), block(0, 100)))).toEqual([
    { from: -Infinity, to: -10 },
    { from: 110, to: 290 },
    { from: 410, to: Infinity },
  ]);
  expect(gapsOf(passage('', block(0, 100), block(105, 200)))).toEqual([
    { from: -Infinity, to: -10 },
    { from: 210, to: Infinity },
  ]);
});

const heights = (lanes: ReturnType<typeof lanesThrough>) => lanes.map(({ y }) => y);

test.each([
  ['straight on when nothing is in the way', [passage('a', block(0, 100))], 150, 150, [150]],
  ['by the nearest gap', [passage('a', block(0, 100), block(200, 300))], 90, 120, [120]],
  [
    'one level through two passages rather than two',
    [passage('a', block(0, 100)), passage('b', block(0, 120))],
    50,
    300,
    [300, 300],
  ],
  ['the gap that is nearer to both ends together', [passage('a', block(-50, 60))], 0, 0, [-60]],
])('%s', (_, passages, start, end, expected) => {
  expect(heights(lanesThrough(passages, start, end))).toEqual(expected);
});

test('tracks: short spans inside of long ones, and a track is used again where it is free', () => {
  const spans = [
    { id: 'long', from: 0, to: 300 },
    { id: 'upper', from: 10, to: 60 },
    { id: 'lower', from: 100, to: 200 },
    { id: 'beyond', from: 400, to: 500 },
  ];
  expect(Object.fromEntries(tracksOf(spans))).toEqual({ upper: 0, lower: 0, beyond: 0, long: 1 });
});
