import type { Point, Rect } from '../graph-view';
import { bottom, overlaps } from '../rect';
import { type Block, rectOfBlock } from './block';
import { LEAST_GAP } from './metrics';

/** What is left between two blocks of which one had to make room. */
const ROOM = 28;

/** Moves blocks down until none overlaps another; who stands higher stays. Changes `places`. */
export function settle(blocks: readonly Block[], places: Map<string, Point>): void {
  const standing = blocks.flatMap((block) => {
    const rect = rectOfBlock(block, places);
    return rect === undefined ? [] : [{ block, rect }];
  });
  standing.sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x || (a.block.id < b.block.id ? -1 : 1));
  const settled: Rect[] = [];
  for (const { block, rect } of standing) {
    let moved = rect;
    for (let hit = blockerOf(moved, settled); hit !== undefined; hit = blockerOf(moved, settled)) {
      moved = { ...moved, y: Math.ceil(bottom(hit) + ROOM) };
    }
    settled.push(moved);
    for (const { id } of block.nodes) {
      const place = places.get(id);
      if (place !== undefined) places.set(id, { x: place.x, y: place.y + moved.y - rect.y });
    }
  }
}

const blockerOf = (rect: Rect, settled: readonly Rect[]) =>
  settled.find((other) => overlaps(rect, other, LEAST_GAP - 4));
