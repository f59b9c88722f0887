import type { Point, Route } from '../graph-view';
import { right } from '../rect';
import { type Lane, lanesThrough } from './lanes';
import { outOf } from './passages';
import type { Scene, Stand } from './scene';

/**
 * A curve out of the right side of one node and back into the right side of another, past what stands between: along
 * the edge of their box or of their column. `track` counts from there outwards.
 */
export function routeAround(
  ends: { readonly from: Stand; readonly to: Stand; readonly start: Point; readonly end: Point },
  scene: Scene,
  { inBox, track }: { readonly inBox: boolean; readonly track: number },
): Route {
  const { from, to, start, end } = ends;
  const apart = Math.abs(end.y - start.y);
  const out = inBox ? undefined : laneOut(from, start.y, scene);
  const back = inBox ? undefined : laneOut(to, end.y, scene);
  const edge = inBox ? Math.max(right(from.rect), right(to.rect)) : (scene.bands[from.band]?.right ?? 0);
  const x = edge + (inBox ? 10 + 6 * track : 18 + 7 * track + 14 * (1 - Math.exp(-apart / 300)));
  const [y1, y2] = [out?.y ?? start.y, back?.y ?? end.y];
  const corner = Math.min(Math.abs(y2 - y1) / 2, inBox ? 30 : 64) * Math.sign(y2 - y1);
  const turn = [
    { x, y: y1 },
    { x, y: y1 + corner },
    { x, y: y2 - corner },
    { x, y: y2 },
  ];
  return { start, controls: [...legOf(start, out), ...turn, ...legOf(end, back).reverse()], end };
}

/** The lane past the rest of the box, where something stands in the way. */
function laneOut(stand: Stand, y: number, scene: Scene): Lane | undefined {
  const passage = outOf(stand, scene);
  return passage === undefined ? undefined : lanesThrough([passage], y, y)[0];
}

function legOf(port: Point, lane: Lane | undefined): Point[] {
  if (lane === undefined || Math.abs(lane.y - port.y) < 0.5) return [];
  const third = (lane.passage.left - port.x) / 3;
  return [
    { x: port.x + third, y: port.y },
    { x: port.x + 2 * third, y: lane.y },
    { x: lane.passage.left, y: lane.y },
  ];
}
