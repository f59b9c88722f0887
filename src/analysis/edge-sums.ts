/**
 * What holds between any two of many groups of endpoints, summed up from kinds of classes and corrected for exceptions:
 * the pairs of classes behind two groups are never gone through one by one. What holds is a number until somebody asks.
 */
import { getOrMake } from '../base/collections';
import type { Connections, PeerClass } from '../engine/connections';
import { decisionsOf, type Program } from '../engine/reach/programs';
import { programIn, type Reach } from '../engine/reach/reach';
import { exceptionAt, rowIn, verdictIn, type Table } from '../engine/reach/tables';
import type { Family } from '../net/address';
import type { EndpointClass } from './groups';

/** Pairs of members of two groups, families apart, by what holds between them. */
export interface EdgeSum {
  /** Equal numbers of one map: the same holds, but for whose policies decide it. Each number once. */
  readonly holds: readonly number[];
  /** Of pairs with this number only the verdict is the same: rules may decide it of one, and profiles of another. */
  isByVerdict(holds: number): boolean;
  /** How many pairs, one for one. */
  readonly pairs: readonly number[];
  /** The classes of one of the pairs. */
  sampleAt(place: number): readonly [PeerClass, PeerClass];
}

/** Groups have no members in common. `source` and `destination` are places in the list. */
export interface EdgeSums {
  /** By destination; `undefined` for the source itself, and where they have no family in common. */
  from(source: number): readonly (EdgeSum | undefined)[];
}

export function createEdgeSums(connections: Connections, groups: readonly (readonly EndpointClass[])[]): EdgeSums {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  const families = connections.families.map((family) => {
    const peers = (own: number): PeerClass => ({ family, id: own });
    return familySums(connections.reach(family), partsOf(groups, family), peers, next);
  });
  return {
    from(source) {
      const [first = [], ...others] = families.map((sumsFrom) => sumsFrom(source));
      return others.reduce((sums, more) => sums.map((sum, destination) => joined(sum, more[destination])), first);
    },
  };
}

/** Of two families. */
function joined(sum: EdgeSum | undefined, other: EdgeSum | undefined): EdgeSum | undefined {
  if (sum === undefined || other === undefined) return sum ?? other;
  const { length } = sum.holds;
  return {
    holds: [...sum.holds, ...other.holds],
    isByVerdict: (holds) => sum.isByVerdict(holds) || other.isByVerdict(holds),
    pairs: [...sum.pairs, ...other.pairs],
    sampleAt: (place) => (place < length ? sum.sampleAt(place) : other.sampleAt(place - length)),
  };
}

/** A class with how many of its endpoints are in the group; parts of the outside count as one. */
interface Part {
  readonly group: number;
  readonly own: number;
  readonly count: number;
}

const partsOf = (groups: readonly (readonly EndpointClass[])[], family: Family): readonly (readonly Part[])[] =>
  groups.map((classes, group) =>
    classes.flatMap(({ ends, members }) => {
      const peer = ends.get(family);
      return peer === undefined ? [] : [{ group, own: peer.id, count: members.length }];
    }),
  );

type PeerOf = (own: number) => PeerClass;

function familySums(reach: Reach, parts: readonly (readonly Part[])[], peerOf: PeerOf, next: () => number) {
  const sides = sidesOf(reach, parts);
  const { senders, receivers } = sides;
  const holdings = createHoldings(reach, sides, next);
  const correctionsFrom = correctionMaker(parts, sides, holdings);
  const counter = createCounter();

  const sumOf = (source: number, destination: number, corrections: readonly Correction[]): EdgeSum | undefined => {
    const [from, to] = [senders.groups[source] as Side, receivers.groups[destination] as Side];
    counter.start();
    for (const sender of from.shares) {
      for (const receiver of to.shares) {
        counter.add(holdings.ofKinds(sender.kind, receiver.kind), sender.count * receiver.count);
      }
    }
    for (const { said, holds, pairs } of corrections) {
      counter.add(said, -pairs);
      counter.add(holds, pairs);
    }
    const samples = new Map(corrections.map((own) => [own.holds, own.sample]));
    if (from.dense.length + to.dense.length > 0) {
      for (const a of parts[source] ?? []) {
        const receiving = senders.isDense(a.own) ? (parts[destination] ?? []) : to.dense;
        for (const b of receiving) {
          const holds = holdings.ofVerdicts(a.own, b.own);
          counter.add(holds, a.count * b.count);
          getOrMake(samples, holds, () => [a.own, b.own] as const);
        }
      }
    }
    const { holds, pairs } = counter.end();
    if (holds.length === 0) return undefined;
    const sampleAt = (place: number): readonly [PeerClass, PeerClass] => {
      const wanted = holds[place] as number;
      const [a, b] = samples.get(wanted) ?? sampleIn(from, to, wanted, holdings);
      return [peerOf(a), peerOf(b)];
    };
    return { holds, isByVerdict: holdings.isByVerdict, pairs, sampleAt };
  };

  return (source: number): readonly (EdgeSum | undefined)[] => {
    const corrections = correctionsFrom(source);
    return parts.map((_, destination) =>
      destination === source ? undefined : sumOf(source, destination, corrections[destination] ?? []),
    );
  };
}

/** Pairs by what holds between them; started anew for each two groups. */
function createCounter() {
  let round = 0;
  let holds: number[] = [];
  /** By number of what holds: when it was last counted, and how many pairs. */
  const rounds: number[] = [];
  const counts: number[] = [];
  return {
    start() {
      round += 1;
      holds = [];
    },
    add(held: number, pairs: number) {
      if (rounds[held] === round) {
        counts[held] = (counts[held] as number) + pairs;
        return;
      }
      rounds[held] = round;
      counts[held] = pairs;
      holds.push(held);
    },
    end() {
      const found = holds.filter((held) => (counts[held] as number) > 0);
      return { holds: found, pairs: found.map((held) => counts[held] as number) };
    },
  };
}

// --- kinds -----------------------------------------------------------------------------------------------------------

/** Classes that vectors do not tell apart in one direction. */
interface Kind {
  readonly id: number;
  /** Of one of them, and not dense; `undefined` outside. */
  readonly judge: Judge | undefined;
  readonly coarse: number;
}

/** What a group has of a kind. */
interface Share {
  readonly kind: Kind;
  readonly parts: Part[];
  count: number;
}

/** A group as a sender or a receiver. */
interface Side {
  readonly shares: readonly Share[];
  readonly dense: readonly Part[];
}

interface Direction {
  /** What judges a class; `undefined` for the outside. */
  readonly judgeOf: (own: number) => Judge | undefined;
  readonly isDense: (own: number) => boolean;
  readonly groups: readonly Side[];
}

interface Judge {
  readonly table: Table;
  /** A number for a row of it. */
  nameOf(row: number): number;
}

interface Sides {
  readonly senders: Direction;
  readonly receivers: Direction;
}

function sidesOf(reach: Reach, parts: readonly (readonly Part[])[]): Sides {
  const { programs, tables } = reach;
  const nameOf = rowNames(reach);
  const directionOf = (programOf: Int32Array): Direction => {
    const judges: Judge[] = [];
    const judgeOf = (own: number): Judge | undefined => {
      const program = programIn(programs, programOf, own);
      return program && (judges[program.id] ??= { table: tables.tableOf(program), nameOf: nameOf(program) });
    };
    const kinds = new Map<number, Kind>();
    const sideOf = (own: readonly Part[]): Side => {
      const shares = new Map<Kind, Share>();
      const dense: Part[] = [];
      for (const part of own) {
        const judge = judgeOf(part.own);
        if (judge?.table.kind === 'dense') {
          dense.push(part);
          continue;
        }
        const coarse = tables.coarseOf[part.own] as number;
        const key = ((judge?.table.vectorId ?? -1) + 1) * tables.groups + coarse;
        const kind = getOrMake(kinds, key, (): Kind => ({ id: kinds.size, judge, coarse }));
        const share = getOrMake(shares, kind, (): Share => ({ kind, parts: [], count: 0 }));
        share.parts.push(part);
        share.count += part.count;
      }
      return { shares: [...shares.values()], dense };
    };
    const isDense = (own: number): boolean => judgeOf(own)?.table.kind === 'dense';
    return { judgeOf, isDense, groups: parts.map(sideOf) };
  };
  return { senders: directionOf(programs.egress), receivers: directionOf(programs.ingress) };
}

// --- what holds ------------------------------------------------------------------------------------------------------

type Holdings = ReturnType<typeof createHoldings>;

/** Numbers for what holds between classes: a row of either side, or its verdict where one of them is dense. */
function createHoldings(reach: Reach, { senders, receivers }: Sides, next: () => number) {
  const { coarseOf } = reach.tables;
  const numbers = { rows: [] as number[][], verdicts: [] as number[][], kinds: [] as number[][] };
  const byVerdict = new Set<number>();
  const numberOf = (known: number[][], egress: number, ingress: number): number => {
    const own = (known[egress + 1] ??= []);
    return (own[ingress + 1] ??= next());
  };
  const coarseRow = (judge: Judge | undefined, group: number) =>
    judge?.table.kind === 'sparse' ? judge.nameOf(judge.table.vector[group] as number) : -1;
  const saidRow = (judge: Judge | undefined, peer: number) => coarseRow(judge, coarseOf[peer] as number);
  const trueRow = (judge: Judge | undefined, peer: number) =>
    judge === undefined ? -1 : judge.nameOf(rowIn(judge.table, peer, coarseOf));
  const verdictAt = (judge: Judge | undefined, peer: number) =>
    judge === undefined ? -1 : verdictIn(judge.table, peer, coarseOf, reach.rows);
  return {
    /** As vectors say of two kinds. */
    ofKinds(sender: Kind, receiver: Kind): number {
      const own = (numbers.kinds[sender.id] ??= []);
      return (own[receiver.id] ??= numberOf(
        numbers.rows,
        coarseRow(sender.judge, receiver.coarse),
        coarseRow(receiver.judge, sender.coarse),
      ));
    },
    /** As vectors say of two classes, neither dense. */
    said: (a: number, b: number) =>
      numberOf(numbers.rows, saidRow(senders.judgeOf(a), b), saidRow(receivers.judgeOf(b), a)),
    /** In truth. */
    of: (a: number, b: number) =>
      numberOf(numbers.rows, trueRow(senders.judgeOf(a), b), trueRow(receivers.judgeOf(b), a)),
    /** Told apart by what is allowed, not by who decides it. */
    ofVerdicts(a: number, b: number): number {
      const made = numberOf(numbers.verdicts, verdictAt(senders.judgeOf(a), b), verdictAt(receivers.judgeOf(b), a));
      byVerdict.add(made);
      return made;
    },
    isByVerdict: (holds: number): boolean => byVerdict.has(holds),
  };
}

/** Numbers for rows of programs: rows of different shapes may be alike but for what decides: a rule, a profile, or what else. */
function rowNames({ rows }: Reach): (program: Program) => (row: number) => number {
  const byShape = new Map<number, (row: number) => number>();
  const names = new Map<string, number>();
  const namer = (program: Program) => {
    const decisions = decisionsOf(program.steps());
    const known: number[] = [];
    const make = (row: number): number => {
      const told = rows.decidersOf(row).map((place) => decisions[place]?.by);
      return getOrMake(names, `${row} ${told.join()}`, () => names.size);
    };
    return (row: number): number => (known[row] ??= make(row));
  };
  return (program) => getOrMake(byShape, program.shape(), () => namer(program));
}

/** A pair of classes of which vectors say it, and which is no exception. */
function sampleIn(from: Side, to: Side, wanted: number, holdings: Holdings): readonly [number, number] {
  for (const sender of from.shares) {
    for (const receiver of to.shares) {
      if (holdings.ofKinds(sender.kind, receiver.kind) !== wanted) continue;
      for (const { own: a } of sender.parts) {
        for (const { own: b } of receiver.parts) if (holdings.of(a, b) === wanted) return [a, b];
      }
    }
  }
  throw new Error('A sum of pairs has a pair.');
}

// --- exceptions ------------------------------------------------------------------------------------------------------

/** Takes back what vectors said of a pair of classes, and adds what is true of it. */
interface Correction {
  readonly said: number;
  readonly holds: number;
  readonly pairs: number;
  readonly sample: readonly [number, number];
}

/** By destination, those of one source. */
function correctionMaker(parts: readonly (readonly Part[])[], { senders, receivers }: Sides, holdings: Holdings) {
  const placed: Part[][] = [];
  /** Exceptions of receivers, by the sender that they are about: gone through once for all sources. */
  const about: Part[][] = [];
  for (const part of parts.flat()) {
    (placed[part.own] ??= []).push(part);
    const into = receivers.judgeOf(part.own)?.table;
    if (into?.kind === 'sparse') for (const sender of into.exceptions) (about[sender] ??= []).push(part);
  }
  return (source: number): readonly (readonly Correction[] | undefined)[] => {
    const found: Correction[][] = [];
    const correct = (a: Part, b: Part) => {
      if (b.group === source) return;
      const said = holdings.said(a.own, b.own);
      const holds = holdings.of(a.own, b.own);
      if (said === holds) return;
      (found[b.group] ??= []).push({ said, holds, pairs: a.count * b.count, sample: [a.own, b.own] });
    };
    for (const a of parts[source] ?? []) {
      const out = senders.judgeOf(a.own)?.table;
      if (out?.kind === 'dense') continue;
      const exceptions = out?.exceptions ?? nobody;
      for (const own of exceptions) {
        if (receivers.isDense(own)) continue;
        for (const b of placed[own] ?? []) correct(a, b);
      }
      for (const b of about[a.own] ?? []) if (exceptionAt(exceptions, b.own) === -1) correct(a, b);
    }
    return found;
  };
}

const nobody = new Int32Array(0);
