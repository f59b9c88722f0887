/** Many connections to one place, denied alike, are one thing to read. */
import type { MapEdge } from '../../../analysis/answers';
import { groupBy } from '../../../base/collections';
import { kindOf } from '../../../graph/edge-kind';

/** Edges with one target and one decider; one edge alone is a fold of itself. */
export interface EdgeFold {
  readonly first: MapEdge;
  readonly count: number;
}

/** Fewer say more one by one. */
const LEAST = 4;

/** In the order of the first edge of each. */
export function foldByTarget(edges: readonly MapEdge[]): readonly EdgeFold[] {
  const alike = groupBy(edges, (edge) => `${edge.to} ${kindOf(edge)} ${edge.decider?.tag ?? ''}`);
  const folds = [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return group.length < LEAST ? group.map((edge) => ({ first: edge, count: 1 })) : [{ first, count: group.length }];
  });
  const places = new Map(edges.map(({ id }, place) => [id, place]));
  return folds.toSorted((a, b) => (places.get(a.first.id) ?? 0) - (places.get(b.first.id) ?? 0));
}
