import type { Task } from '../../base/task';
import { drawing } from '../drawing';
import type { EdgeTag, Point, Rect, Route } from '../graph-view';
import { overlaps, rectAround } from '../rect';
import { textWidth } from '../text-width';
import { between, pointsOn } from './curve';
import type { Trails } from './trails';

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
  /** Rather not at all than over the curve or the end of an edge that tells more. */
  readonly yields: boolean;
}

export const TAG_SIZE = 11;
export const TAG_HEIGHT = 18;

/** A glyph alone makes a round tag. */
export const tagWidth = (text: string): number =>
  Array.from(text).length === 1 ? TAG_HEIGHT : Math.round(textWidth(text, TAG_SIZE, 'bold')) + 14;

/**
 * Tags in the order of their importance; those that come first take the best places. `trails`: what should stay in
 * sight, the curves of telling edges and the ends of all.
 */
export function* placeTags(wishes: readonly TagWish[], trails: Trails): Task<ReadonlyMap<string, EdgeTag>> {
  const placed = new Map<string, EdgeTag>();
  const taken: Rect[] = [];
  for (const wish of wishes) {
    yield drawing;
    const spots = spotsOn(wish.route);
    const tag = firstTag(wish, spots, { taken, trails });
    if (tag === undefined) continue;
    taken.push(tag.rect);
    placed.set(wish.id, tag);
  }
  return placed;
}

function firstTag(wish: TagWish, spots: readonly Point[], occupied: Occupied): EdgeTag | undefined {
  for (const text of wish.texts) {
    const tag = tagAt(text, spots, wish, occupied);
    if (tag !== undefined) return tag;
  }
  return undefined;
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

interface Occupied {
  readonly taken: readonly Rect[];
  readonly trails: Trails;
}

/** The first spot that covers nothing; else the first of those that cover least. */
function tagAt(text: string, spots: readonly Point[], wish: TagWish, occupied: Occupied): EdgeTag | undefined {
  const width = tagWidth(text);
  for (const shifts of wish.pinned ? [ALONG, BESIDE] : [ALONG.slice(0, 1)]) {
    let best: { readonly rect: Rect; readonly cost: number } | undefined;
    for (const shift of shifts) {
      for (const { x, y } of spots) {
        const rect = rectAround({ x: x + shift.x * width, y: y + shift.y * TAG_HEIGHT }, width, TAG_HEIGHT);
        const cost = costOf(rect, wish, occupied, best?.cost ?? Infinity);
        if (cost === 0) return { text, rect, pinned: wish.pinned };
        if (cost < (best?.cost ?? Infinity)) best = { rect, cost };
      }
    }
    if (best !== undefined) return { text, rect: best.rect, pinned: wish.pinned };
  }
  return undefined;
}

/** 0: covers nothing. `Infinity`: must not stand there. Costs from `limit` on are not told apart. */
function costOf(rect: Rect, wish: TagWish, { taken, trails }: Occupied, limit: number): number {
  if (wish.obstacles.some((other) => overlaps(rect, other, 1))) return Infinity;
  if (taken.some((other) => overlaps(rect, other, 3))) return Infinity;
  const inBox = wish.better.some((other) => overlaps(rect, other)) ? 1 : 0;
  if (inBox >= limit || !trails.covers(rect, wish.id)) return inBox;
  return wish.yields ? Infinity : inBox + 2;
}

/** Shifts in shares of the tag's size: the curve still runs below it, if upright. */
const ALONG: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 0.3, y: 0 },
  { x: -0.3, y: 0 },
  { x: 0.45, y: 0 },
  { x: -0.45, y: 0 },
];

/** Off the curve. */
const BESIDE: readonly Point[] = [
  { x: 0, y: 0.9 },
  { x: 0, y: -0.9 },
];
