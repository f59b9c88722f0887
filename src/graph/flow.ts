import { sortedBy } from '../base/order';
import { INTERESTS, interestRank } from '../analysis/interests';
import type { Sketch, SketchEdge } from './fold-map';

/** With more edges than this for each node a direction of flow is no longer to be seen. */
const MOST_PER_NODE = 6;

/**
 * The edges that the layout follows, drawn or not: class by class from the most telling on, until there are enough to
 * arrange the nodes by. Edges of hubs join everything with everything and say nothing about where it should stand.
 * Sorted by id.
 */
export function flowOf(sketch: Sketch): readonly SketchEdge[] {
  const telling = sketch.edges.filter(({ isHub, interest }) => interestRank(interest) < QUIET && !isHub);
  const flow: SketchEdge[] = [];
  for (const interest of INTERESTS) {
    const edges = telling.filter((edge) => edge.interest === interest);
    if (flow.length + edges.length <= MOST_PER_NODE * sketch.nodes.length) flow.push(...edges);
  }
  return sortedBy(flow, ({ id }) => id);
}

const QUIET = interestRank('closed');
