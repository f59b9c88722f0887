import type { GraphView, Point } from './graph-view';
import { centre } from './rect';

export type Heading = 'left' | 'right' | 'up' | 'down';

const VECTORS: Readonly<Record<Heading, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/**
 * Where an arrow key leads from a node: to the nearest node in that direction that an edge joins it with, else to the
 * nearest one at all. Without `from`, to the node nearest to the top left. `undefined` when there is none.
 */
export function stepFrom(view: GraphView, from: string | undefined, heading: Heading): string | undefined {
  const own = view.nodes.find(({ id }) => id === from);
  if (own === undefined)
    return nearest(
      view,
      ({ x, y }) => x + y,
      () => true,
    );
  const here = centre(own.rect);
  const joined = new Set(
    view.edges.flatMap((edge) => (edge.from === from ? [edge.to] : edge.to === from ? [edge.from] : [])),
  );
  const away = ({ x, y }: Point) => {
    const { x: vx, y: vy } = VECTORS[heading];
    const along = (x - here.x) * vx + (y - here.y) * vy;
    const aside = Math.abs((x - here.x) * vy - (y - here.y) * vx);
    return along > 1 && aside <= along * 3 ? along + 1.5 * aside : Infinity;
  };
  return nearest(view, away, (id) => joined.has(id)) ?? nearest(view, away, () => true);
}

function nearest(view: GraphView, away: (point: Point) => number, counts: (id: string) => boolean): string | undefined {
  let best: { readonly id: string; readonly distance: number } | undefined;
  for (const { id, rect } of view.nodes) {
    const distance = counts(id) ? away(centre(rect)) : Infinity;
    if (distance < (best?.distance ?? Infinity)) best = { id, distance };
  }
  return best?.id;
}
