/** Who decided on what part of the line between two groups. */
import { getOrMake } from '../base/collections';
import { createSequences } from '../base/sequences';
import { compareText } from '../base/order';
import type { Stretch } from '../engine/connections';
import type { Line } from '../engine/line';
import type { Segment } from '../engine/reach/rows';
import type { Decision, Verdict } from '../model/verdict';
import type { Interval } from '../net/intervals';
import { connectionSetOf, type ConnectionSet } from './connection-set';
import type { PairClass } from './groups';

/** Part of the line with those who decide it. Equal sets of one answer are one object, and so are lists of deciders. */
export interface Decided {
  readonly connections: ConnectionSet;
  readonly verdict: Verdict;
  readonly egress: readonly Decision[] | undefined;
  readonly ingress: readonly Decision[] | undefined;
}

export interface DecidedRanges {
  /** One list for all pairs of groups that have it. */
  readonly ranges: readonly Decided[];
  /** Of how many pairs of members all of them are true. */
  readonly pairs: number;
}

interface Range {
  readonly line: Line;
  readonly of: Stretch;
}

interface Counted extends Range {
  readonly decided: Decided;
  readonly pairs: number;
}

/** Ranges with the same deciders taken together; pairs count together where theirs are the very same ranges. */
export function decidedRanges(): (classes: readonly PairClass[]) => readonly DecidedRanges[] {
  const told = setTeller();
  const knownLists = new Map<readonly Decision[], readonly Decision[]>();
  const lists = new Map<number, readonly Decision[]>();
  const ids = new Map<Decision, number>();
  const sequences = createSequences();
  const idOf = (decision: Decision): number => getOrMake(ids, decision, () => ids.size);
  const listOf = (segment: Segment | undefined): readonly Decision[] | undefined =>
    segment &&
    getOrMake(knownLists, segment.decisions, () => {
      const key = segment.decisions.reduce((state, decision) => sequences.next(state, idOf(decision)), 0);
      return getOrMake(lists, key, () => segment.decisions);
    });
  const known = new Map<readonly Stretch[], Known>();
  const rangesIn = (stretches: readonly Stretch[]): Known =>
    getOrMake(known, stretches, () => {
      const ranges = rangesOf(stretches);
      const decided = ranges.map(({ line, of }) => ({
        connections: told(line),
        verdict: of.verdict,
        egress: listOf(of.egress),
        ingress: listOf(of.ingress),
      }));
      return { ranges, decided };
    });
  return (classes) => {
    const [only] = classes;
    if (classes.length === 1 && only !== undefined) {
      return [{ ranges: rangesIn(only.stretches).decided, pairs: only.pairs }];
    }
    return merged(
      classes.flatMap(({ stretches, pairs }) => {
        const { ranges, decided } = rangesIn(stretches);
        return ranges.map((range, i) => ({ ...range, pairs, decided: decided[i] as Decided }));
      }),
    ).map(({ decided, pairs }) => ({ ranges: [decided], pairs }));
  };
}

/** What stretches say, whatever the number of pairs; one for one. */
interface Known {
  readonly ranges: readonly Range[];
  readonly decided: readonly Decided[];
}

/** One object a set of connections. */
export function setTeller(): (line: Line) => ConnectionSet {
  const sequences = createSequences();
  const known = new Map<number, ConnectionSet>();
  return (line) => {
    let state = 0;
    for (const [start, end] of line) state = sequences.next(sequences.next(state, start), end);
    return getOrMake(known, state, () => connectionSetOf(line));
  };
}

/** In the order of the line. */
function rangesOf(stretches: readonly Stretch[]): readonly Range[] {
  const found: { readonly of: Stretch; readonly intervals: Interval<number>[] }[] = [];
  for (const stretch of stretches) {
    const alike = found.find(({ of }) => decidesAlike(of, stretch));
    const last = alike?.intervals.at(-1);
    if (alike === undefined) found.push({ of: stretch, intervals: [[stretch.start, stretch.end]] });
    else if (last?.[1] === stretch.start) alike.intervals[alike.intervals.length - 1] = [last[0], stretch.end];
    else alike.intervals.push([stretch.start, stretch.end]);
  }
  return found.map(({ of, intervals }) => ({ of, line: intervals }));
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
function merged(ranges: readonly Counted[]): readonly Counted[] {
  const found = new Map<string, Counted[]>();
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
