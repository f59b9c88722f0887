import { expect, test } from 'vitest';
import { centre, overlaps } from '../rect';
import { placeTags } from './place-tags';

const route = { start: { x: 0, y: 0 }, controls: [], end: { x: 400, y: 0 } };
const free = { obstacles: [], better: [] };
const wish = { id: 'a', route, texts: ['✕ security/100', '✕'], pinned: false, ...free };

test('a tag lies on the middle of its curve', () => {
  const tag = placeTags([wish]).get('a');
  expect(tag?.text).toBe('✕ security/100');
  expect(centre(tag?.rect ?? { x: 0, y: 0, width: 0, height: 0 })).toEqual({ x: 200, y: 0 });
});

test('it moves along the curve to where it covers nothing', () => {
  const obstacle = { x: 150, y: -20, width: 100, height: 40 };
  const rect = placeTags([{ ...wish, obstacles: [obstacle] }]).get('a')?.rect;
  expect(rect !== undefined && !overlaps(rect, obstacle)).toBe(true);
});

test('without room for the whole, the glyph; without room for the glyph, nothing', () => {
  const walls = (left: number, right: number) => [
    { x: -50, y: -50, width: left + 50, height: 100 },
    { x: right, y: -50, width: 500, height: 100 },
  ];
  expect(placeTags([{ ...wish, obstacles: walls(180, 220) }]).get('a')?.text).toBe('✕');
  expect(placeTags([{ ...wish, obstacles: walls(195, 205) }]).size).toBe(0);
});

test('who comes first takes the middle', () => {
  const tags = placeTags([wish, { ...wish, id: 'b' }]);
  const [a, b] = [tags.get('a')?.rect, tags.get('b')?.rect];
  expect(a?.x).toBeLessThan(200);
  expect(a !== undefined && b !== undefined && overlaps(a, b)).toBe(false);
});
