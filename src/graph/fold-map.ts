import type { ClusterMap, EdgeInterest, MapEdge, MapNode } from '../analysis/answers';
import { getOrMake, groupBy } from '../base/collections';
import { sortedBy } from '../base/order';
import { glyphOf, interestRank, kindOf } from './edge-kind';
import type { EdgeKind, GraphNode } from './graph-view';

/** The map with collapsed namespaces folded into one node each, before anything is left out or placed. */
export interface Sketch {
  /** Sorted by id. */
  readonly nodes: readonly SketchNode[];
  /** In the order of the map. */
  readonly edges: readonly SketchEdge[];
  /** Edges that fold away: both ends in one collapsed namespace, or the same node. */
  readonly inside: readonly MapEdge[];
}

export interface SketchNode {
  readonly id: string;
  readonly kind: MapNode['kind'];
  readonly shape: GraphNode['shape'];
  readonly label: string;
  readonly count: string;
  readonly namespace: string | undefined;
  readonly pods: number;
  readonly detail: string;
  readonly members: readonly string[];
}

export interface SketchEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly interest: EdgeInterest;
  readonly verdict: MapEdge['verdict'];
  /** How many edges of the map it stands for. */
  readonly members: number;
  /** Who decides, as a tag says it: `security/100`, or a mix of verdicts: `12 ✓ 3 ✕`. */
  readonly decider: string;
  /** The ports it is about; empty for a mix. */
  readonly about: string;
}

/** Id of the node that stands for a collapsed namespace; what the map itself calls a namespace's node. */
export const stackId = (namespace: string): string => `ns:${namespace}`;

export function foldMap(map: ClusterMap, collapsed: ReadonlySet<string>): Sketch {
  const owners = new Map<string, string>();
  const groups = groupBy(
    map.nodes.filter((node) => folds(node, collapsed)),
    ({ namespace }) => namespace ?? '',
  );
  for (const [namespace, nodes] of groups) {
    for (const { id } of nodes) owners.set(id, stackId(namespace));
  }
  const nodes = [
    ...map.nodes.filter(({ id }) => !owners.has(id)).map(sketchNodeOf),
    ...[...groups].map(([namespace, members]) => stackOf(namespace, members)),
  ];
  return { nodes: sortedBy(nodes, ({ id }) => id), ...foldEdges(map.edges, owners) };
}

const folds = (node: MapNode, collapsed: ReadonlySet<string>) =>
  node.kind !== 'namespace' && node.namespace !== undefined && collapsed.has(node.namespace);

function sketchNodeOf(node: MapNode): SketchNode {
  const { id, kind, label, namespace, pods, detail, members } = node;
  const shape = kind === 'namespace' ? 'stack' : isOutside(node) ? 'pill' : 'box';
  const count = shape === 'pill' ? '' : shape === 'stack' ? `${pods} pods` : String(pods);
  return { id, kind, shape, label, count, namespace, pods, detail, members };
}

const isOutside = ({ kind }: MapNode) => kind === 'network-set' || kind === 'cidr' || kind === 'world';

function stackOf(namespace: string, nodes: readonly MapNode[]): SketchNode {
  return {
    id: stackId(namespace),
    kind: 'namespace',
    shape: 'stack',
    label: namespace,
    count: nodes.length === 1 ? '1 service' : `${nodes.length} services`,
    namespace,
    pods: nodes.reduce((sum, { pods }) => sum + pods, 0),
    detail: sortedBy(nodes, ({ label }) => label)
      .map(({ label }) => label)
      .join(', '),
    members: nodes.map(({ id }) => id),
  };
}

function foldEdges(edges: readonly MapEdge[], owners: ReadonlyMap<string, string>) {
  const plain: SketchEdge[] = [];
  const inside: MapEdge[] = [];
  const bundles = new Map<string, MapEdge[]>();
  for (const edge of edges) {
    const from = owners.get(edge.from) ?? edge.from;
    const to = owners.get(edge.to) ?? edge.to;
    if (from === to) inside.push(edge);
    else if (from === edge.from && to === edge.to) plain.push(sketchEdgeOf(edge));
    else getOrMake(bundles, `${from}>${to}`, () => []).push(edge);
  }
  for (const [id, members] of bundles) plain.push(bundleOf(id, members, owners));
  return { edges: plain, inside };
}

function sketchEdgeOf(edge: MapEdge): SketchEdge {
  const { id, from, to, interest, verdict, about } = edge;
  return { id, from, to, kind: kindOf(edge), interest, verdict, members: 1, decider: edge.decider?.tag ?? '', about };
}

/** Many edges as one: as telling as the most telling of them, with the mix of their verdicts. */
function bundleOf(id: string, edges: readonly MapEdge[], owners: ReadonlyMap<string, string>): SketchEdge {
  const first = edges[0];
  const [from, to] = [first?.from ?? '', first?.to ?? ''].map((end) => owners.get(end) ?? end);
  if (first !== undefined && edges.length === 1) return { ...sketchEdgeOf(first), id, from: from ?? '', to: to ?? '' };
  const kinds = edges.map(kindOf);
  const allowed = kinds.filter((kind) => kind === 'allow' || kind === 'partial').length;
  const open = kinds.filter((kind) => kind === 'undetermined').length;
  const denied = kinds.length - allowed - open;
  const kind = bundleKind(kinds);
  const parts = [
    [allowed, glyphOf.allow],
    [denied, glyphOf.deny],
    [open, glyphOf.undetermined],
  ] as const;
  return {
    id,
    from: from ?? '',
    to: to ?? '',
    kind,
    interest: edges.map(({ interest }) => interest).reduce((a, b) => (interestRank(a) <= interestRank(b) ? a : b)),
    verdict: kind === 'end-of-tier' ? 'deny' : kind,
    members: edges.length,
    decider: parts
      .filter(([count]) => count > 0)
      .map(([count, glyph]) => `${count} ${glyph}`)
      .join(' '),
    about: '',
  };
}

/** A mix with something allowed is partly allowed; denials by a rule outweigh ends of tiers. */
function bundleKind(kinds: readonly EdgeKind[]): EdgeKind {
  if (kinds.every((kind) => kind === kinds[0])) return kinds[0] ?? 'undetermined';
  if (kinds.some((kind) => kind === 'allow' || kind === 'partial')) return 'partial';
  if (kinds.some((kind) => kind === 'undetermined')) return 'undetermined';
  return 'deny';
}
