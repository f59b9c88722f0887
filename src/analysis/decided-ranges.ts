/** Who decided on what part of the line between two groups. */
import { getOrMake } from '../base/collections';
import { lazily } from '../base/lazily';
import { compareText } from '../base/order';
import { createSequences } from '../base/sequences';
import type { Stretch } from '../engine/connections';
import type { Line } from '../engine/line';
import type { Segment } from '../engine/reach/rows';
import type { Decision, Verdict } from '../model/verdict';
import type { Interval } from '../net/intervals';
import { connectionSetOf, type ConnectionSet } from './connection-set';

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

/** What holds between members of two groups, and between how many pairs of them. */
export interface Counted {
  readonly stretches: readonly Stretch[];
  readonly pairs: number;
}

/** Equal ranges are one object. */
interface Range {
  readonly decided: Decided;
  /** Where it starts on the line. */
  readonly start: number;
  /** Sorts ranges that start at one place. */
  text(): string;
}

/** More are not kept at a time: with a profile for each namespace there are as many as pairs of namespaces. */
const mostKept = 2 ** 16;

/** Ranges with the same deciders taken together; pairs count together where theirs are the very same ranges. */
export function decidedRanges(
  told: (line: Line) => ConnectionSet,
): (classes: readonly Counted[]) => readonly DecidedRanges[] {
  const listOf = listNumbers();
  const equal = new Map<string, Range>();
  const known = new Map<readonly Stretch[], Known>();
  const rangeOf = ({ line, of }: Parted): Range => {
    const egress = of.egress && listOf(of.egress);
    const ingress = of.ingress && listOf(of.ingress);
    const key = `${of.verdict} ${egress?.id} ${ingress?.id} ${line.join()}`;
    return getOrMake(equal, key, () => ({
      decided: {
        connections: told(line),
        verdict: of.verdict,
        egress: egress?.decisions,
        ingress: ingress?.decisions,
      },
      start: line[0]?.[0] ?? 0,
      text: lazily(() => textOf(line, of)),
    }));
  };
  const rangesIn = (stretches: readonly Stretch[]): Known =>
    getOrMake(known, stretches, () => {
      const ranges = partsOf(stretches).map(rangeOf);
      return { ranges, decided: ranges.map(({ decided }) => decided) };
    });
  return (classes) => {
    if (equal.size > mostKept || known.size > mostKept) {
      equal.clear();
      known.clear();
    }
    const [only] = classes;
    if (classes.length === 1 && only !== undefined) {
      return [{ ranges: rangesIn(only.stretches).decided, pairs: only.pairs }];
    }
    const counts = new Map<Range, number>();
    for (const { stretches, pairs } of classes) {
      for (const range of rangesIn(stretches).ranges) counts.set(range, (counts.get(range) ?? 0) + pairs);
    }
    return [...counts]
      .sort(([a], [b]) => a.start - b.start || compareText(a.text(), b.text()))
      .map(([{ decided }, pairs]) => ({ ranges: [decided], pairs }));
  };
}

/** What stretches say, whatever the number of pairs; one for one. */
interface Known {
  readonly ranges: readonly Range[];
  readonly decided: readonly Decided[];
}

/** One object a list of decisions, with a number. */
function listNumbers() {
  const ids = new Map<Decision, number>();
  const sequences = createSequences();
  const known = new Map<readonly Decision[], DecisionList>();
  const lists = new Map<number, DecisionList>();
  return ({ decisions }: Segment): DecisionList =>
    getOrMake(known, decisions, () => {
      const idOf = (decision: Decision) => getOrMake(ids, decision, () => ids.size);
      const id = decisions.reduce((state, decision) => sequences.next(state, idOf(decision)), 0);
      return getOrMake(lists, id, () => ({ id, decisions }));
    });
}

interface DecisionList {
  readonly id: number;
  readonly decisions: readonly Decision[];
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

/** Part of a line that is decided alike. */
interface Parted {
  readonly line: Line;
  readonly of: Stretch;
}

/** In the order of the line. */
function partsOf(stretches: readonly Stretch[]): readonly Parted[] {
  const found: { readonly of: Stretch; readonly line: Interval<number>[] }[] = [];
  for (const stretch of stretches) {
    const alike = found.find(({ of }) => decidesAlike(of, stretch));
    const last = alike?.line.at(-1);
    if (alike === undefined) found.push({ of: stretch, line: [[stretch.start, stretch.end]] });
    else if (last?.[1] === stretch.start) alike.line[alike.line.length - 1] = [last[0], stretch.end];
    else alike.line.push([stretch.start, stretch.end]);
  }
  return found;
}

const decidesAlike = (a: Stretch, b: Stretch): boolean =>
  a.verdict === b.verdict && sameDeciders(a.egress, b.egress) && sameDeciders(a.ingress, b.ingress);

const sameDeciders = (a: Segment | undefined, b: Segment | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.decisions.length === b.decisions.length &&
    a.decisions.every((decision, i) => decision === b.decisions[i]));

const textOf = (line: Line, { verdict, egress, ingress }: Stretch): string =>
  `${JSON.stringify([verdict, egress?.decisions, ingress?.decisions])} ${JSON.stringify(line)}`;
