/** Who can talk to whom: every ordered pair of groups with the set of connections allowed, and who decided. */
import { getOrMake } from '../base/collections';
import type { CompiledCluster } from '../engine/compile/compiled';
import { createConnections, type Connections, type Outcome, type PeerClass } from '../engine/connections';
import type { Line } from '../engine/line';
import { printAddress } from '../net/address';
import { intersect, normalize, subtract } from '../net/intervals';
import { connectionSetOf, type ConnectionSet } from './connection-set';
import { decidedRanges, setTeller, type Counted, type DecidedRanges } from './decided-ranges';
import { createOutcomeSets } from './outcome-sets';
import { countPairs, endpointClassifier, externalGroup, groupsOf, type Group, type GroupBy } from './groups';

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
  const externals = connections.families.flatMap((family) => connections.externals(family).map(externalGroup));
  const { ends, kinds } = endsOf([...groups, ...externals]);
  function* rows(): Generator<ConnectivityRow, void, void> {
    const outcomesFrom = withDenied ? deciderMaker(connections) : outcomeMaker(connections);
    for (const from of ends) {
      const outcomes = kinds.map(outcomesFrom(from.group));
      for (const to of ends) {
        if (from === to || (from.name.kind === 'external' && to.name.kind === 'external')) continue;
        const outcome = outcomes[to.kind];
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

interface End {
  readonly group: Group;
  readonly name: PeerName;
  /** What cannot be told apart, whoever sends: as many endpoints of the same classes. */
  readonly kind: number;
}

/** A group of each kind. */
interface Kind {
  readonly shares: boolean;
  readonly receivers: readonly Peer[];
}

interface Peer {
  readonly peer: PeerClass;
  readonly members: readonly number[];
}

const peersOf = ({ classes }: Group): readonly Peer[] =>
  classes.flatMap(({ ends, members }) => Array.from(ends.values(), (peer) => ({ peer, members })));

function endsOf(groups: readonly Group[]): { readonly ends: readonly End[]; readonly kinds: readonly Kind[] } {
  const numbers = new Map<string, number>();
  const kinds: Kind[] = [];
  const kindOf = (group: Group): number => {
    const { key, shares } = group;
    const receivers = peersOf(group);
    const text = shares ? key : receivers.map(({ peer, members }) => [peer.family, peer.id, members.length]).join();
    return getOrMake(numbers, text, () => kinds.push({ shares, receivers }) - 1);
  };
  return { ends: groups.map((group) => ({ group, name: peerName(group), kind: kindOf(group) })), kinds };
}

/** Routed packets meet every class of host policy but the normal one. Source: calico-semantics 4.4. */
function hostsMatter({ tiers, cluster }: CompiledCluster): boolean {
  const policies = tiers.flatMap((tier) => tier.policies.filter(({ hostClass }) => hostClass !== 'normal'));
  return policies.some(({ selected }) =>
    selected === undefined ? cluster.hostEndpoints.length > 0 : selected.hasHosts(),
  );
}

type OutcomeMaker = (from: Group) => (to: Kind) => PairOutcome | undefined;

/** What may talk; `undefined` where nothing is allowed and nothing open. */
function outcomeMaker(connections: Connections): OutcomeMaker {
  const sets = createOutcomeSets((outcomes) => sumOf(outcomes, connectionSetOf));
  return (from) => {
    const senders = peersOf(from);
    return ({ receivers, shares }) => {
      let set = sets.empty;
      for (const sender of senders) {
        for (const { peer, members } of receivers) {
          if (peer.family !== sender.peer.family) continue;
          if (from.shares && shares && countPairs(sender.members, members) === 0) continue;
          set = sets.with(set, connections.outcome(sender.peer, peer));
        }
      }
      const sum = sets.told(set);
      return sum.allow.length === 0 && sum.undetermined.length === 0 ? undefined : sum;
    };
  };
}

/** With who decided. */
function deciderMaker(connections: Connections): OutcomeMaker {
  const told = setTeller();
  const sets = createOutcomeSets((outcomes) => sumOf(outcomes, told));
  const rangesOf = decidedRanges(told);
  return (from) => {
    const senders = peersOf(from);
    return ({ receivers, shares }) => {
      let set = sets.empty;
      const classes: Counted[] = [];
      for (const { peer, members } of senders) {
        for (const other of receivers) {
          if (other.peer.family !== peer.family) continue;
          const overlap = from.shares && shares;
          const pairs = overlap ? countPairs(members, other.members) : members.length * other.members.length;
          if (pairs === 0) continue;
          set = sets.with(set, connections.outcome(peer, other.peer));
          classes.push({ stretches: connections.between(peer, other.peer), pairs });
        }
      }
      return classes.length === 0 ? undefined : { ...sets.told(set), decided: rangesOf(classes) };
    };
  };
}

function sumOf(outcomes: readonly Outcome[], told: (line: Line) => ConnectionSet): PairOutcome {
  const some = normalize(outcomes.flatMap(({ allow }) => allow));
  const all = outcomes.reduce((common, { allow }) => intersect(common, allow), outcomes[0]?.allow ?? []);
  const open = normalize(outcomes.flatMap((outcome) => outcome.open));
  return {
    allow: told(some),
    notForAll: told(subtract(some, all)),
    undetermined: told(subtract(open, some)),
    decided: [],
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
