import { groupBy } from '../../base/collections';
import type { Point, Rect } from '../graph-view';
import { rectAround, unionOf } from '../rect';
import { BOX_PADDING, BOX_TITLE } from './metrics';

/** A node to be placed. Those with the same `box` are drawn in one. */
export interface LayoutNode {
  readonly id: string;
  readonly box: string | undefined;
  /** Lies outside the cluster. */
  readonly isOutside: boolean;
  readonly width: number;
  readonly height: number;
}

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
}

/** What moves as one: a box with its services, or a node without a box. */
export interface Block {
  /** The namespace, or the node's id. No id of a node is the name of a namespace: they hold a colon, or are `world`. */
  readonly id: string;
  readonly isBox: boolean;
  readonly nodes: readonly LayoutNode[];
}

/** Sorted as their first nodes are. */
export function blocksOf(nodes: readonly LayoutNode[]): Block[] {
  const groups = groupBy(nodes, ({ id, box }) => (box === undefined ? `node ${id}` : `box ${box}`));
  return [...groups.values()].map((members) => {
    const first = members[0];
    return { id: first?.box ?? first?.id ?? '', isBox: first?.box !== undefined, nodes: members };
  });
}

export const rectOfNode = (node: LayoutNode, place: Point): Rect => rectAround(place, node.width, node.height);

/** The box around services that stand at the given rectangles. */
export function boxAround(rects: Iterable<Rect>): Rect {
  const { x, y, width, height } = unionOf(rects);
  return {
    x: x - BOX_PADDING,
    y: y - BOX_TITLE,
    width: width + 2 * BOX_PADDING,
    height: height + BOX_TITLE + BOX_PADDING,
  };
}

/** Where a block stands, from the places of its nodes; `undefined` when none of them has a place. */
export function rectOfBlock(block: Block, places: ReadonlyMap<string, Point>): Rect | undefined {
  const rects = block.nodes.flatMap((node) => {
    const place = places.get(node.id);
    return place === undefined ? [] : [rectOfNode(node, place)];
  });
  if (rects.length === 0) return undefined;
  return block.isBox ? boxAround(rects) : unionOf(rects);
}
