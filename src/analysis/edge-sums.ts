/**
 * What holds between any two of many groups of endpoints, summed up from kinds of classes and corrected for exceptions:
 * the pairs of classes behind two groups are never gone through one by one.
 */
import { getOrMake } from '../base/collections';
import type { Connections, PeerClass, Stretch } from '../engine/connections';
import { programIn, type Reach } from '../engine/reach/reach';
import { exceptionAt, rowIn, verdictIn, type SparseTable, type Table } from '../engine/reach/tables';
import type { Family } from '../net/address';
import type { EndpointClass } from './groups';

/** Pairs of members of two groups between which the same holds, but for whose policies decide it. */
export interface PairSum {
  readonly pairs: number;
  /** As of one of the pairs. */
  readonly stretches: readonly Stretch[];
}

/** Groups have no members in common. `source` and `destination` are places in the list. */
export interface EdgeSums {
  /** By destination, for every group but the source itself; empty where they have no family in common. */
  from(source: number): readonly (readonly PairSum[])[];
}

export function createEdgeSums(connections: Connections, groups: readonly (readonly EndpointClass[])[]): EdgeSums {
  const families = connections.families.map((family) => familySums(connections, family, groups));
  return {
    from(source) {
      const all = families.map((sumsFrom) => sumsFrom(source));
      return groups.map((_, destination) => all.flatMap((sums) => sums[destination] ?? []));
    },
  };
}

/** A class with how many of its endpoints are in the group; parts of the outside count as one. */
interface Part {
  readonly own: number;
  readonly count: number;
}

/** Parts of a group that vectors do not tell apart in one direction. */
interface Kind {
  /** `undefined` outside. */
  readonly table: SparseTable | undefined;
  readonly coarse: number;
  readonly parts: Part[];
  count: number;
}

interface Side {
  readonly kinds: readonly Kind[];
  readonly dense: readonly Part[];
}

interface Sum {
  pairs: number;
  /** A pair of which it is true, where one is known; else kinds of parts among which there is one. */
  sample: readonly [number, number] | undefined;
  readonly kinds: (readonly [Kind, Kind])[];
}

type Sums = Map<number, Sum>;

/** More rows than there are: two of them make one number. */
const mostRows = 2 ** 25;

function familySums(connections: Connections, family: Family, groups: readonly (readonly EndpointClass[])[]) {
  const reach = connections.reach(family);
  const { coarseOf } = reach.tables;
  const parts = groups.map((classes) => partsOf(classes, family));
  const tablesOf = (programOf: Int32Array) => (own: number) => {
    const program = programIn(reach.programs, programOf, own);
    return program === undefined ? undefined : reach.tables.tableOf(program);
  };
  const egressOf = tablesOf(reach.programs.egress);
  const ingressOf = tablesOf(reach.programs.ingress);
  const senders = parts.map((own) => sideOf(own, egressOf, coarseOf));
  const receivers = parts.map((own) => sideOf(own, ingressOf, coarseOf));
  const groupsOf = groupsByClass(parts);

  const add = (sums: Sums, rows: readonly [number, number], pairs: number): Sum => {
    const sum = getOrMake(sums, (rows[0] + 1) * mostRows + rows[1] + 1, (): Sum => ({
      pairs: 0,
      sample: undefined,
      kinds: [],
    }));
    sum.pairs += pairs;
    return sum;
  };
  const rowAt = (table: Table | undefined, peer: number) => (table === undefined ? -1 : rowIn(table, peer, coarseOf));
  const coarseAt = ({ table }: Kind, group: number) => (table === undefined ? -1 : (table.vector[group] as number));
  const vectorAt = (table: SparseTable | undefined, peer: number) =>
    table === undefined ? -1 : (table.vector[coarseOf[peer] as number] as number);
  const isSparse = (table: Table | undefined): table is SparseTable | undefined => table?.kind !== 'dense';

  const addKinds = (source: number, sums: readonly Sums[]) => {
    for (const sender of senders[source]?.kinds ?? []) {
      for (const [destination, { kinds }] of receivers.entries()) {
        if (destination === source) continue;
        for (const receiver of kinds) {
          const rows = [coarseAt(sender, receiver.coarse), coarseAt(receiver, sender.coarse)] as const;
          const sum = add(sums[destination] as Sums, rows, sender.count * receiver.count);
          if (sum.sample === undefined) sum.kinds.push([sender, receiver]);
        }
      }
    }
  };

  /** Takes back what vectors said of a pair of parts, and adds what is true of it. */
  const correct = (sums: Sums, a: Part, b: Part, out: SparseTable | undefined, into: SparseTable | undefined) => {
    const pairs = a.count * b.count;
    add(sums, [vectorAt(out, b.own), vectorAt(into, a.own)], -pairs);
    add(sums, [rowAt(out, b.own), rowAt(into, a.own)], pairs).sample = [a.own, b.own];
  };

  const addExceptions = (source: number, sums: readonly Sums[]) => {
    for (const a of parts[source] ?? []) {
      const out = egressOf(a.own);
      if (out === undefined || !isSparse(out)) continue;
      for (const own of out.exceptions) {
        const into = ingressOf(own);
        if (!isSparse(into)) continue;
        for (const { group, part } of groupsOf.get(own) ?? []) {
          if (group !== source) correct(sums[group] as Sums, a, part, out, into);
        }
      }
    }
  };

  /** Exceptions of receivers, by the sender that they are about: gone through once for all sources. */
  const aboutSender = exceptionsBySender(parts, ingressOf);
  const addReceivers = (source: number, sums: readonly Sums[]) => {
    for (const a of parts[source] ?? []) {
      const out = egressOf(a.own);
      if (!isSparse(out)) continue;
      for (const { group, part } of aboutSender.get(a.own) ?? []) {
        if (group === source || (out !== undefined && exceptionAt(out.exceptions, part.own) !== -1)) continue;
        correct(sums[group] as Sums, a, part, out, ingressOf(part.own) as SparseTable);
      }
    }
  };

  /** Pairs with a dense side are told apart by what is allowed, not by who decides it. */
  const addDense = (source: number, sums: readonly Sums[]) => {
    const verdictAt = (table: Table | undefined, peer: number) =>
      table === undefined ? -1 : verdictIn(table, peer, coarseOf, reach.rows);
    for (const a of parts[source] ?? []) {
      const out = egressOf(a.own);
      for (const [destination, own] of receivers.entries()) {
        if (destination === source) continue;
        for (const b of isSparse(out) ? own.dense : (parts[destination] ?? [])) {
          const verdicts = [verdictAt(out, b.own), verdictAt(ingressOf(b.own), a.own)] as const;
          const rows = [mostRows / 2 + verdicts[0], mostRows / 2 + verdicts[1]] as const;
          add(sums[destination] as Sums, rows, a.count * b.count).sample ??= [a.own, b.own];
        }
      }
    }
  };

  return (source: number): readonly (readonly PairSum[])[] => {
    const sums = groups.map((): Sums => new Map());
    addKinds(source, sums);
    addExceptions(source, sums);
    addReceivers(source, sums);
    addDense(source, sums);
    return sums.map((own) =>
      [...own].flatMap(([key, sum]): PairSum[] => {
        if (sum.pairs <= 0) return [];
        const [from, to] = sum.sample ?? sampleOf(reach, key, sum);
        const peer = (id: number): PeerClass => ({ family, id });
        return [{ pairs: sum.pairs, stretches: connections.between(peer(from), peer(to)) }];
      }),
    );
  };
}

const partsOf = (classes: readonly EndpointClass[], family: Family): readonly Part[] =>
  classes.flatMap(({ ends, members }) => {
    const peer = ends.get(family);
    return peer === undefined ? [] : [{ own: peer.id, count: members.length }];
  });

function sideOf(parts: readonly Part[], tableOf: (own: number) => Table | undefined, coarseOf: Int32Array): Side {
  const kinds = new Map<string, Kind>();
  const dense: Part[] = [];
  for (const part of parts) {
    const table = tableOf(part.own);
    if (table?.kind === 'dense') {
      dense.push(part);
      continue;
    }
    const coarse = coarseOf[part.own] as number;
    const kind = getOrMake(kinds, `${table?.vectorId ?? -1} ${coarse}`, (): Kind => ({
      table,
      coarse,
      parts: [],
      count: 0,
    }));
    kind.parts.push(part);
    kind.count += part.count;
  }
  return { kinds: [...kinds.values()], dense };
}

interface Placed {
  readonly group: number;
  readonly part: Part;
}

function groupsByClass(parts: readonly (readonly Part[])[]): ReadonlyMap<number, readonly Placed[]> {
  const found = new Map<number, Placed[]>();
  for (const [group, own] of parts.entries()) {
    for (const part of own) getOrMake(found, part.own, () => []).push({ group, part });
  }
  return found;
}

function exceptionsBySender(
  parts: readonly (readonly Part[])[],
  ingressOf: (own: number) => Table | undefined,
): ReadonlyMap<number, readonly Placed[]> {
  const found = new Map<number, Placed[]>();
  for (const [group, own] of parts.entries()) {
    for (const part of own) {
      const table = ingressOf(part.own);
      if (table?.kind !== 'sparse') continue;
      for (const sender of table.exceptions) getOrMake(found, sender, () => []).push({ group, part });
    }
  }
  return found;
}

/** A pair of parts of which the rows are true: the first that is no exception. */
function sampleOf(reach: Reach, key: number, { kinds }: Sum): readonly [number, number] {
  for (const [sender, receiver] of kinds) {
    for (const a of sender.parts) {
      for (const b of receiver.parts) {
        const rows = (reach.egressRow(a.own, b.own) + 1) * mostRows + reach.ingressRow(a.own, b.own) + 1;
        if (rows === key) return [a.own, b.own];
      }
    }
  }
  throw new Error('A sum of pairs has a pair.');
}
