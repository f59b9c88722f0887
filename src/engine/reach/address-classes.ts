/**
 * The addresses of one family in the coarsest parts that lists of CIDRs, host endpoints and Services in rules can tell
 * apart. One predicate a list, not one a CIDR.
 */
import { createSequences } from '../../base/sequences';
import { endOfFamily, type Family } from '../../net/address';
import type { Interval, Intervals } from '../../net/intervals';

export interface AddressClasses {
  readonly count: number;
  /** The class of an address. */
  classAt(address: bigint): number;
  /** By predicate, the classes whose addresses it holds; ascending. */
  readonly classesOf: readonly Int32Array[];
  /** By class, its predicates; ascending. */
  readonly predicatesOf: readonly (readonly number[])[];
  /** Every stretch of addresses between two bounds, with its class, in order. */
  stretches(): Iterable<{ readonly range: Interval<bigint>; readonly addressClass: number }>;
}

export function addressClassesOf(family: Family, predicates: readonly Intervals<bigint>[]): AddressClasses {
  const bounds = createBounds(family, predicates);
  const opening: number[][] = [];
  const closing: number[][] = [];
  for (const [predicate, intervals] of predicates.entries()) {
    for (const [start, end] of intervals) {
      (opening[bounds.indexOf(start)] ??= []).push(predicate);
      (closing[bounds.indexOf(end)] ??= []).push(predicate);
    }
  }
  const classOf = new Int32Array(bounds.count);
  const predicatesOf: number[][] = [];
  const byState = new Map<number, number>();
  const sequences = createSequences();
  let active: number[] = [];
  for (let at = 0; at < bounds.count; at += 1) {
    const closed = closing[at];
    if (closed !== undefined) active = active.filter((predicate) => !closed.includes(predicate));
    if (opening[at] !== undefined) active = [...active, ...(opening[at] as number[])].sort((a, b) => a - b);
    const state = active.reduce((own, predicate) => sequences.next(own, predicate), 0);
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
    classAt: (address) => classOf[bounds.floor(address)] as number,
    classesOf: classesOf.map((classes) => Int32Array.from(classes)),
    predicatesOf,
    *stretches() {
      for (let at = 0; at < bounds.count; at += 1) {
        yield { range: [bounds.at(at), bounds.at(at + 1)], addressClass: classOf[at] as number };
      }
    },
  };
}

/** Starts of stretches, ascending, the first of them 0. */
interface Bounds {
  readonly count: number;
  /** The last bound that is not above the address. */
  floor(address: bigint): number;
  /** `count` for the end of the family. */
  indexOf(bound: bigint): number;
  at(index: number): bigint;
}

/** Addresses of IPv4 are compared as numbers: big integers cost ten times as much. */
function createBounds(family: Family, predicates: readonly Intervals<bigint>[]): Bounds {
  const all = predicates.flatMap((intervals) => intervals.flat());
  const end = endOfFamily(family);
  if (family === 4) {
    const sorted = Float64Array.from(new Set([0, ...all.map(Number)])).sort();
    const count = sorted.at(-1) === Number(end) ? sorted.length - 1 : sorted.length;
    const floor = (address: bigint): number => floorIn(sorted, Number(address), count);
    return {
      count,
      floor,
      indexOf: (bound) => (bound === end ? count : floor(bound)),
      at: (index) => (index === count ? end : BigInt(sorted[index] as number)),
    };
  }
  const sorted = [...new Set([0n, ...all])].filter((bound) => bound !== end).sort((a, b) => (a < b ? -1 : 1));
  const floor = (address: bigint): number => floorIn(sorted, address, sorted.length);
  return {
    count: sorted.length,
    floor,
    indexOf: (bound) => (bound === end ? sorted.length : floor(bound)),
    at: (index) => (index === sorted.length ? end : (sorted[index] as bigint)),
  };
}

function floorIn<N extends number | bigint>(sorted: ArrayLike<N>, value: N, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] as N) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
