import { groupBy } from '../base/collections';
import { sortedBy } from '../base/order';
import type { Task } from '../base/task';
import type { Emphases } from './emphasis';
import type { Sketch, SketchNode } from './fold-map';
import type { GraphBadge, GraphEdge, GraphNode, NamespaceBox, Places, Point, Rect } from './graph-view';
import { flowOf } from './flow';
import type { HubCount } from './hubs';
import { boxAround, type LayoutNode } from './layout/block';
import { BOX_PADDING, NODE_HEIGHT, PILL_HEIGHT, STACK_HEIGHT } from './layout/metrics';
import { placeNodes } from './layout/place-nodes';
import { rectAroundRoute } from './route/curve';
import { bottom, rectAround, right, unionOf } from './rect';
import { textWidth } from './text-width';

export const LABEL_SIZE = 12;
export const COUNT_SIZE = 11;
export const BADGE_SIZE = 10;
/** Of what lies outside: small enough for an address. */
export const PILL_SIZE = 11;
export const PILL_PADDING = 8;

/** Places for all nodes. They follow from the map, not from the choices. */
export function* placesFor(sketch: Sketch, previous: Places | undefined): Task<Places> {
  const width = nodeWidthFor(sketch.nodes);
  const nodes = sketch.nodes.map((node) => layoutNodeOf(node, width));
  const isKnown = previous !== undefined && nodes.every(({ id }) => previous.has(id));
  const edges = isKnown ? [] : flowOf(sketch);
  const heirs = new Map(sketch.nodes.map((node) => [node.id, predecessorsOf(node)]));
  return yield* placeNodes(nodes, edges, previous, (id) => heirs.get(id) ?? []);
}

/** A collapsed namespace takes the place of its services, and they take its place again. */
const predecessorsOf = ({ shape, namespace, members }: SketchNode): readonly string[] =>
  shape === 'stack' ? members : namespace === undefined ? [] : [`ns:${namespace}`];

const layoutNodeOf = ({ id, shape, namespace }: SketchNode, width: number): LayoutNode => ({
  id,
  box: shape === 'box' ? namespace : undefined,
  isOutside: shape === 'pill',
  width: shape === 'stack' ? width + 2 * BOX_PADDING : width,
  height: { box: NODE_HEIGHT, pill: PILL_HEIGHT, stack: STACK_HEIGHT }[shape],
});

const WIDTHS = [116, 140, 164];

/** The least width at which six labels of seven are whole. One for all, so that columns stay columns. */
export function nodeWidthFor(nodes: readonly SketchNode[]): number {
  const needs = nodes
    .filter(({ shape }) => shape === 'box')
    .map(({ label, count }) => textWidth(label, LABEL_SIZE) - labelRoom(0, count))
    .sort((a, b) => a - b);
  const needed = needs[Math.floor(needs.length * 0.85)] ?? 0;
  return WIDTHS.find((width) => width >= needed) ?? 164;
}

/** How wide a label may be in a node of this width. */
export const labelRoom = (width: number, count: string): number => width - 30 - textWidth(count, COUNT_SIZE);

export function drawnNodes(
  { nodes }: Sketch,
  places: Places,
  { ofNode }: Emphases,
  badges: ReadonlyMap<string, readonly GraphBadge[]>,
  selection: readonly string[],
): GraphNode[] {
  const width = nodeWidthFor(nodes);
  return nodes.map((node) => {
    const { id, kind, shape, label, count, namespace, detail } = node;
    const rect = rectOf(node, places, width);
    const selected = selection.includes(id);
    const emphasis = ofNode(node);
    return { id, kind, shape, label, count, namespace, rect, emphasis, selected, badges: badges.get(id) ?? [], detail };
  });
}

function rectOf(node: SketchNode, places: Places, width: number): Rect {
  const layoutNode = layoutNodeOf(node, width);
  return rectAround(places.get(node.id) ?? NOWHERE, layoutNode.width, layoutNode.height);
}

const NOWHERE: Point = { x: 0, y: 0 };

/** A namespace's box around its services. Sorted by namespace. */
export function boxesOf(nodes: readonly GraphNode[]): NamespaceBox[] {
  const groups = groupBy(
    nodes.filter(({ shape, namespace }) => shape === 'box' && namespace !== undefined),
    ({ namespace }) => namespace ?? '',
  );
  return sortedBy(groups, ([namespace]) => namespace).map(([namespace, members]) => ({
    id: `box:${namespace}`,
    namespace,
    services: members.length,
    rect: boxAround(members.map(({ rect }) => rect)),
    emphasis: members.every(({ emphasis }) => emphasis === 'receded') ? 'receded' : 'normal',
  }));
}

/** Badges hang below the corners of their node, right first: upright edges run in the middle. */
export function badgesOf({ nodes, hubs }: Sketch, places: Places): ReadonlyMap<string, readonly GraphBadge[]> {
  const width = nodeWidthFor(nodes);
  const badges = new Map<string, readonly GraphBadge[]>();
  for (const node of nodes) {
    const own = hubs.get(node.id);
    if (own !== undefined) badges.set(node.id, badgesAt(rectOf(node, places, width), own));
  }
  return badges;
}

function badgesAt(node: Rect, counts: readonly HubCount[]): GraphBadge[] {
  const ends = { left: node.x - BADGE_OVERHANG, right: right(node) + BADGE_OVERHANG };
  return counts.map(({ direction, kind, count }, i) => {
    const text = `${direction} ${count}`;
    const width = Math.round(textWidth(text, BADGE_SIZE, 'bold')) + 10;
    const isRight = i % 2 === 0;
    const x = isRight ? ends.right - width : ends.left;
    if (isRight) ends.right -= width + 6;
    else ends.left += width + 6;
    return { direction, kind, count, text, rect: { x, y: bottom(node) + 4, width, height: 14 } };
  });
}

/** How far a badge sticks out beside its node; less than the padding of a box. */
const BADGE_OVERHANG = 12;

/** Around everything that is drawn. */
export function boundsOf(
  nodes: readonly GraphNode[],
  boxes: readonly NamespaceBox[],
  edges: readonly GraphEdge[],
): Rect {
  const tags = edges.flatMap(({ tag }) => (tag === undefined ? [] : [tag.rect]));
  const badges = nodes.flatMap((node) => node.badges.map(({ rect }) => rect));
  const routes = edges.map(({ route }) => rectAroundRoute(route));
  return unionOf([...nodes.map(({ rect }) => rect), ...boxes.map(({ rect }) => rect), ...badges, ...tags, ...routes]);
}
