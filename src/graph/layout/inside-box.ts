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
  const byLevel = sortedBy(ids, (id) => String(levels.get(id) ?? 0).padStart(6, '0'));
  const grid = Array.from({ length: columns }, (_, c) => byLevel.slice(c * rows, (c + 1) * rows));
  return improve(
    grid.filter((column) => column.length > 0),
    inner,
    pulls,
  );
}

/** Swaps two services of a column while that makes the picture better. Ends, because the cost falls at every swap. */
function improve(grid: readonly string[][], edges: readonly LayoutEdge[], pulls: Pulls): Grid {
  const touching = edgesByEnd(edges);
  const cells = new Map(grid.flatMap((column, c) => column.map((id, row) => [id, { c, row }] as const)));
  const costOf = (id: string) => costAt(id, cells, touching, pulls);
  for (let pass = 0, better = true; better && pass < 12; pass++) {
    better = false;
    for (const [c, column] of grid.entries()) {
      for (let i = 0; i < column.length; i++) {
        for (let j = i + 1; j < column.length; j++) {
          const [a, b] = [column[i], column[j]];
          if (a === undefined || b === undefined) continue;
          const before = costOf(a) + costOf(b);
          cells.set(a, { c, row: j }).set(b, { c, row: i });
          if (costOf(a) + costOf(b) < before - 1e-6) {
            [column[i], column[j]] = [b, a];
            better = true;
          } else cells.set(a, { c, row: i }).set(b, { c, row: j });
        }
      }
    }
  }
  return grid;
}

type Cells = ReadonlyMap<string, { readonly c: number; readonly row: number }>;

/** In one column an edge should join neighbours and run down; between columns it should be level. */
function costAt(id: string, cells: Cells, touching: ReadonlyMap<string, readonly LayoutEdge[]>, pulls: Pulls): number {
  const own = cells.get(id);
  if (own === undefined) return 0;
  let cost = Math.abs(own.row - (pulls.get(id) ?? own.row)) * 0.4;
  for (const { from, to } of touching.get(id) ?? []) {
    const [a, b] = [cells.get(from), cells.get(to)];
    if (a === undefined || b === undefined) continue;
    const apart = Math.abs(a.row - b.row);
    cost += a.c === b.c ? 3 * (apart - 1) + (b.row < a.row ? 1 : 0) : apart;
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
