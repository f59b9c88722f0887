import type { Point, Rect } from '../graph-view';
import { bottom, right } from '../rect';
import { between } from './curve';

/** Where curves run, in squares: quick to ask about, and near enough for a tag. */
export interface Trails {
  add(id: string, points: readonly Point[]): void;
  /** Whether another curve than `own` runs below the rectangle. */
  covers(rect: Rect, own: string): boolean;
}

const SQUARE = 8;
const SEVERAL = Symbol('several');
/** Pictures are less than 2^24 squares wide and high. */
const keyOf = (x: number, y: number): number => (x + 2 ** 23) * 2 ** 24 + y + 2 ** 23;
const squareOf = (value: number): number => Math.floor(value / SQUARE);

export function createTrails(): Trails {
  /** Of each square the one curve that runs there, or that there are several. */
  const squares = new Map<number, string | typeof SEVERAL>();
  const mark = (id: string, { x, y }: Point) => {
    const key = keyOf(squareOf(x), squareOf(y));
    const known = squares.get(key);
    if (known === undefined) squares.set(key, id);
    else if (known !== id) squares.set(key, SEVERAL);
  };
  return {
    add(id, points) {
      for (const [i, point] of points.entries()) {
        const before = points[i - 1] ?? point;
        const steps = Math.max(1, Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / (SQUARE / 2)));
        for (let step = 1; step <= steps; step += 1) mark(id, between(before, point, step / steps));
      }
    },
    covers(rect, own) {
      for (let x = squareOf(rect.x); x <= squareOf(right(rect)); x += 1) {
        for (let y = squareOf(rect.y); y <= squareOf(bottom(rect)); y += 1) {
          const found = squares.get(keyOf(x, y));
          if (found !== undefined && found !== own) return true;
        }
      }
      return false;
    },
  };
}
