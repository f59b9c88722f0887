import { expect, test } from 'vitest';
import { forecastOf, paceAfter, type Pace } from './pace';

const reading = (done: number, total = 1000) => ({ stage: 'read', done, total, bytes: { done, total, objects: 1 } });
const after = (...steps: readonly (readonly [now: number, done: number, total?: number])[]) =>
  steps.reduce<Pace | undefined>((pace, [now, done, total]) => paceAfter(pace, reading(done, total), now), undefined);

test('what was read since it began tells how long the rest takes', () => {
  expect(forecastOf(after([100, 0], [600, 250]))).toEqual({ rate: 500, secondsLeft: 1.5 });
  // What was there before does not count.
  expect(forecastOf(after([100, 500], [1100, 750]))).toEqual({ rate: 250, secondsLeft: 1 });
});

test('too early, or without bytes, nothing is told', () => {
  expect(forecastOf(after([100, 0], [200, 100]))).toBeUndefined();
  expect(forecastOf(after([100, 0], [900, 0]))).toBeUndefined();
  expect(paceAfter(after([100, 0]), { stage: 'assemble', done: 0, total: 1 }, 200)).toBeUndefined();
});

test('another file has a pace of its own', () => {
  expect(after([100, 0], [900, 900], [1000, 10])).toMatchObject({ since: 1000, from: 10 });
  expect(after([100, 0], [900, 100], [1000, 200, 5000])).toMatchObject({ since: 1000, from: 200 });
});
