import { expect, test } from 'vitest';
import { createTrails } from './trails';

const line = [
  { x: 0, y: 0 },
  { x: 300, y: 0 },
];

test('a rectangle covers the curves of others that run below it, and not its own', () => {
  const trails = createTrails();
  trails.add('a', line);
  const onTheLine = { x: 100, y: -9, width: 60, height: 18 };
  expect(trails.covers(onTheLine, 'b')).toBe(true);
  expect(trails.covers(onTheLine, 'a')).toBe(false);
  expect(trails.covers({ ...onTheLine, y: 40 }, 'b')).toBe(false);
  trails.add('b', line);
  expect(trails.covers(onTheLine, 'a')).toBe(true);
});
