import { expect, test } from 'vitest';
import { finish } from '../../base/task';
import { centre, overlaps } from '../rect';
import { placeTags as placeTagsOver, type TagWish } from './place-tags';
import { createTrails } from './trails';

const route = { start: { x: 0, y: 0 }, controls: [], end: { x: 400, y: 0 } };
const free = { obstacles: [], better: [], yields: false };
const wish = { id: 'a', route, texts: ['✕ security/100', '✕'], pinned: false, ...free };
const placeTags = (wishes: readonly TagWish[]) => placeTagsOver(wishes, createTrails());

test('a tag lies on the middle of its curve', () => {
  const tag = finish(placeTags([wish])).get('a');
  expect(tag?.text).toBe('✕ security/100');
  expect(centre(tag?.rect ?? { x: 0, y: 0, width: 0, height: 0 })).toEqual({ x: 200, y: 0 });
});

test('it moves along the curve to where it covers nothing', () => {
  const obstacle = { x: 150, y: -20, width: 100, height: 40 };
  const rect = finish(placeTags([{ ...wish, obstacles: [obstacle] }])).get('a')?.rect;
  expect(rect !== undefined && !overlaps(rect, obstacle)).toBe(true);
});

test('without room for the whole, the glyph; without room for the glyph, nothing', () => {
  const walls = (left: number, right: number) => [
    { x: -50, y: -50, width: left + 50, height: 100 },
    { x: right, y: -50, width: 500, height: 100 },
  ];
  expect(finish(placeTags([{ ...wish, obstacles: walls(180, 220) }])).get('a')?.text).toBe('✕');
  expect(finish(placeTags([{ ...wish, obstacles: walls(195, 205) }])).size).toBe(0);
});

test('who comes first takes the middle', () => {
  const tags = finish(placeTags([wish, { ...wish, id: 'b' }]));
  const [a, b] = [tags.get('a')?.rect, tags.get('b')?.rect];
  expect(a?.x).toBeLessThan(200);
  expect(a !== undefined && b !== undefined && overlaps(a, b)).toBe(false);
});

test('it leaves the curves of others in sight, and one that yields is rather left out', () => {
  const trails = createTrails();
  const upright = (x: number) => [
    { x, y: -100 },
    { x, y: 100 },
  ];
  trails.add('other', upright(200));
  const rect = finish(placeTagsOver([wish], trails)).get('a')?.rect;
  expect(rect !== undefined && trails.covers(rect, 'a')).toBe(false);

  for (let x = 0; x <= 400; x += 20) trails.add('other', upright(x));
  expect(finish(placeTagsOver([{ ...wish, texts: ['✕ security/100'] }], trails)).size).toBe(1);
  expect(finish(placeTagsOver([{ ...wish, texts: ['✕ security/100'], yields: true }], trails)).size).toBe(0);
});
