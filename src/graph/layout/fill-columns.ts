import { sortedBy } from '../../base/order';
import type { Task } from '../../base/task';
import { drawing } from '../drawing';
import type { LayoutEdge } from './block';
import { flowLevels } from './flow-levels';
import { ASPECT, GUTTER } from './metrics';

/** A block as far as columns go. `gap` is what follows it. `isOutside`: what lies outside the cluster. */
export interface Piece {
  readonly id: string;
  readonly isOutside: boolean;
  readonly width: number;
  readonly height: number;
  readonly gap: number;
}

/** What size costs: the zoom at which all is in sight. */
const SIZE = 1.9;
/** What an edge inside a column costs, as a share of all edges. */
const INSIDE = 1.8;
/** The share of it when the edge is one to or from outside, which is often just a line down to the next box. */
const OUTSIDE_SHARE = 0.4;
/** What one more column may cost while breaking; the size of the whole is known only afterwards. */
const COLUMN_COSTS = [0.01, 0.05, 0.1, 0.16, 0.24, 0.4];
/** What an edge costs for each column that it passes. */
const PASSING = 0.25;

/**
 * Distributes pieces over columns in the order of the flow, so that the picture fills an area of our aspect ratio, few
 * edges join pieces of one column and few pass a column. Tries a range of height limits, and of eagerness to save columns, and takes the best;
 * for one of them, where to break the sequence is solved exactly. Pieces that no edge joins fill what is left. Pieces must be
 * sorted by id; edges join pieces.
 */
export function* fillColumns(pieces: readonly Piece[], edges: readonly LayoutEdge[]): Task<Piece[][]> {
  const joined = edges.filter(({ from, to }) => from !== to);
  const ends = new Set(joined.flatMap(({ from, to }) => [from, to]));
  const flowing = inFlowOrder(
    pieces.filter(({ id }) => ends.has(id)),
    joined,
  );
  const lonely = pieces.filter(({ id }) => !ends.has(id));
  yield drawing;
  const inside = insideWeights(flowing, joined);
  const costOf = costMaker(pieces, joined);

  let best: { readonly columns: Piece[][]; readonly cost: number } | undefined;
  for (const limit of limitsFor(pieces)) {
    yield drawing;
    for (const perColumn of COLUMN_COSTS) {
      const columns = addLonely(breakAt(flowing, inside, { limit, perColumn }), lonely, limit);
      const cost = costOf(columns);
      if (best === undefined || cost < best.cost - 1e-9) best = { columns, cost };
    }
  }
  return best?.columns ?? [];
}

function inFlowOrder(pieces: readonly Piece[], edges: readonly LayoutEdge[]): Piece[] {
  const levels = flowLevels(
    pieces.map(({ id }) => id),
    edges,
  );
  return sortedBy(pieces, ({ id }) => String(levels.get(id) ?? 0).padStart(6, '0'));
}

const heightOf = (column: readonly Piece[]) =>
  column.reduce((sum, { height, gap }) => sum + height + gap, -(column.at(-1)?.gap ?? 0));

/** From the highest piece to all in one column, in steps of a seventh. */
function limitsFor(pieces: readonly Piece[]): number[] {
  const limits: number[] = [];
  const most = heightOf(pieces);
  for (let limit = Math.max(1, ...pieces.map(({ height }) => height)); limit < most; limit *= 1.15) limits.push(limit);
  return [...limits, most];
}

/** `[i][j]`: what it costs that the edges between piece i and those up to, without, j run inside one column. */
function insideWeights(pieces: readonly Piece[], edges: readonly LayoutEdge[]): readonly number[][] {
  const index = new Map(pieces.map(({ id }, i) => [id, i]));
  const weights = pieces.map(() => pieces.map(() => 0));
  for (const { from, to } of edges) {
    const [a, b] = [index.get(from), index.get(to)];
    if (a === undefined || b === undefined) continue;
    for (const [i, j] of [[a, b] as const, [b, a] as const]) {
      const row = weights[i];
      if (row !== undefined) row[j] = (row[j] ?? 0) + insideCost(pieces[a], pieces[b]) / edges.length;
    }
  }
  for (const [i, row] of weights.entries()) {
    let sum = 0;
    for (let j = 0; j <= pieces.length; j++) {
      const own = j > i ? (row[j] ?? 0) : 0;
      row[j] = sum;
      sum += own;
    }
  }
  return weights;
}

const insideCost = (a: Piece | undefined, b: Piece | undefined) =>
  a?.isOutside === true || b?.isOutside === true ? INSIDE * OUTSIDE_SHARE : INSIDE;

/** The cheapest way to break the sequence into columns of at most `limit`. */
function breakAt(
  pieces: readonly Piece[],
  inside: readonly (readonly number[])[],
  { limit, perColumn }: { readonly limit: number; readonly perColumn: number },
): Piece[][] {
  const costs = [0];
  const starts = [0];
  for (let end = 1; end <= pieces.length; end++) {
    let [best, at, height, within] = [Infinity, end - 1, 0, 0];
    for (let start = end - 1; start >= 0; start--) {
      const piece = pieces[start];
      height += (piece?.height ?? 0) + (start === end - 1 ? 0 : (piece?.gap ?? 0));
      if (height > limit && start < end - 1) break;
      within += inside[start]?.[end] ?? 0;
      const cost = (costs[start] ?? 0) + within + perColumn;
      if (cost < best) [best, at] = [cost, start];
    }
    costs.push(best);
    starts.push(at);
  }
  const columns: Piece[][] = [];
  for (let end = pieces.length; end > 0; end = starts[end] ?? 0) columns.unshift(pieces.slice(starts[end] ?? 0, end));
  return columns;
}

/** Each to the lowest column that has room, else to a new one at the right. */
function addLonely(columns: readonly (readonly Piece[])[], lonely: readonly Piece[], limit: number): Piece[][] {
  const filled = columns.map((column) => [...column]);
  for (const piece of lonely) {
    const room = filled.filter((column) => heightOf([...column, piece]) <= limit);
    const lowest = room.reduce<Piece[] | undefined>(
      (best, column) => (best === undefined || heightOf(column) < heightOf(best) ? column : best),
      undefined,
    );
    if (lowest === undefined) filled.push([piece]);
    else lowest.push(piece);
  }
  return filled;
}

/** What columns of these pieces cost. Edges are looked at again and again, so they are numbers. */
function costMaker(
  pieces: readonly Piece[],
  edges: readonly LayoutEdge[],
): (columns: readonly (readonly Piece[])[]) => number {
  const places = new Map(pieces.map(({ id }, place) => [id, place]));
  const ties = edges.flatMap(({ from, to }) => {
    const [a, b] = [places.get(from), places.get(to)];
    return a === undefined || b === undefined ? [] : [{ a, b, inside: insideCost(pieces[a], pieces[b]) }];
  });
  const columnOf = new Int32Array(pieces.length);
  return (columns) => {
    const width = columns.reduce((sum, column) => sum + Math.max(0, ...column.map((piece) => piece.width)), 0);
    const whole = width + (columns.length - 1) * GUTTER.least;
    const height = Math.max(0, ...columns.map(heightOf));
    for (const [c, column] of columns.entries()) {
      for (const { id } of column) columnOf[places.get(id) ?? -1] = c;
    }
    let lines = 0;
    for (const { a, b, inside } of ties) {
      const span = Math.abs((columnOf[a] as number) - (columnOf[b] as number));
      lines += span === 0 ? inside : PASSING * (span - 1);
    }
    return SIZE * Math.log(Math.max(whole, height * ASPECT, 1)) + (edges.length === 0 ? 0 : lines / edges.length);
  };
}
