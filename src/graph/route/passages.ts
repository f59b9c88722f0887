import { right } from '../rect';
import type { Passage } from './lanes';
import type { Scene, Stand } from './scene';

const NODE_MARGIN = 10;
const BLOCK_MARGIN = 14;

/** The passages of an edge that runs to the right, from the one out of its band to the one into the other's. */
export function passagesBetween(from: Stand, to: Stand, scene: Scene): Passage[] {
  if (from.band === to.band) return innerPassages(from, to);
  const passages = [outOf(from, scene)];
  for (let band = from.band + 1; band < to.band; band++) {
    const { left, right: end, blocks } = scene.bands[band] ?? { left: 0, right: 0, blocks: [] };
    const obstacles = blocks.map(({ rect }) => rect);
    passages.push({ key: `band ${band}`, left, right: end, obstacles, margin: BLOCK_MARGIN });
  }
  passages.push(into(to, scene));
  return passages.filter(({ obstacles }) => obstacles.length > 0);
}

/** What stands to the right of a node in its own band: the rest of its box, and wider boxes above and below. */
export function outOf(stand: Stand, { bands }: Scene): Passage {
  const edge = right(stand.rect);
  const band = bands[stand.band];
  const beside = (band?.blocks ?? []).flatMap((block) => (block === stand.block ? block.inside : [block.rect]));
  const obstacles = beside.filter((rect) => right(rect) > edge + 1);
  const left = Math.min(...obstacles.map(({ x }) => Math.max(x, edge)));
  return {
    key: `out ${stand.block.rect.x} ${stand.block.rect.y}`,
    left,
    right: band?.right ?? edge,
    obstacles,
    margin: NODE_MARGIN,
  };
}

function into(stand: Stand, { bands }: Scene): Passage {
  const edge = stand.rect.x;
  const band = bands[stand.band];
  const beside = (band?.blocks ?? []).flatMap((block) => (block === stand.block ? block.inside : [block.rect]));
  const obstacles = beside.filter((rect) => rect.x < edge - 1);
  const last = Math.max(...obstacles.map((rect) => Math.min(right(rect), edge)));
  return {
    key: `in ${stand.block.rect.x} ${stand.block.rect.y}`,
    left: band?.left ?? edge,
    right: last,
    obstacles,
    margin: NODE_MARGIN,
  };
}

/** Between two columns of one band: what stands between them. */
function innerPassages(from: Stand, to: Stand): Passage[] {
  const [left, rightEnd] = [right(from.rect), to.rect.x];
  const blocks = from.block === to.block ? [from.block] : [from.block, to.block];
  const obstacles = blocks.flatMap(({ inside }) => inside.filter((rect) => rect.x >= left && right(rect) <= rightEnd));
  if (obstacles.length === 0) return [];
  const ends = obstacles.map(right);
  const starts = obstacles.map(({ x }) => x);
  const key = `within ${from.block.rect.x} ${from.block.rect.y}`;
  return [{ key, left: Math.min(...starts), right: Math.max(...ends), obstacles, margin: NODE_MARGIN }];
}
