/** Parts of the line on which the same extents count. */
import { createLists } from '../../base/lists';
import type { Interval } from '../../net/intervals';
import { lineEnd } from '../line';
import type { Extents } from './extents';

export interface Atoms {
  /** By atom: its cells. */
  readonly intervals: readonly (readonly Interval<number>[])[];
  /** By atom and extent: 1 where it counts there. */
  readonly counting: readonly Uint8Array[];
}

/** The atoms of extents that hang on no missing input; worked out once for all that ask for the same ones, each once. */
export function createAtoms(extents: Extents): (lines: Iterable<number>) => Atoms {
  const lists = createLists();
  const known: Atoms[] = [];
  const make = (lines: readonly number[]): Atoms => {
    const bounds = new Set([0, lineEnd]);
    for (const line of lines) for (const [start, end] of extents.of(line).certain) bounds.add(start).add(end);
    const cuts = [...bounds].sort((a, b) => a - b);
    const places = new Map(cuts.map((cut, i) => [cut, i]));
    const most = Math.max(0, ...lines) + 1;
    const counts = cuts.slice(1).map(() => new Uint8Array(most));
    for (const line of lines) {
      for (const [start, end] of extents.of(line).certain) {
        const last = places.get(end) as number;
        for (let piece = places.get(start) as number; piece < last; piece += 1) (counts[piece] as Uint8Array)[line] = 1;
      }
    }
    const pieces = createLists();
    const intervals: Interval<number>[][] = [];
    const counting: Uint8Array[] = [];
    for (const [piece, own] of counts.entries()) {
      for (const count of own) pieces.add(count);
      const atom = pieces.close();
      if (atom === counting.length) {
        counting.push(own);
        intervals.push([]);
      }
      (intervals[atom] as Interval<number>[]).push([cuts[piece] as number, cuts[piece + 1] as number]);
    }
    return { intervals, counting };
  };
  return (lines) => {
    const each = [...lines].sort((a, b) => a - b);
    for (const line of each) lists.add(line);
    return (known[lists.close()] ??= make(each));
  };
}
