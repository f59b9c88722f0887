import type { Rect } from '../graph-view';
import { bottom } from '../rect';

/** A stretch of x that a curve passes level, because things stand above and below it. */
export interface Passage {
  /** Curves through one passage are kept apart. */
  readonly key: string;
  readonly left: number;
  readonly right: number;
  readonly obstacles: readonly Rect[];
  /** How far from the obstacles. */
  readonly margin: number;
}

/** Free stretch of y. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** A level stretch of a curve. */
export interface Lane {
  readonly passage: Passage;
  readonly gap: Gap;
  readonly y: number;
}

const BEND = 10;

/** What is free in a passage, from top to bottom; the first and last gap have no end. */
export function gapsOf({ obstacles, margin }: Pick<Passage, 'obstacles' | 'margin'>): Gap[] {
  const gaps: Gap[] = [];
  let from = -Infinity;
  for (const rect of obstacles.toSorted((a, b) => a.y - b.y)) {
    if (rect.y - margin > from) gaps.push({ from, to: rect.y - margin });
    from = Math.max(from, bottom(rect) + margin);
  }
  return [...gaps, { from, to: Infinity }];
}

/**
 * The gap to take in each passage, from height `start` to height `end`, with the least way up and down and the fewest
 * bends. Exact, by going through the passages once.
 */
export function lanesThrough(passages: readonly Passage[], start: number, end: number): Lane[] {
  let paths: { readonly cost: number; readonly y: number; readonly lanes: readonly Lane[] }[] = [
    { cost: 0, y: start, lanes: [] },
  ];
  for (const passage of passages) {
    const options = gapsOf(passage).flatMap((gap) =>
      [...new Set([start, end].map((y) => Math.min(gap.to, Math.max(gap.from, y))))].map((y) => ({ passage, gap, y })),
    );
    paths = options.map((lane) => {
      let best = { cost: Infinity, y: lane.y, lanes: [lane] as readonly Lane[] };
      for (const path of paths) {
        const cost = path.cost + costOf(path.y, lane.y);
        if (cost < best.cost) best = { cost, y: lane.y, lanes: [...path.lanes, lane] };
      }
      return best;
    });
  }
  const last = paths.reduce((a, b) => (b.cost + costOf(b.y, end) < a.cost + costOf(a.y, end) ? b : a));
  return [...last.lanes];
}

const costOf = (a: number, b: number) => Math.abs(a - b) + (Math.abs(a - b) < 0.5 ? 0 : BEND);
