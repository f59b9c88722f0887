import type { Point } from '../graph/graph-view';
import type { EdgeLook } from './edge-look';

/** How far an arrow reaches back from its tip: where its line should end. */
export const ARROW_LENGTH: Readonly<Record<EdgeLook['arrow'], number>> = { triangle: 8, vee: 5, tee: 2.5 };

/** Corners as shares of the direction and of its right-hand side, in pixels. */
const CORNERS: Readonly<Record<EdgeLook['arrow'], readonly (readonly [number, number])[]>> = {
  triangle: [
    [0, 0],
    [-8.5, 4.2],
    [-8.5, -4.2],
  ],
  vee: [
    [0, 0],
    [-8.5, 4.4],
    [-5.5, 0],
    [-8.5, -4.4],
  ],
  tee: [
    [0, 5],
    [-2.8, 5],
    [-2.8, -5],
    [0, -5],
  ],
};

/** An arrow head as a path in SVG's notation, which a canvas reads too. `direction` has length 1. */
export function arrowPath(arrow: EdgeLook['arrow'], tip: Point, direction: Point): string {
  const corners = CORNERS[arrow].map(([along, aside]) => {
    const x = tip.x + along * direction.x - aside * direction.y;
    const y = tip.y + along * direction.y + aside * direction.x;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${corners.join('L')}Z`;
}
