import { sortedBy } from '../../base/order';
import type { LayoutEdge } from './block';
import { flowLevels } from './flow-levels';

/** Columns of ids, each from top to bottom. */
export type Grid = readonly (readonly string[])[];

/** Where a service would like to stand because of what it talks to outside its box: a row, counted from 0. */
export type Pulls = ReadonlyMap<string, number>;

/** A box of more services than this gets more columns, so that it stays about as wide as it is high. */
const ROWS_PER_COLUMN = 3.4;

/**
 * Arranges the services of one box: flow from left to right in columns when there are many, otherwise from top to
 * bottom in one column, with services that talk to each other side by side. Ids must be sorted.
 */
export function arrangeInside(ids: readonly string[], edges: readonly LayoutEdge[], pulls: Pulls): Grid {
  const known = new Set(ids);
  const inner = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const levels = flowLevels(ids, inner);
  const columns = ids.length <= 7 ? 1 : Math.max(2, Math.round(Math.sqrt(ids.length / ROWS_PER_COLUMN)));
  const rows = Math.ceil(ids.length / columns);
  const joined = new Set(inner.flatMap(({ from, to }) => [from, to]));
  const byLevel = sortedBy(ids, (id) => `${String(levels.get(id) ?? 0).padStart(6, '0')} ${joined.has(id) ? 0 : 1}`);
  const grid = Array.from({ length: columns }, (_, c) => byLevel.slice(c * rows, (c + 1) * rows));
  return improve(
    grid.filter((column) => column.length > 0),
    inner,
    pulls,
  );
}

/** Moves services within their columns while that makes the picture better. Ends: the cost falls at every move. */
function improve(grid: readonly string[][], edges: readonly LayoutEdge[], pulls: Pulls): Grid {
  const touching = edgesByEnd(edges);
  const cells: Cells = new Map();
  for (const [c, column] of grid.entries()) settle(cells, column, c);
  const costOf = (column: readonly string[]) => column.reduce((sum, id) => sum + costAt(id, cells, touching, pulls), 0);
  for (let pass = 0, better = true; better && pass < 12; pass++) {
    better = false;
    for (const [c, column] of grid.entries()) {
      for (const [from, to] of movesIn(column.length)) {
        const before = costOf(column);
        move(column, from, to);
        settle(cells, column, c);
        if (costOf(column) < before - 1e-6) better = true;
        else {
          move(column, to, from);
          settle(cells, column, c);
        }
      }
    }
  }
  return grid;
}

/** Every way to take one of `count` out and put it in elsewhere; in large columns only nearby. */
function* movesIn(count: number): Generator<readonly [number, number]> {
  const reach = count > 12 ? 2 : count;
  for (let from = 0; from < count; from++) {
    for (let to = Math.max(0, from - reach); to < Math.min(count, from + reach + 1); to++) {
      if (to !== from) yield [from, to];
    }
  }
}

function move(column: string[], from: number, to: number): void {
  column.splice(to, 0, ...column.splice(from, 1));
}

function settle(cells: Cells, column: readonly string[], c: number): void {
  for (const [row, id] of column.entries()) cells.set(id, { c, row });
}

interface Cell {
  readonly c: number;
  readonly row: number;
}

type Cells = Map<string, Cell>;

/** In one column an edge should join neighbours and run down; between columns it should be level. */
function costAt(
  id: string,
  cells: ReadonlyMap<string, Cell>,
  touching: ReadonlyMap<string, readonly LayoutEdge[]>,
  pulls: Pulls,
): number {
  const own = cells.get(id);
  if (own === undefined) return 0;
  let cost = Math.abs(own.row - (pulls.get(id) ?? own.row)) * 0.4;
  for (const { from, to } of touching.get(id) ?? []) {
    const [a, b] = [cells.get(from), cells.get(to)];
    if (a === undefined || b === undefined) continue;
    const apart = Math.abs(a.row - b.row);
    cost += a.c === b.c ? 3 * (apart - 1) + (b.row < a.row ? 1.5 : 0) : apart;
  }
  return cost;
}

function edgesByEnd(edges: readonly LayoutEdge[]): ReadonlyMap<string, readonly LayoutEdge[]> {
  const byEnd = new Map<string, LayoutEdge[]>();
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      const list = byEnd.get(end);
      if (list === undefined) byEnd.set(end, [edge]);
      else list.push(edge);
    }
  }
  return byEnd;
}
