/**
 * Exact numbers about all ordered pairs of endpoints, an endpoint with itself left out: counted by kinds of classes and
 * corrected for the exceptions, so that no pair is visited twice and most are never visited.
 */
import { getOrMake } from '../../base/collections';
import { intersect, union } from '../../net/intervals';
import type { Program } from './programs';
import type { Reach } from './reach';
import { recount, type Add, type Judges } from './recount';
import type { RowVerdict } from './rows';
import { exceptionAt, verdictIn, type SparseTable, type Table } from './tables';

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

/** Counted once a reach; after an edit, from what was counted before it. */
export function totalsOf(reach: Reach): Totals {
  const known = counted.get(reach);
  if (known !== undefined) return known;
  const totals = countedSince(reach) ?? countedInFull(reach);
  counted.set(reach, totals);
  older.delete(reach);
  return totals;
}

const counted = new WeakMap<Reach, Totals>();

/** What was counted before edits, for those who ask after them. */
const older = new WeakMap<Reach, { readonly judges: Judges; readonly totals: Totals }>();

/** Leaves what was counted of a reach, or of one before it, to the next one, which has the numbers of its programs. */
export function leaveTotals(before: Reach, next: Reach): void {
  const totals = counted.get(before);
  const left = totals === undefined ? older.get(before) : { judges: before.programs, totals };
  if (left !== undefined) older.set(next, left);
}

function countedSince(reach: Reach): Totals | undefined {
  const left = older.get(reach);
  if (left === undefined) return undefined;
  const { totals, judges } = left;
  const { sums, add } = sumsOf(reach);
  if (!recount(reach, judges, add)) return undefined;
  return { pairs: totals.pairs, reachable: totals.reachable + sums[reachable], open: totals.open + sums[open] };
}

function sumsOf(reach: Reach) {
  const outcomeOf = outcomes(reach);
  const sums: [number, number, number] = [0, 0, 0];
  const add: Add = (out, into, pairs) => {
    sums[outcomeOf(out, into)] += pairs;
  };
  return { sums, add };
}

/** Without regard to what was counted before. */
export function countedInFull(reach: Reach): Totals {
  const { sizes, tables, rows } = reach;
  const { sums, add } = sumsOf(reach);
  const sides = {
    egress: tablesByClass(reach, reach.programs.egress),
    ingress: tablesByClass(reach, reach.programs.ingress),
  };
  addKinds(reach, sides, add);
  addExceptions(reach, sides, add);
  addDense(reach, sides, add);
  for (const [own, size] of sizes.entries()) {
    if (size === 0) continue;
    const out = sides.egress[own] as Table;
    const into = sides.ingress[own] as Table;
    add(verdictIn(out, own, tables.coarseOf, rows), verdictIn(into, own, tables.coarseOf, rows), -size);
  }
  const endpoints = sizes.reduce((sum, size) => sum + size, 0);
  return { pairs: endpoints * (endpoints - 1), reachable: sums[reachable], open: sums[open] };
}

interface Sides {
  readonly egress: readonly (Table | undefined)[];
  readonly ingress: readonly (Table | undefined)[];
}

const tablesByClass = ({ programs, tables }: Reach, programOf: Int32Array): readonly (Table | undefined)[] =>
  Array.from(programOf, (program) => (program < 0 ? undefined : tables.tableOf(programs.all[program] as Program)));

/** Classes of one coarse group and one vector are alike as far as vectors tell. */
function addKinds({ sizes, tables, rows }: Reach, { egress, ingress }: Sides, add: Add): void {
  interface Kind {
    readonly group: number;
    readonly verdicts: Int32Array;
    size: number;
  }
  const byVector = new Map<number, { readonly id: number; readonly verdicts: Int32Array }>();
  const ids = new Map<string, number>();
  const verdictsOf = ({ vector }: SparseTable) => {
    const verdicts = vector.map((row) => rows.verdictOf(row));
    return { id: getOrMake(ids, verdicts.join(), () => ids.size), verdicts };
  };
  const kindsOf = (side: readonly (Table | undefined)[]): readonly Kind[] => {
    const kinds = new Map<number, Kind>();
    for (const [own, table] of side.entries()) {
      if (table?.kind !== 'sparse') continue;
      const group = tables.coarseOf[own] as number;
      const { id, verdicts } = getOrMake(byVector, table.vectorId, () => verdictsOf(table));
      const kind = getOrMake(kinds, id * tables.groups + group, () => ({ group, verdicts, size: 0 }));
      kind.size += sizes[own] as number;
    }
    return [...kinds.values()];
  };
  const receivers = kindsOf(ingress);
  for (const from of kindsOf(egress)) {
    for (const to of receivers) {
      add(from.verdicts[to.group] as number, to.verdicts[from.group] as number, from.size * to.size);
    }
  }
}

/** Takes back what vectors said of exceptions of either side, and adds what is true of them. */
function addExceptions({ sizes, tables, rows }: Reach, { egress, ingress }: Sides, add: Add): void {
  const { coarseOf } = tables;
  const coarse = ({ vector }: SparseTable, peer: number) => rows.verdictOf(vector[coarseOf[peer] as number] as number);
  for (let a = 0; a < egress.length; a += 1) {
    const out = egress[a];
    if (out?.kind !== 'sparse') continue;
    for (let i = 0; i < out.exceptions.length; i += 1) {
      const b = out.exceptions[i] as number;
      const into = ingress[b];
      if (into?.kind !== 'sparse') continue;
      const before = coarse(out, b);
      const own = rows.verdictOf(out.rows[i] as number);
      const beforeInto = coarse(into, a);
      const ownInto = verdictIn(into, a, coarseOf, rows);
      if (before === own && beforeInto === ownInto) continue;
      const pairs = (sizes[a] as number) * (sizes[b] as number);
      add(before, beforeInto, -pairs);
      add(own, ownInto, pairs);
    }
  }
  for (let b = 0; b < ingress.length; b += 1) {
    const into = ingress[b];
    if (into?.kind !== 'sparse') continue;
    for (let i = 0; i < into.exceptions.length; i += 1) {
      const a = into.exceptions[i] as number;
      const out = egress[a];
      if (out?.kind !== 'sparse') continue;
      const before = coarse(into, a);
      const own = rows.verdictOf(into.rows[i] as number);
      if (before === own || exceptionAt(out.exceptions, b) !== -1) continue;
      const pairs = (sizes[a] as number) * (sizes[b] as number);
      const outward = coarse(out, b);
      add(outward, before, -pairs);
      add(outward, own, pairs);
    }
  }
}

/** Pairs with a dense side, one by one. */
function addDense({ sizes, tables, rows, classes }: Reach, { egress, ingress }: Sides, add: Add): void {
  const { coarseOf } = tables;
  const everyone = [...ingress.keys()].filter((own) => ingress[own] !== undefined);
  const denseReceivers = everyone.filter((own) => ingress[own]?.kind === 'dense');
  const received = ingress.map((table) => (table?.kind === 'dense' ? table.verdicts : undefined));
  const sent = new Int32Array(classes);
  for (let a = 0; a < classes; a += 1) {
    const out = egress[a];
    if (out === undefined) continue;
    const receivers = out.kind === 'dense' ? everyone : denseReceivers;
    if (out.kind === 'sparse') for (const b of receivers) sent[b] = verdictIn(out, b, coarseOf, rows);
    const verdicts = out.kind === 'dense' ? out.verdicts : sent;
    const size = sizes[a] as number;
    for (let i = 0; i < receivers.length; i += 1) {
      const b = receivers[i] as number;
      const own = received[b];
      const into = own === undefined ? verdictIn(ingress[b] as Table, a, coarseOf, rows) : (own[a] as number);
      add(verdicts[b] as number, into, size * (sizes[b] as number));
    }
  }
}

/** What two verdicts make of a pair; worked out once for each two. */
function outcomes({ rows }: Reach): (out: number, into: number) => Outcome {
  const known: (Outcome | undefined)[][] = [];
  return (out, into) => {
    const own = (known[out] ??= []);
    return (own[into] ??= outcomeOfVerdicts(rows.verdict(out), rows.verdict(into)));
  };
}

function outcomeOfVerdicts(a: RowVerdict, b: RowVerdict): Outcome {
  if (intersect(a.allow, b.allow).length > 0) return reachable;
  return intersect(union(a.allow, a.open), union(b.allow, b.open)).length > 0 ? open : denied;
}
