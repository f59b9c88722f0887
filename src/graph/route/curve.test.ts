import { expect, test } from 'vitest';
import { curveAlong, eased, joined, pointsOn } from './curve';

const level = (y: number, left: number, right: number) => ({ y, left, right });

test('levels of one height are one', () => {
  expect(joined([level(10, 0, 0), level(10, 50, 90), level(30, 200, 200)])).toEqual([
    level(10, 0, 90),
    level(30, 200, 200),
  ]);
});

test('a bend begins at the node unless something stands beside it', () => {
  const levels = [level(0, 0, 100), level(80, 200, 200)];
  expect(eased(levels, [])[0]).toEqual(level(0, 0, 0));
  expect(eased(levels, [{ x: 20, y: 40, width: 40, height: 20 }])[0]).toEqual(level(0, 0, 60));
  expect(eased(levels, [{ x: 20, y: 200, width: 40, height: 20 }])[0]).toEqual(level(0, 0, 0));
});

test('a curve leaves and arrives level, and keeps its lane', () => {
  const route = curveAlong([level(0, 0, 0), level(100, 200, 300), level(20, 500, 500)]);
  expect(route.start).toEqual({ x: 0, y: 0 });
  expect(route.end).toEqual({ x: 500, y: 20 });
  expect(route.controls[0]?.y).toBe(0);
  expect(route.controls.at(-1)?.y).toBe(20);
  const inLane = pointsOn(route).filter(({ x }) => x >= 200 && x <= 300);
  expect(inLane.length).toBeGreaterThan(2);
  expect(inLane.every(({ y }) => Math.abs(y - 100) < 0.5)).toBe(true);
});

test('one level is a straight line', () => {
  expect(curveAlong([level(7, 0, 90)])).toEqual({ start: { x: 0, y: 7 }, controls: [], end: { x: 90, y: 7 } });
});
