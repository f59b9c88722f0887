/**
 * What each program says of every class: a coarse vector for the answers to the few questions that many classes
 * answer, and exceptions for the classes that answer one of the others. Both are exact; no pair matrix is ever built.
 */
import { createLists, type Lists } from '../../base/lists';
import { extentIn, type ClassSet } from './class-sets';
import { createDense } from './dense';
import { answersIn, createExceptionFinder, type ExceptionFinder, type Exceptions } from './exceptions';
import { everywhereId, nowhereId, type Extents } from './extents';
import { appended, carriedList, createLineage, type Lineage } from './lineage';
import type { Program } from './programs';
import { alikeIn, createPartition } from './refine';
import type { Rows } from './rows';

/** What one program says of every class. */
export type Table = SparseTable | DenseTable;

export interface SparseTable {
  readonly kind: 'sparse';
  /** By coarse group: a row. */
  readonly vector: Int32Array;
  /** Number of the vector: equal vectors are one. */
  readonly vectorId: number;
  /** Classes, ascending, that have a row of their own. */
  readonly exceptions: Int32Array;
  readonly rows: Int32Array;
}

/** For programs that too many classes answer in ways of their own. Rows are worked out when asked for. */
export interface DenseTable {
  readonly kind: 'dense';
  /** By class: the verdict of its row. */
  readonly verdicts: Int32Array;
  rowAt(own: number): number;
}

export interface Tables {
  /** By class. Classes of one group are in the same large sets, at the same extents. */
  readonly coarseOf: Int32Array;
  readonly groups: number;
  readonly vectors: readonly Int32Array[];
  tableOf(program: Program): Table;
  /** What sets are large from: those of more classes. */
  readonly limit: number;
  isLarge(set: ClassSet): boolean;
  /** For further programs, from number `first` on, and further classes. Sets that are not large stay so. */
  after(first: number, lineage: Lineage): Tables;
}

export interface Thresholds {
  /** A set of more classes than this is large; by default 16, or a 64th of all. */
  readonly large?: number;
  /** A program with more exceptions, or more answers of coarse groups to large sets, than this is dense. */
  readonly dense?: number;
  /** An edit that touches more classes than this makes tables and programs anew; by default none does. */
  readonly edited?: number;
}

export function createTables(
  classes: number,
  programs: readonly Program[],
  { rows, extents }: { readonly rows: Rows; readonly extents: Extents },
  thresholds: Thresholds = {},
): Tables {
  const limit = thresholds.large ?? Math.max(16, classes / 64);
  const large: ClassSet[] = [];
  /** By id of a set. */
  const isAsked: boolean[] = [];
  for (const { slots } of programs) {
    for (let slot = 0; slot < slots.length; slot += 1) {
      const set = slots[slot] as ClassSet;
      if (set.classes.length <= limit || isAsked[set.id] === true) continue;
      isAsked[set.id] = true;
      large.push(set);
    }
  }
  const { coarseOf, groups } = coarseGroups(classes, large);
  const store: Store = {
    rows,
    extents,
    limit,
    isLarge: (set) => set.classes.length > limit && isAsked[set.id] === true,
    mostAnswered: thresholds.dense ?? Math.max(4096, classes / 4),
    groups,
    vectors: [],
    patterns: createLists(),
    exceptionsOf: createExceptionFinder(),
    homes: [],
  };
  return tablesOf(store, { lineage: createLineage(classes), coarseOf });
}

/** What tables share with those after them. All of it only grows. */
interface Store extends Pick<Tables, 'limit' | 'isLarge' | 'groups'> {
  readonly rows: Rows;
  readonly extents: Extents;
  readonly mostAnswered: number;
  readonly vectors: Int32Array[];
  /** Numbers the vectors: a shape, and which sets its large slots ask for. */
  readonly patterns: Lists;
  readonly exceptionsOf: ExceptionFinder;
  /** Of programs that came later, each from the number of its first one on; ascending. */
  readonly homes: { readonly first: number; readonly home: Home }[];
}

/** The classes that there were when a program was made, which its table is made of. */
interface Home {
  readonly classes: number;
  tableOf(program: Program): Table;
}

interface Present {
  readonly lineage: Lineage;
  readonly coarseOf: Int32Array;
  /** Of programs that were there from the start. */
  readonly first?: Home;
  /** Of programs that come now. */
  readonly own?: Home;
}

function homeOf(store: Store, { classes }: Lineage, coarseOf: Int32Array): Home {
  const make = tableMaker(store, classes, coarseOf);
  const made: Table[] = [];
  return { classes, tableOf: (program) => (made[program.id] ??= make(program)) };
}

function tablesOf(store: Store, present: Present): Tables {
  const { lineage, coarseOf } = present;
  const { groups, vectors, limit, isLarge, homes } = store;
  const own = present.own ?? homeOf(store, lineage, coarseOf);
  const first = present.first ?? own;
  const known: Table[] = [];
  const find = (program: Program): Table => {
    const home = homes.findLast((own) => own.first <= program.id)?.home ?? first;
    return carriedTable(home.tableOf(program), home.classes, lineage);
  };
  return {
    coarseOf,
    groups,
    vectors,
    tableOf: (program) => (known[program.id] ??= find(program)),
    limit,
    isLarge,
    after(firstLater, later) {
      const coarseLater = carriedList(coarseOf, later);
      const home = later.classes === lineage.classes ? own : homeOf(store, later, coarseLater);
      homes.push({ first: firstLater, home });
      return tablesOf(store, { lineage: later, coarseOf: coarseLater, first, own: home });
    },
  };
}

/** A table made of so many classes, which says of classes split later what it says of their ancestors. */
function carriedTable(table: Table, classes: number, lineage: Lineage): Table {
  if (classes === lineage.classes) return table;
  if (table.kind === 'dense') {
    const rowAt = (own: number): number => table.rowAt(lineage.ancestor(own, classes));
    return { kind: 'dense', verdicts: carriedList(table.verdicts, lineage), rowAt };
  }
  const exceptions: number[] = [];
  const rows: number[] = [];
  for (let own = classes; own < lineage.classes; own += 1) {
    const at = exceptionAt(table.exceptions, lineage.ancestor(own, classes));
    if (at === -1) continue;
    exceptions.push(own);
    rows.push(table.rows[at] as number);
  }
  if (exceptions.length === 0) return table;
  return { ...table, exceptions: appended(table.exceptions, exceptions), rows: appended(table.rows, rows) };
}

function tableMaker(store: Store, classes: number, coarseOf: Int32Array): (program: Program) => Table {
  const { rows, extents, isLarge, mostAnswered, groups, vectors, patterns, exceptionsOf } = store;
  const denseVerdicts = createDense(classes, extents, rows);
  const answers = coarseAnswers(coarseOf, groups);

  /** Answers of every coarse group to the large slots. */
  const largeAnswersOf = (program: Program, large: readonly number[]): readonly Int32Array[] =>
    large.map((slot) => answers(program.slots[slot] as ClassSet));
  const vectorOf = (program: Program, large: readonly number[], own: readonly Int32Array[]): number => {
    patterns.add(program.shape());
    for (let i = 0; i < large.length; i += 1) {
      const slot = large[i] as number;
      patterns.add(slot);
      patterns.add((program.slots[slot] as ClassSet).id);
    }
    const pattern = patterns.close();
    if (pattern < vectors.length) return pattern;
    const vector = new Int32Array(groups);
    for (let group = 0; group < groups; group += 1) {
      for (let i = 0; i < large.length; i += 1) {
        const extent = (own[i] as Int32Array)[group] as number;
        if (extent !== nowhereId) rows.answer(large[i] as number, extent);
      }
      vector[group] = rows.rowOf(program);
    }
    vectors.push(vector);
    return pattern;
  };

  const makeDense = (program: Program): DenseTable | undefined => {
    const verdicts = denseVerdicts(program.steps());
    if (verdicts === undefined) return undefined;
    return {
      kind: 'dense',
      verdicts,
      rowAt(own) {
        for (const [slot, set] of program.slots.entries()) {
          const extent = extentIn(set, own);
          if (extent !== nowhereId) rows.answer(slot, extent);
        }
        return rows.rowOf(program);
      },
    };
  };

  return (program) => {
    const large: number[] = [];
    const small: number[] = [];
    for (let slot = 0; slot < program.slots.length; slot += 1) {
      (isLarge(program.slots[slot] as ClassSet) ? large : small).push(slot);
    }
    if (answersIn(program.slots, small) > mostAnswered || large.length * groups > mostAnswered) {
      const dense = makeDense(program);
      if (dense !== undefined) return dense;
    }
    const largeAnswers = largeAnswersOf(program, large);
    const vectorId = vectorOf(program, large, largeAnswers);
    const vector = vectors[vectorId] as Int32Array;
    if (small.length === 0) return { kind: 'sparse', vector, vectorId, exceptions: none, rows: none };
    const found = exceptionsOf(program.slots, small);
    const own = new Int32Array(found.classes.length);
    for (let i = 0; i < own.length; i += 1) {
      const group = coarseOf[found.classes[i] as number] as number;
      tellAnswers(rows, large, largeAnswers, group, found, i);
      own[i] = rows.rowOf(program);
    }
    return { kind: 'sparse', vector, vectorId, exceptions: found.classes, rows: own };
  };
}

const none = new Int32Array(0);

/** Where a class stands among the exceptions; -1 where it is none. */
export function exceptionAt(exceptions: Int32Array, own: number): number {
  let low = 0;
  let high = exceptions.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = exceptions[middle] as number;
    if (at === own) return middle;
    if (at < own) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The row of a table for a class. */
export function rowIn(table: Table, own: number, coarseOf: Int32Array): number {
  if (table.kind === 'dense') return table.rowAt(own);
  const at = exceptionAt(table.exceptions, own);
  return (at === -1 ? table.vector[coarseOf[own] as number] : table.rows[at]) as number;
}

/** The verdict of that row. */
export const verdictIn = (table: Table, own: number, coarseOf: Int32Array, rows: Rows): number =>
  table.kind === 'dense' ? (table.verdicts[own] as number) : rows.verdictOf(rowIn(table, own, coarseOf));

function coarseGroups(classes: number, large: Iterable<ClassSet>): { coarseOf: Int32Array; groups: number } {
  const partition = createPartition(new Int32Array(classes));
  for (const set of large) for (const list of alikeIn(set.classes, set.extents)) partition.split(list);
  return { coarseOf: partition.classOf, groups: partition.size };
}

/** What each coarse group answers to a large set. */
function coarseAnswers(coarseOf: Int32Array, groups: number): (set: ClassSet) => Int32Array {
  const known = new Map<ClassSet, Int32Array>();
  return (set) => {
    const found = known.get(set);
    if (found !== undefined) return found;
    const answers = new Int32Array(groups).fill(nowhereId);
    for (let i = 0; i < set.classes.length; i += 1) {
      answers[coarseOf[set.classes[i] as number] as number] = set.extents?.[i] ?? everywhereId;
    }
    known.set(set, answers);
    return answers;
  };
}

/** Tells all that class `i` answers, to large sets and small ones, slots ascending. */
function tellAnswers(
  rows: Rows,
  large: readonly number[],
  largeAnswers: readonly Int32Array[],
  group: number,
  { starts, slots, extents }: Exceptions,
  i: number,
): void {
  let next = starts[i] as number;
  const end = starts[i + 1] as number;
  for (let l = 0; l < large.length; l += 1) {
    const slot = large[l] as number;
    for (; next < end && (slots[next] as number) < slot; next += 1) {
      rows.answer(slots[next] as number, extents[next] as number);
    }
    const answer = (largeAnswers[l] as Int32Array)[group] as number;
    if (answer !== nowhereId) rows.answer(slot, answer);
  }
  for (; next < end; next += 1) rows.answer(slots[next] as number, extents[next] as number);
}
