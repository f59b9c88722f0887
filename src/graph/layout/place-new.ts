import type { Point, Rect } from '../graph-view';
import { bottom, centre, overlaps, rectAround, right, unionOf } from '../rect';
import { type Block, boxAround, type LayoutEdge, type LayoutNode, rectOfNode } from './block';
import { arrange } from './lay-out';
import { BOX_GAP, BOX_TITLE, GUTTER, INNER_GAP, LEAST_GAP, NODE_HEIGHT, ROW, STACK_HEIGHT } from './metrics';

/**
 * Puts one new service into a box that is there: into a free cell, else where the box can grow without touching
 * others, else below the last row, where the others will have to make room.
 */
export function placeInBox(node: LayoutNode, block: Block, others: readonly Rect[], places: Map<string, Point>): void {
  const inside = block.nodes.flatMap((other) => {
    const place = places.get(other.id);
    return place === undefined ? [] : [rectOfNode(other, place)];
  });
  const cells = cellsFor(node, inside);
  const free = cells.find((cell) => {
    const rect = rectOfNode(node, cell);
    const grown = boxAround([...inside, rect]);
    return (
      !inside.some((other) => overlaps(rect, other)) && !others.some((other) => overlaps(grown, other, LEAST_GAP - 1))
    );
  });
  const below = {
    x: centre(inside[0] ?? rectAround({ x: 0, y: 0 }, 0, 0)).x,
    y: bottom(unionOf(inside)) + ROW / 2 + 13,
  };
  places.set(node.id, free ?? below);
}

/** Cells of the box's own grid, its rows first, then one below, beside and above it. */
function cellsFor(node: LayoutNode, inside: readonly Rect[]): Point[] {
  const xs = [...new Set(inside.map((rect) => centre(rect).x))].sort((a, b) => a - b);
  const ys = [...new Set(inside.map((rect) => centre(rect).y))].sort((a, b) => a - b);
  const [left = 0, rightmost = 0] = [xs[0], xs.at(-1)];
  const [top = 0, last = 0] = [ys[0], ys.at(-1)];
  const step = node.width + INNER_GAP;
  const cross = (columns: readonly number[], rows: readonly number[]) =>
    rows.flatMap((y) => columns.map((x) => ({ x, y })));
  return [
    ...cross(xs, ys),
    ...cross(xs, [last + ROW]),
    ...cross([rightmost + step, left - step], ys),
    ...cross(xs, [top - ROW]),
  ];
}

/** Puts a whole new block where its predecessors stood, or in the free place nearest to what it talks to. */
export function placeBlock(
  block: Block,
  edges: readonly LayoutEdge[],
  others: readonly Rect[],
  places: Map<string, Point>,
  predecessors: readonly string[],
): void {
  const { width, height, inside } = arrange(block, edges, new Map());
  const before = predecessors.flatMap((id) => places.get(id) ?? []);
  const corner =
    before.length > 0
      ? cornerAt(before, block, inside)
      : freeCorner({ width, height }, wishOf(block, edges, places), others);
  for (const [id, at] of inside) places.set(id, { x: Math.round(corner.x + at.x), y: Math.round(corner.y + at.y) });
}

/** In the column where the earlier ones stood, with the top where theirs was. */
function cornerAt(before: readonly Point[], block: Block, inside: ReadonlyMap<string, Point>): Point {
  const least = (points: readonly Point[], axis: 'x' | 'y') => Math.min(...points.map((point) => point[axis]));
  const above = block.isBox ? STACK_HEIGHT / 2 : BOX_TITLE + NODE_HEIGHT / 2;
  return { x: least(before, 'x') - least([...inside.values()], 'x'), y: least(before, 'y') - above };
}

/** Beside the middle of what it talks to: to the right of sources, to the left of targets. */
function wishOf(block: Block, edges: readonly LayoutEdge[], places: ReadonlyMap<string, Point>): Point | undefined {
  const own = new Set(block.nodes.map(({ id }) => id));
  const wishes = edges.flatMap(({ from, to }) => {
    const [other, shift] = own.has(to) ? [from, 1] : own.has(from) ? [to, -1] : [undefined, 0];
    const place = other === undefined || own.has(other) ? undefined : places.get(other);
    return place === undefined ? [] : [{ x: place.x + shift * (200 + GUTTER.least), y: place.y }];
  });
  if (wishes.length === 0) return undefined;
  const mean = (axis: 'x' | 'y') => wishes.reduce((sum, point) => sum + point[axis], 0) / wishes.length;
  return { x: mean('x'), y: mean('y') };
}

/** The free place nearest to the wish, in line with the columns that are there or in a new one beside them. */
function freeCorner(
  size: { readonly width: number; readonly height: number },
  wish: Point | undefined,
  others: readonly Rect[],
): Point {
  const all = unionOf(others);
  const aim = wish ?? { x: centre(all).x, y: bottom(all) + BOX_GAP + size.height / 2 };
  const xs = [...new Set(others.map(({ x }) => x)), right(all) + GUTTER.least, all.x - GUTTER.least - size.width];
  const ys = [
    ...others.map((rect) => bottom(rect) + BOX_GAP),
    ...others.map(({ y }) => y - BOX_GAP - size.height),
    all.y,
  ];
  const corners = xs.flatMap((x) => ys.map((y) => ({ x, y })));
  const free = corners.filter((corner) => !others.some((other) => overlaps({ ...corner, ...size }, other, 24)));
  const distance = ({ x, y }: Point) =>
    Math.abs(x + size.width / 2 - aim.x) * 1.5 + Math.abs(y + size.height / 2 - aim.y);
  return (
    free.toSorted((a, b) => distance(a) - distance(b) || a.x - b.x || a.y - b.y)[0] ?? {
      x: all.x,
      y: bottom(all) + BOX_GAP,
    }
  );
}
