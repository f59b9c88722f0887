/**
 * Exact numbers about all ordered pairs of endpoints, an endpoint with itself left out: counted by kinds of classes and
 * corrected for the exceptions, so that no pair is visited twice and most are never visited.
 */
import { getOrMake } from '../../base/collections';
import type { Decision } from '../../model/verdict';
import { intersect, union } from '../../net/intervals';
import { csrOf, listIn } from './csr';
import { decisionsOf, type Program } from './programs';
import type { Reach } from './reach';
import type { RowVerdict } from './rows';
import { rowIn, type Table } from './tables';

export interface Totals {
  /** Ordered pairs of endpoints that have an address of the family. */
  readonly pairs: number;
  /** Of them, those with at least one connection that is allowed. */
  readonly reachable: number;
  /** Without one, and with at least one that hangs on missing input. */
  readonly open: number;
}

type Outcome = 0 | 1 | 2;
const denied = 0;
const open = 1;
const reachable = 2;

export function totalsOf(reach: Reach): Totals {
  const { sizes, tables, classes } = reach;
  const { coarseOf } = tables;
  const outcomeOf = outcomes(reach);
  const sums = [0, 0, 0];
  const add = (outcome: Outcome, pairs: number) => {
    sums[outcome] = (sums[outcome] as number) + pairs;
  };
  const sides = {
    egress: tablesByClass(reach, reach.programs.egress),
    ingress: tablesByClass(reach, reach.programs.ingress),
  };
  addKinds(reach, sides, outcomeOf, add);

  const groupAt = (own: number) => coarseOf[own] as number;
  const coarse = (table: Table, peer: number) => table.vector[groupAt(peer)] as number;
  for (let a = 0; a < classes; a += 1) {
    if (sizes[a] === 0) continue;
    const egress = sides.egress[a] as Table;
    for (let i = 0; i < egress.exceptions.length; i += 1) {
      const b = egress.exceptions[i] as number;
      if (sizes[b] === 0) continue;
      const pairs = (sizes[a] as number) * (sizes[b] as number);
      const ingress = sides.ingress[b] as Table;
      add(outcomeOf(coarse(egress, b), coarse(ingress, a)), -pairs);
      add(outcomeOf(egress.rows[i] as number, rowIn(ingress, a, coarseOf)), pairs);
    }
    const into = sides.ingress[a] as Table;
    for (let i = 0; i < into.exceptions.length; i += 1) {
      const b = into.exceptions[i] as number;
      if (sizes[b] === 0 || has((sides.egress[b] as Table).exceptions, a)) continue;
      const pairs = (sizes[a] as number) * (sizes[b] as number);
      const out = coarse(sides.egress[b] as Table, a);
      add(outcomeOf(out, coarse(into, b)), -pairs);
      add(outcomeOf(out, into.rows[i] as number), pairs);
    }
    add(outcomeOf(rowIn(egress, a, coarseOf), rowIn(into, a, coarseOf)), -(sizes[a] as number));
  }
  const endpoints = sizes.reduce((sum, size) => sum + size, 0);
  return { pairs: endpoints * (endpoints - 1), reachable: sums[reachable] as number, open: sums[open] as number };
}

interface Sides {
  readonly egress: readonly (Table | undefined)[];
  readonly ingress: readonly (Table | undefined)[];
}

const tablesByClass = ({ programs, tables }: Reach, programOf: Int32Array): readonly (Table | undefined)[] =>
  Array.from(programOf, (program) => (program < 0 ? undefined : tables.tableOf(programs.all[program] as Program)));

/** Classes of one coarse group and one vector are alike as far as vectors tell. */
function addKinds(
  { sizes, tables, classes }: Reach,
  { egress, ingress }: Sides,
  outcomeOf: (out: number, into: number) => Outcome,
  add: (outcome: Outcome, pairs: number) => void,
): void {
  interface Kind {
    readonly group: number;
    readonly vector: Int32Array;
    size: number;
  }
  const kindsOf = (side: readonly (Table | undefined)[]): readonly Kind[] => {
    const kinds = new Map<number, Kind>();
    for (let own = 0; own < classes; own += 1) {
      const table = side[own];
      if (table === undefined) continue;
      const group = tables.coarseOf[own] as number;
      const kind = getOrMake(kinds, table.vectorId * tables.groups + group, () => ({
        group,
        vector: table.vector,
        size: 0,
      }));
      kind.size += sizes[own] as number;
    }
    return [...kinds.values()];
  };
  const receivers = kindsOf(ingress);
  for (const from of kindsOf(egress)) {
    for (const to of receivers) {
      add(outcomeOf(from.vector[to.group] as number, to.vector[from.group] as number), from.size * to.size);
    }
  }
}

/** What two rows make of a pair; worked out once for each two verdicts. */
function outcomes({ rows }: Reach): (out: number, into: number) => Outcome {
  const known: (Outcome | undefined)[][] = [];
  return (out, into) => {
    const [a, b] = [rows.verdictOf(out), rows.verdictOf(into)];
    const own = (known[a] ??= []);
    return (own[b] ??= outcomeOfVerdicts(rows.verdict(a), rows.verdict(b)));
  };
}

function outcomeOfVerdicts(a: RowVerdict, b: RowVerdict): Outcome {
  if (intersect(a.allow, b.allow).length > 0) return reachable;
  return intersect(union(a.allow, a.open), union(b.allow, b.open)).length > 0 ? open : denied;
}

function has(sorted: Int32Array, value: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] as number;
    if (at === value) return true;
    if (at < value) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

// --- who decides ----------------------------------------------------------------------------------------------------

/** How much a decision decides, alone or as one of several that the input leaves open. */
export interface Decided {
  /** Ordered pairs of an endpoint and another one, with at least one connection that it decides on its side. */
  readonly pairs: number;
  /** Endpoints on whose side it decides something, the outside as peer included. */
  readonly endpoints: number;
}

export function decidedBy(reach: Reach): ReadonlyMap<Decision, Decided> {
  const found = new Map<Decision, { pairs: number; endpoints: number }>();
  const { programs } = reach;
  const groups = groupSizes(reach);
  for (const programOf of [programs.egress, programs.ingress]) {
    const classesOf = csrOf(programOf, programs.all.length);
    for (const program of programs.all) {
      const subjects = listIn(classesOf, program.id);
      if (subjects.length === 0) continue;
      const endpoints = subjects.reduce((sum, own) => sum + (reach.sizes[own] as number), 0);
      const all = decisionsOf(program.steps());
      for (const [place, peers] of peersByDecision(reach, program, groups)) {
        const decided = getOrMake(found, all[place] as Decision, () => ({ pairs: 0, endpoints: 0 }));
        decided.pairs += peers * endpoints - selfPairs(reach, program, subjects, place);
        decided.endpoints += endpoints;
      }
    }
  }
  return found;
}

/** By coarse group: its endpoints, and its classes, the outside included. */
interface GroupSizes {
  readonly sizes: Float64Array;
  readonly classes: Int32Array;
}

function groupSizes({ tables, sizes, classes }: Reach): GroupSizes {
  const bySize = new Float64Array(tables.groups);
  const byClass = new Int32Array(tables.groups);
  for (let own = 0; own < classes; own += 1) {
    const group = tables.coarseOf[own] as number;
    bySize[group] = (bySize[group] as number) + (sizes[own] as number);
    byClass[group] = (byClass[group] as number) + 1;
  }
  return { sizes: bySize, classes: byClass };
}

/** For every decision that falls: how many endpoints are peers for which it does. */
function peersByDecision(
  { tables, sizes, rows }: Reach,
  program: Program,
  groups: GroupSizes,
): ReadonlyMap<number, number> {
  const { vector, exceptions, rows: own } = tables.tableOf(program);
  const sizeLeft = groups.sizes.slice();
  const classesLeft = groups.classes.slice();
  const found = new Map<number, number>();
  const add = (row: number, peers: number) => {
    for (const place of rows.decidersOf(row)) found.set(place, (found.get(place) ?? 0) + peers);
  };
  for (let i = 0; i < exceptions.length; i += 1) {
    const peer = exceptions[i] as number;
    const group = tables.coarseOf[peer] as number;
    sizeLeft[group] = (sizeLeft[group] as number) - (sizes[peer] as number);
    classesLeft[group] = (classesLeft[group] as number) - 1;
    add(own[i] as number, sizes[peer] as number);
  }
  for (let group = 0; group < vector.length; group += 1) {
    if ((classesLeft[group] as number) > 0) add(vector[group] as number, sizeLeft[group] as number);
  }
  return found;
}

/** Subjects that are their own peer, counted where the decision falls for them. */
function selfPairs({ tables, sizes, rows }: Reach, program: Program, subjects: Int32Array, place: number): number {
  const table = tables.tableOf(program);
  let pairs = 0;
  for (const own of subjects) {
    if (rows.decidersOf(rowIn(table, own, tables.coarseOf)).includes(place)) pairs += sizes[own] as number;
  }
  return pairs;
}
