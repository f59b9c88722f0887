import type { MapEdge } from '../analysis/answers';
import { compareText } from '../base/order';
import { interestRank } from '../analysis/interests';
import type { HiddenBecause, HiddenEdges } from './graph-view';

/** Counts edges that are not drawn, by class, verdict and cause. */
export interface Tally {
  /** `by` more than one: a bundle. */
  count(edge: Pick<MapEdge, 'interest' | 'verdict'>, because: HiddenBecause, by: number): void;
  /** By cause, then the most telling class first. */
  sorted(): HiddenEdges[];
}

export function createTally(): Tally {
  const sums = new Map<string, { -readonly [K in keyof HiddenEdges]: HiddenEdges[K] }>();
  return {
    count({ interest, verdict }, because, by) {
      const bundled = by > 1;
      const key = `${because} ${interest} ${verdict} ${bundled}`;
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, { interest, verdict, because, bundled, count: by });
      else sum.count += by;
    },
    sorted: () =>
      [...sums.values()].sort(
        (a, b) =>
          compareText(a.because, b.because) ||
          interestRank(a.interest) - interestRank(b.interest) ||
          compareText(a.verdict, b.verdict) ||
          Number(a.bundled) - Number(b.bundled),
      ),
  };
}
