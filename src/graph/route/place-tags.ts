import type { EdgeTag, Point, Rect, Route } from '../graph-view';
import { overlaps, rectAround } from '../rect';
import { textWidth } from '../text-width';
import { between, pointsOn } from './curve';

/** A tag to be placed on an edge's curve. */
export interface TagWish {
  readonly id: string;
  readonly route: Route;
  /** From the whole text to the shortest that still tells: the first that fits is taken. */
  readonly texts: readonly string[];
  /** Rather beside the curve than not at all. */
  readonly pinned: boolean;
  /** What this tag must not cover: services, titles, other boxes. */
  readonly obstacles: readonly Rect[];
  /** What it covers only where there is no better place: the boxes of its own ends. */
  readonly better: readonly Rect[];
}

export const TAG_SIZE = 11;
export const TAG_HEIGHT = 18;

/** A glyph alone makes a round tag. */
export const tagWidth = (text: string): number =>
  Array.from(text).length === 1 ? TAG_HEIGHT : Math.round(textWidth(text, TAG_SIZE, 'bold')) + 14;

/** Tags in the order of their importance; those that come first take the best places. */
export function placeTags(wishes: readonly TagWish[]): ReadonlyMap<string, EdgeTag> {
  const placed = new Map<string, EdgeTag>();
  const taken: Rect[] = [];
  for (const wish of wishes) {
    const spots = spotsOn(wish.route);
    const tag = wish.texts.map((text) => tagAt(text, spots, wish, taken)).find((found) => found !== undefined);
    if (tag === undefined) continue;
    taken.push(tag.rect);
    placed.set(wish.id, tag);
  }
  return placed;
}

/** Points to try: the middle first, then ever nearer to the ends, as far apart as a third of a tag is high. */
function spotsOn(route: Route): Point[] {
  const points = pointsOn(route);
  const steps = points.flatMap((point, i) => {
    const before = points[i - 1];
    if (before === undefined) return [point];
    const count = Math.max(1, Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / 6));
    return Array.from({ length: count }, (_, k) => between(before, point, (k + 1) / count));
  });
  const middle = (steps.length - 1) / 2;
  return steps
    .map((point, i) => ({ point, off: Math.abs(i - middle) }))
    .filter(({ off }) => off <= middle * 0.86)
    .sort((a, b) => a.off - b.off)
    .map(({ point }) => point);
}

function tagAt(text: string, spots: readonly Point[], wish: TagWish, taken: readonly Rect[]): EdgeTag | undefined {
  const width = tagWidth(text);
  let second: Rect | undefined;
  for (const beside of wish.pinned ? BESIDE : [{ x: 0, y: 0 }]) {
    for (const { x, y } of spots) {
      const rect = rectAround({ x: x + beside.x * width, y: y + beside.y * TAG_HEIGHT }, width, TAG_HEIGHT);
      if (wish.obstacles.some((other) => overlaps(rect, other, 1))) continue;
      if (taken.some((other) => overlaps(rect, other, 3))) continue;
      if (!wish.better.some((other) => overlaps(rect, other))) return { text, rect, pinned: wish.pinned };
      second ??= rect;
    }
    if (second !== undefined) return { text, rect: second, pinned: wish.pinned };
  }
  return undefined;
}

/** Shifts off the curve, in shares of the tag's size. */
const BESIDE: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 0.45, y: 0 },
  { x: -0.45, y: 0 },
  { x: 0, y: 0.9 },
  { x: 0, y: -0.9 },
];
