/**
 * The addresses of one family in the coarsest parts that lists of CIDRs, host endpoints and Services in rules can tell
 * apart. One predicate a list, not one a CIDR.
 */
import { createSequences } from '../../base/sequences';
import { endOfFamily, type Family } from '../../net/address';
import type { Intervals } from '../../net/intervals';

export interface AddressClasses {
  readonly count: number;
  /** Where stretches of addresses of one class start, ascending; the first at 0. Those of IPv4 are numbers. */
  readonly starts: ArrayLike<number | bigint>;
  /** By stretch. */
  readonly classOf: Int32Array;
  /** By predicate, the classes whose addresses it holds; ascending. */
  readonly classesOf: readonly Int32Array[];
  /** By class, its predicates; ascending. */
  readonly predicatesOf: readonly (readonly number[])[];
}

export function addressClassesOf(family: Family, predicates: readonly Intervals<bigint>[]): AddressClasses {
  const { starts, count, indexOf } = createBounds(family, predicates);
  const opening: number[][] = [];
  const closing: number[][] = [];
  for (const [predicate, intervals] of predicates.entries()) {
    for (const [start, end] of intervals) {
      (opening[indexOf(start)] ??= []).push(predicate);
      (closing[indexOf(end)] ??= []).push(predicate);
    }
  }
  const classOf = new Int32Array(count);
  const predicatesOf: number[][] = [];
  const byState = new Map<number, number>();
  const sequences = createSequences();
  let active: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const closed = closing[at];
    if (closed !== undefined) active = active.filter((predicate) => !closed.includes(predicate));
    if (opening[at] !== undefined) active = [...active, ...(opening[at] as number[])].sort((a, b) => a - b);
    let state = 0;
    for (const predicate of active) state = sequences.next(state, predicate);
    let found = byState.get(state);
    if (found === undefined) {
      found = predicatesOf.push(active) - 1;
      byState.set(state, found);
    }
    classOf[at] = found;
  }
  const classesOf: number[][] = predicates.map(() => []);
  for (const [addressClass, own] of predicatesOf.entries()) {
    for (const predicate of own) (classesOf[predicate] as number[]).push(addressClass);
  }
  return {
    count: predicatesOf.length,
    starts,
    classOf,
    classesOf: classesOf.map((classes) => Int32Array.from(classes)),
    predicatesOf,
  };
}

interface Bounds {
  readonly starts: ArrayLike<number | bigint>;
  readonly count: number;
  /** Of a bound; `count` for the end of the family. */
  indexOf(bound: bigint): number;
}

/** Addresses of IPv4 are compared as numbers: big integers cost ten times as much. */
function createBounds(family: Family, predicates: readonly Intervals<bigint>[]): Bounds {
  const end = endOfFamily(family);
  if (family === 4) {
    const all: number[] = [0];
    for (const intervals of predicates) for (const [from, to] of intervals) all.push(Number(from), Number(to));
    const starts = uniqueIn(Float64Array.from(all).sort(), Number(end));
    return { starts, count: starts.length, indexOf: (bound) => indexIn(starts, Number(bound)) };
  }
  const all = [0n, ...predicates.flatMap((intervals) => intervals.flat())];
  const starts = [...new Set(all)].filter((bound) => bound !== end).sort((a, b) => (a < b ? -1 : 1));
  return { starts, count: starts.length, indexOf: (bound) => indexIn(starts, bound) };
}

/** Those below `end`, each once. */
function uniqueIn(sorted: Float64Array, end: number): Float64Array {
  let kept = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (sorted[i] === end || (i > 0 && sorted[i] === sorted[i - 1])) continue;
    sorted[kept] = sorted[i] as number;
    kept += 1;
  }
  return sorted.slice(0, kept);
}

/** Where a value stands; one past the last where it is not there. */
function indexIn<N extends number | bigint>(sorted: ArrayLike<N>, value: N): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as N) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
