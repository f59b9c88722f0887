/** The map of a cluster: every edge between its nodes summed up from the classes of pairs behind it. */
import type { Task } from '../base/task';
import type { CompiledCluster, CompiledRule, CompiledSide } from '../engine/compile/compiled';
import type { Connections } from '../engine/connections';
import type { ObjectSet, SetMaker } from '../engine/sets';
import type { Decision } from '../model/verdict';
import { endOfFamily } from '../net/address';
import { equalIntervals } from '../net/intervals';
import type { GroupedMap, MapEdge } from './answers';
import { createEdgeSums } from './edge-sums';
import { createEdgeMaker, edgeId } from './map-edges';
import { mapGroups } from './map-groups';
import type { MapView, Members } from './map-members';

/** Costs a step for every node, so that a map of thousands can be taken back. */
export function* mapOf(
  compiled: CompiledCluster,
  connections: Connections,
  members: Members,
  view: MapView,
): Task<GroupedMap> {
  const { groups, grouping, path } = mapGroups(compiled, connections, members, view);
  const edgeOf = createEdgeMaker(connections, namingDecisions(compiled));
  const edges: MapEdge[] = [];
  const sums = createEdgeSums(
    connections,
    groups.map(({ classes }) => classes),
  );
  for (const [done, from] of groups.entries()) {
    yield { stage: 'map', done, total: groups.length };
    const own = sums.from(done);
    for (const [place, to] of groups.entries()) {
      if (from === to || (from.node.pods === 0 && to.node.pods === 0)) continue;
      const sum = own[place];
      if (sum !== undefined) edges.push(edgeOf(sum, from.node, to.node));
    }
  }
  return {
    nodes: groups.map(({ node }) => node),
    edges: likeTheRest(edges),
    grouping,
    path,
    options: members.options,
  };
}

/**
 * A rule that takes anyone takes every named part of the outside too: such an edge repeats the one of the rest of the
 * world, and is marked so.
 */
function likeTheRest(edges: readonly MapEdge[]): readonly MapEdge[] {
  const rest = new Map(edges.filter(({ from, to }) => from === world || to === world).map((edge) => [edge.id, edge]));
  const outside = (id: string): boolean => id.startsWith('set:') || id.startsWith('net:');
  return edges.map((edge) => {
    const twin = outside(edge.from)
      ? rest.get(edgeId(world, edge.to))
      : outside(edge.to)
        ? rest.get(edgeId(edge.from, world))
        : undefined;
    const repeats =
      twin !== undefined &&
      twin.verdict === edge.verdict &&
      twin.allowed === edge.allowed &&
      twin.decider?.decision === edge.decider?.decision;
    return repeats ? { ...edge, interest: 'like-the-rest' } : edge;
  });
}

const world = 'world';

/** Decisions of rules that tell their peer apart from others: by a selector that not everyone matches, or by nets. */
function namingDecisions(compiled: CompiledCluster): ReadonlySet<Decision> {
  const naming = new Set<Decision>();
  const add = (rules: readonly CompiledRule[], end: 'source' | 'destination') => {
    for (const rule of rules)
      if (rule.decision !== undefined && isSpecific(compiled, rule[end])) naming.add(rule.decision);
  };
  for (const { policies } of compiled.tiers) {
    for (const { ingress, egress } of policies) {
      add(ingress, 'source');
      add(egress, 'destination');
    }
  }
  return naming;
}

function isSpecific({ sets }: CompiledCluster, { positive, nets, services }: CompiledSide): boolean {
  if (services !== undefined) return true;
  if (positive !== undefined && !isEveryone(sets, positive)) return true;
  return (
    nets !== undefined && !([4, 6] as const).some((family) => equalIntervals(nets[family], [[0n, endOfFamily(family)]]))
  );
}

/** Classes of endpoints come first, and ascend. */
function isEveryone(sets: SetMaker, set: ObjectSet): boolean {
  const { endpointClasses } = sets.index();
  return endpointClasses === 0 || sets.membersOf(set).certain[endpointClasses - 1] === endpointClasses - 1;
}
