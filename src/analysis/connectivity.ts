/** Who can talk to whom: every ordered pair of groups with the set of connections allowed, and who decided. */
import { getOrMake } from '../base/collections';
import type { CompiledCluster } from '../engine/compile/compiled';
import { createConnections, type Connections, type Outcome } from '../engine/connections';
import type { Line } from '../engine/line';
import { printAddress } from '../net/address';
import { intersect, normalize, subtract } from '../net/intervals';
import { connectionSetOf, type ConnectionSet } from './connection-set';
import { decidedRanges, setTeller, type DecidedRanges } from './decided-ranges';
import { endpointClassifier, externalGroup, groupsOf, pairClasses, pairEnds, type Group, type GroupBy } from './groups';

export interface Connectivity {
  readonly by: GroupBy;
  /**
   * Sorted by both ends. Pairs without any connection, and a group with itself, are left out. Worked out as they are
   * gone through, since all of them together may be more than fits.
   */
  readonly connections: Iterable<ConnectivityRow>;
  /** Some rule has source ports: answers hold for a client port of 40000. */
  readonly sourcePortMatters: boolean;
  /** Some host endpoint judges routed packets too; connection sets are about pods' own policy and leave that out. */
  readonly hostsMatter: boolean;
}

export interface ConnectivityRow {
  readonly from: PeerName;
  readonly to: PeerName;
  /** Rows in which the same holds share one object, and so do rows of one peer its name. */
  readonly outcome: PairOutcome;
}

/** What holds between the members of two groups. */
export interface PairOutcome {
  /** Allowed for at least one pair of members. */
  readonly allow: ConnectionSet;
  /** The part of `allow` that not every pair of members has; empty when all have all. */
  readonly notForAll: ConnectionSet;
  /** Hangs on input that is missing. */
  readonly undetermined: ConnectionSet;
  /** Who decided, in the order of the line; empty unless asked for. */
  readonly decided: readonly DecidedRanges[];
}

export type PeerName =
  | { readonly kind: 'pod' | 'service' | 'namespace'; readonly name: string }
  | { readonly kind: 'workload'; readonly name: string; readonly workloadKind: string }
  /** `10.0.0.0-10.255.255.255`, in order. */
  | { readonly kind: 'external'; readonly ranges: readonly string[] };

/** `withDenied` adds the deciders, and the pairs that cannot talk at all. */
export function connectivityOf(compiled: CompiledCluster, by: GroupBy, withDenied: boolean): Connectivity {
  const connections = createConnections(compiled);
  const groups = groupsOf(compiled.cluster, by, endpointClassifier(connections));
  const ends = [
    ...groups,
    ...connections.families.flatMap((family) => connections.externals(family).map(externalGroup)),
  ].map((group) => ({
    group,
    name: peerName(group),
  }));
  function* rows(): Generator<ConnectivityRow, void, void> {
    const outcomeOf = withDenied ? deciderMaker(connections) : outcomeMaker(connections);
    for (const from of ends) {
      for (const to of ends) {
        if (from === to || (from.name.kind === 'external' && to.name.kind === 'external')) continue;
        const outcome = outcomeOf(from.group, to.group);
        if (outcome !== undefined) yield { from: from.name, to: to.name, outcome };
      }
    }
  }
  return {
    by,
    connections: { [Symbol.iterator]: rows },
    sourcePortMatters: connections.sourcePortMatters,
    hostsMatter: hostsMatter(compiled),
  };
}

/** Routed packets meet every class of host policy but the normal one. Source: calico-semantics 4.4. */
function hostsMatter({ tiers, cluster }: CompiledCluster): boolean {
  const policies = tiers.flatMap((tier) => tier.policies.filter(({ hostClass }) => hostClass !== 'normal'));
  return policies.some(({ selected }) =>
    selected === undefined ? cluster.hostEndpoints.length > 0 : selected.hasHosts(),
  );
}

type OutcomeMaker = (from: Group, to: Group) => PairOutcome | undefined;

/** What may talk, worked out once for each set of outcomes that pairs of classes come to. */
function outcomeMaker(connections: Connections): OutcomeMaker {
  const known = new Map<string, PairOutcome | undefined>();
  const alone: (PairOutcome | undefined)[] = [];
  return (from, to) => {
    const found = pairEnds(from, to).map(({ ends: [source, destination] }) => connections.outcome(source, destination));
    const [first, ...others] = found;
    if (first === undefined) return undefined;
    if (others.every((other) => other === first)) {
      if (!(first.id in alone)) alone[first.id] = summed([first]);
      return alone[first.id];
    }
    const different = [...new Set(found)].sort((a, b) => a.id - b.id);
    const key = different.map(({ id }) => id).join();
    if (!known.has(key)) known.set(key, summed(different));
    return known.get(key);
  };
}

/** `undefined` where nothing is allowed and nothing open. */
function summed(outcomes: readonly Outcome[]): PairOutcome | undefined {
  const sums = sumsOf(outcomes);
  return sums.some.length === 0 && sums.open.length === 0 ? undefined : outcomeOf(sums, [], connectionSetOf);
}

interface Sums {
  /** Where at least one pair may talk, and where every pair may. */
  readonly some: Line;
  readonly all: Line;
  readonly open: Line;
}

const sumsOf = (outcomes: readonly Outcome[]): Sums => ({
  some: outcomes.length === 1 ? (outcomes[0] as Outcome).allow : normalize(outcomes.flatMap(({ allow }) => allow)),
  all: outcomes.reduce((all, { allow }) => intersect(all, allow), outcomes[0]?.allow ?? []),
  open: outcomes.length === 1 ? (outcomes[0] as Outcome).open : normalize(outcomes.flatMap(({ open }) => open)),
});

const outcomeOf = (
  { some, all, open }: Sums,
  decided: readonly DecidedRanges[],
  told: (line: Line) => ConnectionSet,
): PairOutcome => ({
  allow: told(some),
  notForAll: told(subtract(some, all)),
  undetermined: told(subtract(open, some)),
  decided,
});

/** With who decided. */
function deciderMaker(connections: Connections): OutcomeMaker {
  const told = setTeller();
  const rangesOf = decidedRanges();
  const sets = new Map<Outcome, PairOutcome>();
  const setsOf = (outcomes: readonly Outcome[]): PairOutcome => outcomeOf(sumsOf(outcomes), [], told);
  return (from, to) => {
    const classes = pairClasses(connections, from, to);
    const [only] = classes;
    if (only === undefined) return undefined;
    if (classes.length === 1) {
      const outcome = connections.outcome(...only.ends);
      return { ...getOrMake(sets, outcome, () => setsOf([outcome])), decided: rangesOf(classes) };
    }
    const outcomes = new Set(classes.map(({ ends }) => connections.outcome(...ends)));
    return { ...setsOf([...outcomes]), decided: rangesOf(classes) };
  };
}

function peerName({ name }: Group): PeerName {
  if (name.kind !== 'external') return name;
  const { family, ranges } = name.external;
  const text = ranges.map(
    ([start, end]) => `${printAddress({ family, value: start })}-${printAddress({ family, value: end - 1n })}`,
  );
  return { kind: 'external', ranges: text };
}
