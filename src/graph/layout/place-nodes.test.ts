import { expect, test } from 'vitest';
import { finish } from '../../base/task';
import type { Point } from '../graph-view';
import { overlaps } from '../rect';
import { blocksOf, type LayoutNode, rectOfBlock } from './block';
import { placeNodes } from './place-nodes';

const service = (name: string): LayoutNode => {
  const [box] = name.split('/');
  return { id: `svc:${name}`, box, isOutside: false, width: 116, height: 32 };
};
const sorted = (nodes: readonly LayoutNode[]) => nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const nobody = () => [];

const shop = sorted(['a/one', 'a/two', 'b/one', 'b/two', 'c/one'].map(service));
const flow = [
  { from: 'svc:a/one', to: 'svc:c/one' },
  { from: 'svc:b/one', to: 'svc:c/one' },
];
const places = finish(placeNodes(shop, flow, undefined, nobody));

const overlapping = (nodes: readonly LayoutNode[], at: ReadonlyMap<string, Point>) => {
  const rects = blocksOf(nodes).flatMap((block) => rectOfBlock(block, at) ?? []);
  return rects.some((a, i) => rects.some((b, j) => i < j && overlaps(a, b)));
};

test('sources left of targets', () => {
  const x = (id: string) => places.get(id)?.x ?? 0;
  expect(x('svc:a/one')).toBe(x('svc:b/one'));
  expect(x('svc:c/one')).toBeGreaterThan(x('svc:a/one') + 116);
});

test('another cluster is laid out anew', () => {
  const others = sorted(['x/one', 'y/one'].map(service));
  expect(finish(placeNodes(others, [], places, nobody))).toEqual(finish(placeNodes(others, [], undefined, nobody)));
});

test('one more service takes the next free place of its box', () => {
  const grown = finish(placeNodes(sorted([...shop, service('a/three')]), flow, places, nobody));
  const [one, two, three] = ['one', 'two', 'three'].map((name) => grown.get(`svc:a/${name}`));
  expect(three).toEqual({ x: one?.x, y: Math.max(one?.y ?? 0, two?.y ?? 0) + 58 });
});

test('when a box outgrows its place, what stands below makes room and nobody else moves', () => {
  const more = Array.from({ length: 6 }, (_, i) => service(`a/z${i}`));
  const nodes = sorted([...shop, ...more]);
  const grown = finish(placeNodes(nodes, flow, places, nobody));
  expect(overlapping(nodes, grown)).toBe(false);
  expect(grown.get('svc:a/one')).toEqual(places.get('svc:a/one'));
  expect(grown.get('svc:c/one')).toEqual(places.get('svc:c/one'));
  expect(grown.get('svc:b/one')?.x).toBe(places.get('svc:b/one')?.x);
});

test('a service that comes back stands where it stood', () => {
  const without = shop.filter(({ id }) => id !== 'svc:b/two');
  const between = finish(placeNodes(without, flow, places, nobody));
  expect(finish(placeNodes(shop, flow, between, nobody))).toEqual(places);
});
