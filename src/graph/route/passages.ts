import type { Rect } from '../graph-view';
import { bottom, right } from '../rect';
import type { Passage } from './lanes';
import type { Scene, Stand } from './scene';

const NODE_MARGIN = 10;
const BLOCK_MARGIN = 14;
/** How far above and below its box a curve may pass its services. */
const REACH = 26;
/** The padding of a box sticks out this far beyond a node of the same column, which no bend minds. */
const STICKING_OUT = 20;

/** The passages of an edge that runs to the right, from the one out of its box to the one into the other's. */
export function passagesBetween(from: Stand, to: Stand, scene: Scene): Passage[] {
  if (from.block === to.block) return present(within(from, to));
  const passages = [outOf(from, scene)];
  for (let band = from.band + 1; band < to.band; band++) {
    const { left, right: end, blocks } = scene.bands[band] ?? { left: 0, right: 0, blocks: [] };
    const obstacles = blocks.map(({ rect }) => rect);
    passages.push({ key: `band ${band}`, left, right: end, obstacles, margin: BLOCK_MARGIN });
  }
  return [...passages, into(to, scene)].flatMap(present);
}

const present = (passage: Passage | undefined) => (passage === undefined ? [] : [passage]);

/** Past the services to the right of a node in its box; `undefined` when there are none. */
export function outOf(stand: Stand, scene: Scene): Passage | undefined {
  const obstacles = stand.block.inside.filter((other) => other.x >= right(stand.rect));
  if (obstacles.length === 0) return undefined;
  const left = Math.min(...obstacles.map(({ x }) => x));
  const end = columnOf(stand, scene).right;
  return {
    key: `out ${keyOf(stand.block.rect)}`,
    left,
    right: end,
    obstacles: [...obstacles, ...beyondBox(stand)],
    margin: NODE_MARGIN,
  };
}

function into(stand: Stand, scene: Scene): Passage | undefined {
  const obstacles = stand.block.inside.filter((other) => right(other) <= stand.rect.x);
  if (obstacles.length === 0) return undefined;
  const end = Math.max(...obstacles.map(right));
  const { left } = columnOf(stand, scene);
  return {
    key: `in ${keyOf(stand.block.rect)}`,
    left,
    right: end,
    obstacles: [...obstacles, ...beyondBox(stand)],
    margin: NODE_MARGIN,
  };
}

/** The box's title, and all that is out of reach: other boxes of the column stand above and below. */
function beyondBox({ block: { rect, title } }: Stand): Rect[] {
  const far = { x: rect.x, width: rect.width, height: 1e6 };
  return [
    ...(title === undefined ? [] : [title]),
    { ...far, y: rect.y - 1e6 - REACH },
    { ...far, y: bottom(rect) + REACH },
  ];
}

const blocksBeside = ({ band, block }: Stand, { bands }: Scene): Rect[] =>
  (bands[band]?.blocks ?? []).filter((other) => other !== block).map(({ rect }) => rect);

const columnOf = ({ band, block }: Stand, { bands }: Scene) =>
  bands[band] ?? { left: block.rect.x, right: right(block.rect) };

/** Past what stands between two columns of one box. */
function within(from: Stand, to: Stand): Passage | undefined {
  const obstacles = from.block.inside.filter((rect) => rect.x >= right(from.rect) && right(rect) <= to.rect.x);
  if (obstacles.length === 0) return undefined;
  const left = Math.min(...obstacles.map(({ x }) => x));
  const end = Math.max(...obstacles.map(right));
  return { key: `within ${keyOf(from.block.rect)}`, left, right: end, obstacles, margin: NODE_MARGIN };
}

const keyOf = ({ x, y }: Rect) => `${x} ${y}`;

/** What the first and the last bend of an edge must keep clear of: what stands beside its ends in their columns. */
export function besideEnds(from: Stand, to: Stand, scene: Scene): Rect[] {
  return [
    ...from.block.inside,
    ...to.block.inside,
    ...blocksBeside(from, scene).filter((rect) => right(rect) > right(from.rect) + STICKING_OUT),
    ...blocksBeside(to, scene).filter((rect) => rect.x < to.rect.x - STICKING_OUT),
  ];
}
