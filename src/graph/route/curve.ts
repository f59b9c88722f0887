import type { Point, Rect, Route } from '../graph-view';
import { overlaps, right, unionOf } from '../rect';

/** A stretch at one height, between two bends or at an end of a curve. */
export interface Level {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/** How much of a bend's width is spent on leaving its level; half would be upright in the middle. */
const EASE = 0.38;

/** Levels of one height become one. From left to right. */
export function joined(levels: readonly Level[]): Level[] {
  const result: Level[] = [];
  for (const level of levels) {
    const last = result.at(-1);
    if (last !== undefined && Math.abs(last.y - level.y) < 0.5)
      result[result.length - 1] = { ...last, right: level.right };
    else result.push(level);
  }
  return result;
}

/** Lets the first bend begin and the last one end as near to the nodes as the obstacles allow, which is smoothest. */
export function eased(levels: readonly Level[], obstacles: readonly Rect[]): Level[] {
  const result = [...levels];
  const [first, second] = result;
  if (first !== undefined && second !== undefined) {
    const hits = obstacles.filter((rect) => overlaps(rect, sweep(first.left, first.right, first.y, second.y)));
    result[0] = { ...first, right: Math.max(first.left, ...hits.map(right)) };
  }
  const [last, before] = [result.at(-1), result.at(-2)];
  if (last !== undefined && before !== undefined) {
    const hits = obstacles.filter((rect) => overlaps(rect, sweep(last.left, last.right, last.y, before.y)));
    result[result.length - 1] = { ...last, left: Math.min(last.right, ...hits.map(({ x }) => x)) };
  }
  return result;
}

const sweep = (from: number, to: number, a: number, b: number): Rect => ({
  x: from,
  y: Math.min(a, b) - 4,
  width: to - from,
  height: Math.abs(a - b) + 8,
});

/** The smooth curve along the levels. */
export function curveAlong(levels: readonly Level[]): Route {
  const controls: Point[] = [];
  for (const [i, level] of levels.entries()) {
    const next = levels[i + 1];
    if (next === undefined) break;
    const [x1, x2] = [level.right, next.left];
    const ease = (x2 - x1) * EASE;
    if (level.right > level.left + 1) controls.push({ x: x1, y: level.y });
    controls.push({ x: x1 + ease, y: level.y }, { x: x2 - ease, y: next.y });
    if (next.right > next.left + 1) controls.push({ x: x2, y: next.y });
  }
  const [first, last] = [levels[0], levels.at(-1)];
  return {
    start: { x: first?.left ?? 0, y: first?.y ?? 0 },
    controls,
    end: { x: last?.right ?? 0, y: last?.y ?? 0 },
  };
}

/** Points along the curve, close enough together that the line through them is the curve to the eye. */
export function pointsOn({ start, controls, end }: Route): Point[] {
  if (controls.length === 0) return [start, ...[1, 2, 3].map((i) => between(start, end, i / 4)), end];
  const points = [start];
  let from = start;
  for (const [i, control] of controls.entries()) {
    const next = controls[i + 1];
    const to = next === undefined ? end : between(control, next, 0.5);
    for (let step = 1; step <= 8; step++) points.push(bendAt(from, control, to, step / 8));
    from = to;
  }
  return points;
}

/** The smallest rectangle around a curve, up to a few hundredths of its bends. */
export const rectAroundRoute = (route: Route): Rect =>
  unionOf(pointsOn(route).map(({ x, y }) => ({ x, y, width: 0, height: 0 })));

export const between = (a: Point, b: Point, t: number): Point => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
});

const bendAt = (from: Point, control: Point, to: Point, t: number): Point =>
  between(between(from, control, t), between(control, to, t), t);

export const mirroredRoute = ({ start, controls, end }: Route): Route => ({
  start: mirroredPoint(start),
  controls: controls.map(mirroredPoint),
  end: mirroredPoint(end),
});

export const mirroredPoint = ({ x, y }: Point): Point => ({ x: -x, y });
