import type { ElementDefinition } from 'cytoscape';
import { COUNT_SIZE, labelRoom, PILL_PADDING } from '../graph/draw-nodes';
import type { GraphEdge, GraphNode, GraphView, NamespaceBox, Point, Rect } from '../graph/graph-view';
import { centre, rectAround } from '../graph/rect';
import { pointsOn } from '../graph/route/curve';
import { TAG_HEIGHT, tagWidth } from '../graph/route/place-tags';
import { textWidth } from '../graph/text-width';

/**
 * The elements that draw a view. What one element of the library cannot show is several: a service is a box with its
 * name, and a text without a box for the number of its pods. `owner` names the node or edge of the view that such a
 * part belongs to; parts without one belong to nobody.
 */
export function toElements(view: GraphView): ElementDefinition[] {
  const centres = centresOf(view);
  return [
    ...view.boxes.flatMap(boxElements),
    ...view.nodes.flatMap(nodeElements),
    ...view.edges.map((edge) => edgeElement(edge, centres, isAsked(edge, view))),
    ...view.edges.flatMap(tagElements),
  ];
}

type Centres = ReadonlyMap<string, Point>;

/** Middles of the nodes of a view, by id. */
export const centresOf = (view: GraphView): Centres => new Map(view.nodes.map(({ id, rect }) => [id, centre(rect)]));

const partId = (part: string, owner: string) => `${part} ${owner}`;

function part(
  id: string,
  rect: Rect,
  data: { readonly label: string; readonly owner?: string; readonly room?: number; readonly namespace?: string },
  classes: readonly string[],
): ElementDefinition {
  const { width, height } = rect;
  return {
    group: 'nodes',
    data: { id, width, height, room: width, ...data },
    position: centre(rect),
    classes: classes.join(' '),
  };
}

function boxElements({ id, namespace, rect, emphasis }: NamespaceBox): ElementDefinition[] {
  const title = { x: rect.x + 13, y: rect.y + 6, width: rect.width - 26, height: 24 };
  return [
    part(id, rect, { label: '' }, ['box']),
    part(partId('title', id), title, { label: namespace, namespace }, ['title', emphasis]),
  ];
}

function nodeElements(node: GraphNode): ElementDefinition[] {
  const { id, shape, label, count, namespace, rect, emphasis, selected, badges } = node;
  const look = { box: 'service', pill: 'pill', stack: 'stack' }[shape];
  const room = roomOf(node);
  const stands = shape === 'stack' && namespace !== undefined ? { namespace } : {};
  const main = part(id, rect, { label, owner: id, room, ...stands }, [
    look,
    emphasis,
    ...(selected ? ['selected'] : []),
  ]);
  const tags = badges.map(({ rect: place, text, kind }, i) =>
    part(partId(`badge${i}`, id), place, { label: text, owner: id }, ['badge', kind, emphasis]),
  );
  return count === '' ? [main, ...tags] : [main, countElement(node), ...tags];
}

/** How wide the label may be. */
function roomOf({ shape, rect, count }: GraphNode): number {
  if (shape === 'box') return labelRoom(rect.width, count);
  return rect.width - (shape === 'pill' ? 2 * PILL_PADDING : 22);
}

function countElement({ id, shape, rect, count, emphasis }: GraphNode): ElementDefinition {
  const isBelow = shape === 'stack';
  const width = textWidth(count, COUNT_SIZE) + 4;
  const place = isBelow
    ? { x: rect.x + 11, y: rect.y + rect.height / 2 + 1, width, height: 16 }
    : { x: rect.x + rect.width - 10 - width, y: rect.y, width, height: rect.height };
  return part(countIdOf(id), place, { label: count }, ['count', emphasis, ...(isBelow ? ['below'] : [])]);
}

/** What the selection asks about: the selected edge, or those between the two selected ends. */
export const isAsked = (edge: GraphEdge, { selection }: GraphView): boolean =>
  edge.selected || (selection.includes(edge.from) && selection.includes(edge.to));

export function edgeElement(edge: GraphEdge, centres: Centres, asked: boolean): ElementDefinition {
  const { id, from, to, kind, emphasis, route } = edge;
  const offset = (point: Point, node: string) => {
    const middle = centres.get(node) ?? point;
    return `${round(point.x - middle.x)}px ${round(point.y - middle.y)}px`;
  };
  const curve = route.controls.map((point) => relativeTo(route.start, route.end, point));
  return {
    group: 'edges',
    data: {
      id,
      owner: id,
      source: from,
      target: to,
      start: offset(route.start, from),
      end: offset(route.end, to),
      distances: curve.map(({ distance }) => distance).join(' '),
      weights: curve.map(({ weight }) => weight).join(' '),
    },
    classes: [kind, emphasis, ...(curve.length > 0 ? ['curved'] : []), ...(asked ? ['asked'] : [])].join(' '),
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

/** A control point as the library wants it: how far along the line between the ends, and how far to its side. */
function relativeTo(start: Point, end: Point, point: Point) {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  const [px, py] = [point.x - start.x, point.y - start.y];
  return {
    weight: Math.round(((px * dx + py * dy) / (length * length)) * 1e5) / 1e5,
    distance: round((py * dx - px * dy) / length),
  };
}

function tagElements({ id, tag, kind, emphasis }: GraphEdge): ElementDefinition[] {
  if (tag === undefined) return [];
  const pinned = tag.pinned ? ['pinned'] : [];
  return [part(tagIdOf(id), tag.rect, { label: tag.text, owner: id }, ['tag', kind, emphasis, ...pinned])];
}

export const tagIdOf = (edge: string): string => partId('tag', edge);
export const countIdOf = (node: string): string => partId('count', node);

/** The whole label of an edge, shown over its middle while it is hovered. */
export function hoverTagElement(edge: GraphEdge): ElementDefinition[] {
  const points = pointsOn(edge.route);
  const middle = edge.tag === undefined ? points[Math.floor(points.length / 2)] : centre(edge.tag.rect);
  if (middle === undefined || edge.tag?.text === edge.label) return [];
  const rect = rectAround(middle, tagWidth(edge.label), TAG_HEIGHT);
  return [
    part(partId('hover', edge.id), rect, { label: edge.label, owner: edge.id }, ['tag', edge.kind, 'pinned', 'strong']),
  ];
}
