import { getOrMake } from '../base/collections';
import { byText } from '../base/order';
import type { SketchEdge } from './fold-map';
import type { EdgeKind } from './graph-view';

/** Peers of nearly everyone, such as a DNS or a monitor. Their edges say little one by one and hide the rest. */
export interface Hubs {
  /** By node id. */
  readonly counts: ReadonlyMap<string, readonly HubCount[]>;
  /** Ids of all edges that are counted. */
  readonly edges: ReadonlySet<string>;
}

export interface HubCount {
  readonly direction: 'from' | 'to';
  readonly kind: EdgeKind;
  readonly count: number;
}

const SHARE = 0.6;
const LEAST = 8;

/**
 * A node is a hub for one direction and kind of edge when such edges join it to more than 60 % of the others, and to
 * eight at least. Edges without a rule about their ends do not count: where everything is denied by default, all
 * nodes would be hubs. Nor do half-open ones, which are always drawn. Found before anything is folded, so that a hub
 * stays one when its neighbours collapse.
 */
export function hubsOf(nodes: readonly string[], edges: readonly SketchEdge[]): Hubs {
  const stars = new Map<string, Map<string, SketchEdge[]>>();
  for (const edge of edges) {
    if (edge.interest === 'half-open' || edge.interest === 'closed' || edge.interest === 'unpoliced') continue;
    if (edge.interest === 'like-the-rest') continue;
    star(stars, edge.to, `from ${edge.kind}`).push(edge);
    star(stars, edge.from, `to ${edge.kind}`).push(edge);
  }
  const counts = new Map<string, HubCount[]>();
  const counted = new Set<string>();
  for (const id of nodes) {
    const byWay = [...(stars.get(id) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [way, members] of byWay) {
      if (members.length < LEAST || members.length <= SHARE * (nodes.length - 1)) continue;
      const [direction, kind] = way.split(' ') as [HubCount['direction'], EdgeKind];
      getOrMake(counts, id, () => []).push({ direction, kind, count: members.length });
      for (const member of members) counted.add(member.id);
    }
  }
  return { counts, edges: counted };
}

const star = (stars: Map<string, Map<string, SketchEdge[]>>, node: string, way: string) =>
  getOrMake(
    getOrMake(stars, node, () => new Map<string, SketchEdge[]>()),
    way,
    () => [],
  );

/** Counts at the nodes that hubs fold into; of one direction and kind, they add up. Sorted by direction and kind. */
export function foldHubs(
  counts: ReadonlyMap<string, readonly HubCount[]>,
  owners: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly HubCount[]> {
  const folded = new Map<string, HubCount[]>();
  for (const [id, own] of counts) {
    const list = getOrMake(folded, owners.get(id) ?? id, () => []);
    for (const hub of own) {
      const same = list.findIndex(({ direction, kind }) => direction === hub.direction && kind === hub.kind);
      const sum = list[same];
      if (sum === undefined) list.push(hub);
      else list[same] = { ...sum, count: sum.count + hub.count };
    }
  }
  for (const list of folded.values()) list.sort(byText(({ direction, kind }) => `${direction} ${kind}`));
  return folded;
}
