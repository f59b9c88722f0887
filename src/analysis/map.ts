/** The map of a cluster: every edge between its nodes summed up from the classes of pairs behind it. */
import type { Task } from '../base/task';
import type { CompiledCluster, CompiledRule, CompiledSide } from '../engine/compile/compiled';
import type { Connections, Stretch } from '../engine/connections';
import type { Segment } from '../engine/reach/rows';
import type { ObjectSet, SetMaker } from '../engine/sets';
import { portsOf, wholeLine, type Line } from '../engine/line';
import type { Direction } from '../model/resource';
import { printConnection } from '../model/flow';
import type { Decision } from '../model/verdict';
import { endOfFamily } from '../net/address';
import { equalIntervals, intersect, normalize } from '../net/intervals';
import type { EdgeDecider, EdgeInterest, GroupedMap, MapEdge, Served } from './answers';
import { connectionSetOf, printConnectionSet } from './connection-set';
import { createEdgeSums, type PairSum } from './edge-sums';
import { mapGroups, type MapGroup } from './map-groups';
import type { MapView, Members } from './map-members';

/** Costs a step for every node, so that a map of thousands can be taken back. */
export function* mapOf(
  compiled: CompiledCluster,
  connections: Connections,
  members: Members,
  view: MapView,
): Task<GroupedMap> {
  const { groups, grouping, path } = mapGroups(compiled, connections, members, view);
  const names = namingDecisions(compiled);
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
      const edge = edgeOf(own[place] ?? [], names, from, to);
      if (edge !== undefined) edges.push(edge);
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
const edgeId = (from: string, to: string): string => `${from}>${to}`;

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

function edgeOf(
  classes: readonly PairSum[],
  naming: ReadonlySet<Decision>,
  from: MapGroup,
  to: MapGroup,
): MapEdge | undefined {
  if (classes.length === 0) return undefined;
  const about = aboutLine(to.node.serves);
  const pairs = countPairs(classes, about);
  const verdict = verdictOf(pairs);
  const telling = tellingStretch(classes, about ?? wholeLine, naming, verdict);
  const allowed = classes.flatMap(({ stretches }) =>
    stretches.flatMap(({ start, end, verdict: own }) => (own === 'allow' ? [[start, end] as const] : [])),
  );
  return {
    id: edgeId(from.node.id, to.node.id),
    from: from.node.id,
    to: to.node.id,
    verdict,
    interest: telling.interest,
    decider: deciderOf(telling.stretch, naming),
    allowed: printConnectionSet(connectionSetOf(normalize(allowed))),
    about: about === undefined ? 'any port' : servedText(to.node.serves),
    pairs,
  };
}

/** The ports served, as a line; `undefined` when none is known. */
const aboutLine = (serves: readonly Served[]): Line | undefined =>
  serves.length === 0 ? undefined : normalize(serves.map(({ protocol, port }) => portsOf(protocol, port, port)));

const servedText = (serves: readonly Served[]): string =>
  serves.map(({ protocol, port }) => printConnection({ protocol, port, icmp: undefined })).join(', ');

type Counts = MapEdge['pairs'];

/**
 * Pairs by what holds on the ports the destination serves: all allowed, none allowed, or open. Where no port is
 * known, one allowed connection of any kind is enough.
 */
function countPairs(classes: readonly PairSum[], about: Line | undefined): Counts & { readonly mixed: number } {
  const counts = { total: 0, allowed: 0, denied: 0, open: 0, mixed: 0 };
  for (const { pairs, stretches } of classes) {
    const touched = stretches.filter(({ start, end }) => intersect(about ?? wholeLine, [[start, end]]).length > 0);
    const has = (verdict: Stretch['verdict']) => touched.some((stretch) => stretch.verdict === verdict);
    counts.total += pairs;
    if (has('allow') && (about === undefined || !(has('deny') || has('undetermined')))) counts.allowed += pairs;
    else if (has('allow')) counts.mixed += pairs;
    else if (has('undetermined')) counts.open += pairs;
    else counts.denied += pairs;
  }
  return counts;
}

function verdictOf({ total, allowed, denied, open, mixed }: Counts & { readonly mixed: number }): MapEdge['verdict'] {
  if (allowed === total) return 'allow';
  if (denied === total) return 'deny';
  return allowed + mixed > 0 ? 'partial' : open > 0 ? 'undetermined' : 'deny';
}

const interests: readonly EdgeInterest[] = [
  'half-open',
  'named-allow',
  'named-deny',
  'undetermined',
  'open-allow',
  'closed',
  'unpoliced',
];

/** The stretch that says most about the edge: among those that agree with its verdict, the most interesting. */
function tellingStretch(
  classes: readonly PairSum[],
  about: Line,
  naming: ReadonlySet<Decision>,
  verdict: MapEdge['verdict'],
): { readonly stretch: Stretch | undefined; readonly interest: EdgeInterest } {
  let best: { stretch: Stretch | undefined; interest: EdgeInterest } = { stretch: undefined, interest: 'unpoliced' };
  for (const { stretches } of classes) {
    for (const stretch of stretches) {
      if (intersect(about, [[stretch.start, stretch.end]]).length === 0) continue;
      if (verdict !== 'partial' && stretch.verdict !== verdict) continue;
      const interest = interestOf(stretch, naming);
      if (best.stretch === undefined || interests.indexOf(interest) < interests.indexOf(best.interest)) {
        best = { stretch, interest };
      }
    }
  }
  return best;
}

function interestOf({ verdict, egress, ingress }: Stretch, naming: ReadonlySet<Decision>): EdgeInterest {
  const named = (segment: Segment | undefined, action: 'allow' | 'deny') =>
    segment?.verdict === action && segment.decisions.some((decision) => naming.has(decision));
  const byRule = (segment: Segment | undefined) => segment?.decisions.some(({ by }) => by === 'rule') === true;
  switch (verdict) {
    case 'undetermined':
      return 'undetermined';
    case 'deny':
      if (named(egress, 'allow') || named(ingress, 'allow')) return 'half-open';
      return named(egress, 'deny') || named(ingress, 'deny') ? 'named-deny' : 'closed';
    case 'allow':
      if (named(egress, 'allow') || named(ingress, 'allow')) return 'named-allow';
      return byRule(egress) || byRule(ingress) ? 'open-allow' : 'unpoliced';
  }
}

/** Of a denied stretch the first side that denies; of an allowed one the side whose rule says most. */
function deciderOf(stretch: Stretch | undefined, naming: ReadonlySet<Decision>): EdgeDecider | undefined {
  if (stretch === undefined) return undefined;
  const sides = [
    { direction: 'Egress' as Direction, segment: stretch.egress },
    { direction: 'Ingress' as Direction, segment: stretch.ingress },
  ].flatMap(({ direction, segment }) => {
    const decision = segment?.decisions.find(
      ({ action }) => segment.decisions.length > 1 || action === segment.verdict,
    );
    return segment === undefined || decision === undefined ? [] : [{ direction, segment, decision }];
  });
  const weight = ({ decision }: { readonly decision: Decision }) =>
    naming.has(decision) ? 2 : decision.by === 'rule' ? 1 : 0;
  const chosen =
    stretch.verdict === 'allow'
      ? sides.toSorted((a, b) => weight(b) - weight(a) || (a.direction === 'Ingress' ? -1 : 1))[0]
      : sides.find(({ segment }) => segment.verdict === stretch.verdict);
  if (chosen === undefined) return undefined;
  return { direction: chosen.direction, decision: chosen.decision, tag: tagOf(chosen.decision) };
}

/** `security/100`; `-` for a policy without an order. */
export const tagOf = (decision: Decision): string =>
  'tier' in decision
    ? `${decision.tier}/${decision.order ?? '-'}`
    : decision.by === 'profile'
      ? 'profile'
      : decision.by;
