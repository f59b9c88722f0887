import type { Task } from '../../base/task';
import { drawing } from '../drawing';
import type { Places, Point } from '../graph-view';
import { overlaps } from '../rect';
import { blocksOf, type LayoutEdge, type LayoutNode, rectOfBlock } from './block';
import { layOut } from './lay-out';
import { LEAST_GAP } from './metrics';
import { placeBlock, placeInBox } from './place-new';
import { settle } from './settle';

/** With fewer known nodes than this share, it is another picture, and laid out as one. */
const FAMILIAR = 1 / 3;

/**
 * Where each node stands. A node in `previous` stays there, whatever else comes or goes; only where a box has grown
 * into its neighbours, those below it make room. New services go into their box, new boxes next to what they talk to.
 * `comesFrom` tells, for a node that is new, which earlier ids it takes the place of. Nodes must be sorted by id. The
 * answer holds earlier places too, of nodes that are not drawn now.
 */
export function* placeNodes(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  previous: Places | undefined,
  comesFrom: (id: string) => readonly string[],
): Task<Places> {
  const known = nodes.filter(({ id }) => previous?.has(id) === true).length;
  if (previous === undefined || known < nodes.length * FAMILIAR) return yield* layOut(nodes, edges);
  const places = new Map<string, Point>(previous);
  if (known < nodes.length) yield* placeTheNew(nodes, edges, places, comesFrom);
  yield drawing;
  const blocks = blocksOf(nodes);
  const rects = blocks.map((block) => rectOfBlock(block, places));
  const collide = rects.some((a, i) => rects.some((b, j) => i < j && a && b && overlaps(a, b, LEAST_GAP - 4)));
  if (collide) settle(blocks, places);
  return places;
}

function* placeTheNew(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  places: Map<string, Point>,
  comesFrom: (id: string) => readonly string[],
): Task<void> {
  const blocks = blocksOf(nodes);
  for (const block of blocks) {
    const fresh = block.nodes.filter(({ id }) => !places.has(id));
    if (fresh.length === 0) continue;
    yield drawing;
    const others = blocks.flatMap((other) => (other === block ? [] : (rectOfBlock(other, places) ?? [])));
    if (fresh.length < block.nodes.length) {
      for (const node of fresh) placeInBox(node, block, others, places);
    } else {
      placeBlock(
        block,
        edges,
        others,
        places,
        fresh.flatMap(({ id }) => comesFrom(id)),
      );
    }
  }
}
