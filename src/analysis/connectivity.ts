/** Who can talk to whom: every ordered pair of groups with the set of connections allowed, and who decided. */
import { getOrMake, groupBy } from '../base/collections';
import { compareText } from '../base/order';
import type { CompiledCluster } from '../engine/compile/compiled';
import { createConnections, type Stretch } from '../engine/connections';
import type { Line } from '../engine/line';
import type { Decision, Verdict } from '../model/verdict';
import { printAddress } from '../net/address';
import { intersect, normalize, subtract, type Interval } from '../net/intervals';
import { connectionSetOf, type ConnectionSet } from './connection-set';
import {
  endpointClassifier,
  externalGroup,
  groupsOf,
  pairClasses,
  type Group,
  type GroupBy,
  type PairClass,
} from './groups';

export interface Connectivity {
  readonly by: GroupBy;
  /** Sorted by both ends. Pairs without any connection, and a group with itself, are left out. */
  readonly connections: readonly ConnectivityRow[];
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
  /** Who decided, range by range; empty unless asked for. */
  readonly decided: readonly DecidedRange[];
}

export type PeerName =
  | { readonly kind: 'pod' | 'service' | 'namespace'; readonly name: string }
  | { readonly kind: 'workload'; readonly name: string; readonly workloadKind: string }
  /** `10.0.0.0-10.255.255.255`, in order. */
  | { readonly kind: 'external'; readonly ranges: readonly string[] };

export interface DecidedRange {
  readonly connections: ConnectionSet;
  readonly verdict: Verdict;
  readonly egress: readonly Decision[] | undefined;
  readonly ingress: readonly Decision[] | undefined;
  /** Of how many pairs of members this is true. */
  readonly pairs: number;
}

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
  const outcomeOf = outcomeMaker(withDenied);
  const rows: ConnectivityRow[] = [];
  for (const from of ends) {
    for (const to of ends) {
      if (from === to || (from.name.kind === 'external' && to.name.kind === 'external')) continue;
      const outcome = outcomeOf(pairClasses(connections, from.group, to.group));
      if (outcome !== undefined) rows.push({ from: from.name, to: to.name, outcome });
    }
  }
  return {
    by,
    connections: rows,
    sourcePortMatters: connections.sourcePortMatters,
    hostsMatter: hostsMatter(compiled),
  };
}

/** Routed packets meet every class of host policy but the normal one. Source: calico-semantics 4.4. */
function hostsMatter({ tiers, cluster }: CompiledCluster): boolean {
  const policies = tiers.flatMap((tier) => tier.policies.filter(({ hostClass }) => hostClass !== 'normal'));
  return policies.some(({ selected }) =>
    selected === undefined ? cluster.hostEndpoints.length > 0 : selected.hosts.some((truth) => truth !== 'no'),
  );
}

/** Works out once what holds for pairs that are made up of the same classes. */
function outcomeMaker(withDenied: boolean): (classes: readonly PairClass[]) => PairOutcome | undefined {
  const ids = new Map<readonly Stretch[], number>();
  const outcomes = new Map<string, PairOutcome | undefined>();
  return (classes) => {
    const key = classes
      .map(({ stretches, pairs }) => `${getOrMake(ids, stretches, () => ids.size)}${withDenied ? ` ${pairs}` : ''}`)
      .join(',');
    if (!outcomes.has(key)) outcomes.set(key, outcomeOf(classes, withDenied));
    return outcomes.get(key);
  };
}

function outcomeOf(classes: readonly PairClass[], withDenied: boolean): PairOutcome | undefined {
  if (classes.length === 0) return undefined;
  const { some, all } = linesOf(classes, 'allow');
  const open = linesOf(classes, 'undetermined').some;
  if (some.length === 0 && open.length === 0 && !withDenied) return undefined;
  return {
    allow: connectionSetOf(some),
    notForAll: connectionSetOf(subtract(some, all)),
    undetermined: connectionSetOf(subtract(open, some)),
    decided: withDenied ? decidedRanges(classes) : [],
  };
}

/** Where at least one pair has the verdict, and where every pair has it. */
function linesOf(classes: readonly PairClass[], verdict: Verdict): { some: Line; all: Line } {
  const lines = classes.map(({ stretches }) =>
    normalize(
      stretches
        .filter((stretch) => stretch.verdict === verdict)
        .map(({ start, end }): Interval<number> => [start, end]),
    ),
  );
  return { some: normalize(lines.flat()), all: lines.reduce((all, line) => intersect(all, line), lines[0] ?? []) };
}

/** Ranges with the same deciders taken together; pairs count together where theirs are the very same ranges. */
function decidedRanges(classes: readonly PairClass[]): readonly DecidedRange[] {
  const found = new Map<string, { readonly line: Line; readonly of: Stretch; pairs: number }>();
  for (const { stretches, pairs } of classes) {
    const alike = groupBy(stretches, ({ verdict, egress, ingress }) =>
      JSON.stringify([verdict, egress?.decisions, ingress?.decisions]),
    );
    for (const [deciders, own] of alike) {
      const line = normalize(own.map(({ start, end }): Interval<number> => [start, end]));
      const known = getOrMake(found, `${deciders} ${JSON.stringify(line)}`, () => ({
        line,
        of: own[0] as Stretch,
        pairs: 0,
      }));
      known.pairs += pairs;
    }
  }
  return [...found]
    .sort(([a, x], [b, y]) => (x.line[0]?.[0] ?? 0) - (y.line[0]?.[0] ?? 0) || compareText(a, b))
    .map(([, { line, of, pairs }]) => ({
      connections: connectionSetOf(line),
      verdict: of.verdict,
      egress: of.egress?.decisions,
      ingress: of.ingress?.decisions,
      pairs,
    }));
}

function peerName({ name }: Group): PeerName {
  if (name.kind !== 'external') return name;
  const { family, ranges } = name.external;
  const text = ranges.map(
    ([start, end]) => `${printAddress({ family, value: start })}-${printAddress({ family, value: end - 1n })}`,
  );
  return { kind: 'external', ranges: text };
}
