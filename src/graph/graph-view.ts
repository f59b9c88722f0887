/**
 * What the map draws: placed boxes, curves and tags, from a cluster's map and the reader's choices. Everything is
 * in one coordinate system: x to the right, y downwards, one unit is a pixel at zoom 1.
 */
import type { ClusterMap, EdgeInterest, MapEdge, MapNode } from '../analysis/answers';
import { memoLast } from '../base/memo-last';
import { finish, type Task } from '../base/task';
import { chooseEdges } from './choose-edges';
import { badgesOf, boundsOf, boxesOf, drawnNodes, placesFor } from './draw-nodes';
import { drawnEdges } from './draw-edges';
import { EDGE_KINDS } from './edge-kind';
import { type Emphases, emphasesOf } from './emphasis';
import { drawing } from './drawing';
import { foldMap, type Sketch, type SketchEdge } from './fold-map';
import { outlineOf } from './outline';
import { sceneOf } from './route/scene';

/** What the reader chose to see. */
export interface GraphChoices {
  /**
   * `default`: classes of edges from the most telling on, until the picture is full. `all`: every edge.
   * `allowed`, `denied`: as `default`, of edges with that verdict (a partly allowed edge is both). `selection`: only
   * edges of what is selected; without a selection, as `default`.
   */
  readonly show: 'default' | 'all' | 'allowed' | 'denied' | 'selection';
  /** Classes to draw although they do not fit. */
  readonly shownClasses: ReadonlySet<EdgeInterest>;
  /** Namespaces drawn as one node. */
  readonly collapsed: ReadonlySet<string>;
  /** At most two node ids, the source first, or one edge id. Ids that do not exist select nothing. */
  readonly selection: readonly string[];
  /** Nodes whose label, namespace or member contains this stay, the rest recedes. Empty: nobody recedes. */
  readonly search: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x`, `y` is the top left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Centres of nodes by id, of those drawn now and of those drawn earlier. Handed back so that nothing moves. */
export type Places = ReadonlyMap<string, Point>;

/** `strong`: what the selection is about. `receded`: present, at about a third of its strength. */
export type Emphasis = 'strong' | 'normal' | 'receded';

/** How an edge looks: colour, line pattern, arrow and glyph follow from this alone. */
export type EdgeKind = 'allow' | 'partial' | 'deny' | 'end-of-tier' | 'undetermined';

export interface GraphView {
  readonly nodes: readonly GraphNode[];
  readonly boxes: readonly NamespaceBox[];
  readonly edges: readonly GraphEdge[];
  /** Edges told by a badge only; `badgeEdgesAt` draws them while one of their ends is hovered. */
  readonly badged: readonly SketchEdge[];
  /** Kinds of edges that are drawn, in the order of the legend. */
  readonly legend: readonly EdgeKind[];
  /** Why edges of the map are not drawn; counts edges of the map. Sorted. */
  readonly hidden: readonly HiddenEdges[];
  readonly outline: readonly OutlineNamespace[];
  readonly places: Places;
  /** Around everything, tags included; without margins. */
  readonly bounds: Rect;
  /** As chosen, without ids that are not drawn. */
  readonly selection: readonly string[];
}

export interface GraphNode {
  /** As on the map; `ns:shop` for a collapsed namespace. */
  readonly id: string;
  readonly kind: MapNode['kind'];
  /** `box`: a service. `pill`: outside the cluster. `stack`: a whole namespace, or a group of them. */
  readonly shape: 'box' | 'pill' | 'stack';
  readonly label: string;
  /** Stands at the right: the number of pods, or `5 services`; empty for what lies outside. */
  readonly count: string;
  readonly namespace: string | undefined;
  readonly rect: Rect;
  readonly emphasis: Emphasis;
  /** Itself, or an edge that ends here. */
  readonly selected: boolean;
  readonly badges: readonly GraphBadge[];
  readonly detail: string;
}

/** Says in numbers what would be too many edges. */
export interface GraphBadge {
  readonly direction: 'from' | 'to';
  readonly kind: EdgeKind;
  /** How many edges it stands for. */
  readonly count: number;
  /** `from 34`. */
  readonly text: string;
  readonly rect: Rect;
}

/** The box around the services of one namespace; its title stands inside at the top. */
export interface NamespaceBox {
  readonly id: string;
  readonly namespace: string;
  readonly services: number;
  readonly rect: Rect;
  readonly emphasis: Emphasis;
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly interest: EdgeInterest;
  /** Edges of the map that it stands for: more than one at a collapsed namespace. */
  readonly members: number;
  readonly emphasis: Emphasis;
  readonly selected: boolean;
  readonly route: Route;
  /** `undefined` where the kind needs none, or where there is no room. */
  readonly tag: EdgeTag | undefined;
  /** What the whole tag would say, room or not: `✕ security/100 · TCP 8443`. */
  readonly label: string;
}

/**
 * A smooth curve: a quadratic B-spline from `start` to `end`. Each control bends one stretch; stretches meet half way
 * between two controls. No controls: a straight line. Never exactly one.
 */
export interface Route {
  readonly start: Point;
  readonly controls: readonly Point[];
  readonly end: Point;
}

export interface EdgeTag {
  /** `✕ security/100`, or the glyph alone. */
  readonly text: string;
  /** Lies on the curve. */
  readonly rect: Rect;
  /** Shown at any zoom. The others are left out where they could not be read. */
  readonly pinned: boolean;
}

export interface HiddenEdges {
  readonly interest: EdgeInterest;
  readonly verdict: MapEdge['verdict'];
  readonly because: HiddenBecause;
  /** They are told as bundles of several edges, and belong to this class by the most telling of each bundle. */
  readonly bundled: boolean;
  readonly count: number;
}

export type HiddenBecause =
  /** The class is too large for the picture; `shownClasses` brings it back. */
  | 'class'
  /** Not of the verdict, or not of the selection, that `show` asks for. */
  | 'filter'
  /** A badge at a node counts it. */
  | 'badge'
  /** Both ends are in one collapsed namespace, or are the same node. */
  | 'inside';

/** The same picture for screen readers and tests: namespaces, what is in them, and what leaves from there. */
export interface OutlineNamespace {
  /** `undefined`: outside the cluster, or a group of several namespaces. */
  readonly namespace: string | undefined;
  /** Id of the group. */
  readonly group: string | undefined;
  readonly collapsed: boolean;
  readonly nodes: readonly OutlineNode[];
}

export interface OutlineNode {
  readonly id: string;
  readonly label: string;
  readonly pods: number;
  readonly selected: boolean;
  readonly badges: readonly string[];
  readonly edges: readonly OutlineEdge[];
}

export interface OutlineEdge {
  readonly id: string;
  /** Id and name of the other end: `payments/api`. */
  readonly to: string;
  readonly toLabel: string;
  readonly kind: EdgeKind;
  readonly label: string;
}

const foldOnce = memoLast((map: ClusterMap, collapsed: string) =>
  foldMap(map, new Set(collapsed === '' ? [] : collapsed.split('\n'))),
);

const isThere = (id: string, { nodes, edges }: Sketch) =>
  nodes.some((node) => node.id === id) || edges.some((edge) => edge.id === id);

/** What carries the ring: what is selected, and the ends of a selected edge. */
const ringedBy = (selection: readonly string[], { edges }: Sketch): readonly string[] => [
  ...selection,
  ...edges.filter(({ id }) => selection.includes(id)).flatMap(({ from, to }) => [from, to]),
];

/** Edges that only a hover shows: at normal strength. */
const EVEN: Emphases = { ofNode: () => 'normal', ofEdge: () => 'normal' };

/**
 * The picture of a map. Pure and deterministic; the order of nodes and edges in `map` does not matter. With
 * `previous`, what was placed keeps its place; without, everything is laid out anew. Costs a pass over all edges of
 * the map.
 */
export const graphViewOf = (map: ClusterMap, choices: GraphChoices, previous?: Places): GraphView =>
  finish(drawMap(map, choices, previous));

/** The same in small steps. */
export function* drawMap(map: ClusterMap, choices: GraphChoices, previous?: Places): Task<GraphView> {
  const sketch = foldOnce(map, [...choices.collapsed].sort().join('\n'));
  const selection = choices.selection.filter((id) => isThere(id, sketch));
  yield drawing;
  const chosen = chooseEdges(sketch, { ...choices, selection });
  yield drawing;
  const places = yield* placesFor(sketch, previous);
  const emphases = emphasesOf(sketch.nodes, chosen.drawn, { search: choices.search, selection });
  const badges = badgesOf(sketch, places);
  const nodes = drawnNodes(sketch, places, emphases, badges, ringedBy(selection, sketch));
  const boxes = boxesOf(nodes);
  const scene = sceneOf(nodes, boxes);
  const taken = [...badges.values()].flatMap((list) => list.map(({ rect }) => rect));
  yield drawing;
  const edges = yield* drawnEdges(chosen.drawn, scene, emphases, { selection, badges: taken });
  return {
    nodes,
    boxes,
    edges,
    badged: chosen.badged,
    legend: EDGE_KINDS.filter((kind) => edges.some((edge) => edge.kind === kind)),
    hidden: chosen.hidden,
    outline: outlineOf(sketch.nodes, edges, badges, selection),
    places,
    bounds: boundsOf(nodes, boxes, edges),
    selection,
  };
}

/** Edges that badges tell of, with their curves: those that end at a node, or the one with this id. */
export function badgeEdgesAt({ badged, nodes, boxes }: GraphView, id: string): readonly GraphEdge[] {
  const own = badged.filter((edge) => edge.id === id || edge.from === id || edge.to === id);
  if (own.length === 0) return [];
  return finish(drawnEdges(own, sceneOf(nodes, boxes), EVEN, { selection: [], badges: [] }));
}
