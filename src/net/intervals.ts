/**
 * Sets of whole numbers as sorted, disjoint, half-open intervals that do not touch. The form is canonical: equal
 * sets are equal arrays. Used for ports on the connection line (numbers) and for addresses (big integers).
 */
export type Interval<N extends number | bigint> = readonly [start: N, end: N];
export type Intervals<N extends number | bigint> = readonly Interval<N>[];

/** Any intervals, in any order, overlapping or empty, as the canonical form of their union. */
export function normalize<N extends number | bigint>(intervals: Iterable<Interval<N>>): Intervals<N> {
  const sorted = [...intervals]
    .filter(([start, end]) => start < end)
    .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  const merged: [N, N][] = [];
  for (const [start, end] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) {
      if (end > last[1]) last[1] = end;
    } else {
      merged.push([start, end]);
    }
  }
  return merged;
}

export const union = <N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> =>
  a.length === 0 ? b : b.length === 0 ? a : normalize([...a, ...b]);

export function intersect<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
  const shared: Interval<N>[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = a[i];
    const y = b[j];
    if (x === undefined || y === undefined) return shared;
    const start = x[0] > y[0] ? x[0] : y[0];
    const end = x[1] < y[1] ? x[1] : y[1];
    if (start < end) shared.push([start, end]);
    if (x[1] < y[1]) i += 1;
    else j += 1;
  }
}

/** What is in `a` and not in `b`. */
export function subtract<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
  const left: Interval<N>[] = [];
  let j = 0;
  for (const [start, end] of a) {
    let from = start;
    while (j < b.length && (b[j] as Interval<N>)[1] <= from) j += 1;
    for (let k = j; k < b.length; k += 1) {
      const [cutStart, cutEnd] = b[k] as Interval<N>;
      if (cutStart >= end) break;
      if (cutStart > from) left.push([from, cutStart]);
      if (cutEnd > from) from = cutEnd;
    }
    if (from < end) left.push([from, end]);
  }
  return left;
}

export function contains<N extends number | bigint>(set: Intervals<N>, value: N): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [start, end] = set[middle] as Interval<N>;
    if (value < start) high = middle - 1;
    else if (value >= end) low = middle + 1;
    else return true;
  }
  return false;
}

export const equalIntervals = <N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): boolean =>
  a.length === b.length && a.every(([start, end], i) => start === b[i]?.[0] && end === b[i]?.[1]);
