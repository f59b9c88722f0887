import type { ClusterMap, EdgeInterest, MapEdge, MapNode } from '../analysis/answers';
import { groupBy } from '../base/collections';
import { memoLast } from '../base/memo-last';
import { sortedBy } from '../base/order';
import { foldEdges, sketchEdgeOf } from './fold-edges';
import type { EdgeKind, GraphNode } from './graph-view';
import { foldHubs, type HubCount, hubsOf } from './hubs';

/** The map with collapsed namespaces folded into one node each, before anything is left out or placed. */
export interface Sketch {
  /** Sorted by id. */
  readonly nodes: readonly SketchNode[];
  /** In the order of the map. */
  readonly edges: readonly SketchEdge[];
  /** Edges that fold away: both ends in one collapsed namespace, or the same node. */
  readonly inside: readonly MapEdge[];
  /** By node id; those of services in a collapsed namespace stand at its node. */
  readonly hubs: ReadonlyMap<string, readonly HubCount[]>;
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
  /** Counted at a hub. */
  readonly isHub: boolean;
  /** Who decides, as a tag says it: `security/100`, or a mix of verdicts: `12 ✓ 3 ✕`. */
  readonly decider: string;
  /** The ports it is about; empty for a mix. */
  readonly about: string;
}

/** Id of the node that stands for a collapsed namespace; what the map itself calls a namespace's node. */
export const stackId = (namespace: string): string => `ns:${namespace}`;

const hubsOfMap = memoLast((map: ClusterMap) =>
  hubsOf(
    map.nodes.map(({ id }) => id),
    map.edges.map(sketchEdgeOf),
  ),
);

export function foldMap(map: ClusterMap, collapsed: ReadonlySet<string>): Sketch {
  const hubs = hubsOfMap(map);
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
  return {
    nodes: sortedBy(nodes, ({ id }) => id),
    ...foldEdges(map.edges, owners, (id) => hubs.edges.has(id)),
    hubs: foldHubs(hubs.counts, owners),
  };
}

const folds = (node: MapNode, collapsed: ReadonlySet<string>) =>
  node.kind !== 'namespace' && node.namespace !== undefined && collapsed.has(node.namespace);

function sketchNodeOf(node: MapNode): SketchNode {
  const { id, kind, label, namespace, pods, detail, members } = node;
  const shape = kind === 'namespace' || kind === 'group' ? 'stack' : isOutside(node) ? 'pill' : 'box';
  const count = shape === 'pill' ? '' : shape === 'stack' ? heldText(node) : String(pods);
  return { id, kind, shape, label, count, namespace, pods, detail, members };
}

/** `24 namespaces`, `8 services`. */
function heldText({ pods, holds }: MapNode): string {
  if (holds === undefined) return `${pods} pods`;
  const [count, word] = holds.namespaces > 1 ? [holds.namespaces, 'namespace'] : [holds.services, 'service'];
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
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
