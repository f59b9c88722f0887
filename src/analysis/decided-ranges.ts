/** Who decided on what part of the line between two groups. */
import { getOrMake } from '../base/collections';
import { compareText } from '../base/order';
import type { Stretch } from '../engine/connections';
import type { Line } from '../engine/line';
import type { Segment } from '../engine/reach/rows';
import type { Decision, Verdict } from '../model/verdict';
import { normalize, type Interval } from '../net/intervals';
import { connectionSetOf, type ConnectionSet } from './connection-set';
import type { PairClass } from './groups';

export interface DecidedRange {
  /** Equal sets of one answer are one object, and so are equal lists of deciders. */
  readonly connections: ConnectionSet;
  readonly verdict: Verdict;
  readonly egress: readonly Decision[] | undefined;
  readonly ingress: readonly Decision[] | undefined;
  /** Of how many pairs of members this is true. */
  readonly pairs: number;
}

interface Range {
  readonly line: Line;
  readonly of: Stretch;
  readonly pairs: number;
}

/** Ranges with the same deciders taken together; pairs count together where theirs are the very same ranges. */
export function decidedRanges(): (classes: readonly PairClass[]) => readonly DecidedRange[] {
  const sets = new Map<string, ConnectionSet>();
  const told = (line: Line): ConnectionSet => getOrMake(sets, line.join(), () => connectionSetOf(line));
  const lists = new Map<string, readonly Decision[]>();
  const ids = new Map<Decision, number>();
  const listOf = (segment: Segment | undefined): readonly Decision[] | undefined => {
    if (segment === undefined) return undefined;
    const key = segment.decisions.map((decision) => getOrMake(ids, decision, () => ids.size)).join();
    return getOrMake(lists, key, () => segment.decisions);
  };
  return (classes) =>
    merged(classes.flatMap(rangesOf)).map(({ line, of, pairs }) => ({
      connections: told(line),
      verdict: of.verdict,
      egress: listOf(of.egress),
      ingress: listOf(of.ingress),
      pairs,
    }));
}

function rangesOf({ stretches, pairs }: PairClass): readonly Range[] {
  const found: { readonly of: Stretch; readonly intervals: Interval<number>[] }[] = [];
  for (const stretch of stretches) {
    const alike = found.find(({ of }) => decidesAlike(of, stretch));
    const interval = [stretch.start, stretch.end] as const;
    if (alike === undefined) found.push({ of: stretch, intervals: [interval] });
    else alike.intervals.push(interval);
  }
  return found.map(({ of, intervals }) => ({ of, line: normalize(intervals), pairs }));
}

const decidesAlike = (a: Stretch, b: Stretch): boolean =>
  a.verdict === b.verdict && sameDeciders(a.egress, b.egress) && sameDeciders(a.ingress, b.ingress);

const sameDeciders = (a: Segment | undefined, b: Segment | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.decisions.length === b.decisions.length &&
    a.decisions.every((decision, i) => decision === b.decisions[i]));

/** In the order of the line; equal ranges counted together. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const found = new Map<string, Range[]>();
  for (const range of ranges) {
    const alike = getOrMake(found, range.line.join(), () => []);
    const place = alike.findIndex(({ of }) => decidesAlike(of, range.of));
    if (place === -1) alike.push(range);
    else alike[place] = { ...range, pairs: (alike[place]?.pairs ?? 0) + range.pairs };
  }
  const start = ({ line }: Range): number => line[0]?.[0] ?? 0;
  return [...found.values()].flat().sort((a, b) => start(a) - start(b) || compareText(textOf(a), textOf(b)));
}

const textOf = ({ line, of: { verdict, egress, ingress } }: Range): string =>
  `${JSON.stringify([verdict, egress?.decisions, ingress?.decisions])} ${JSON.stringify(line)}`;
