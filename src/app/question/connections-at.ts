import type { ConnectionRow, PairConnections } from '../../analysis/answers';
import { rowHolds } from '../../analysis/row-holds';
import type { Verdict } from '../../model/verdict';
import type { AskedPorts } from './read-ports';

/** The rows of a pair that speak about one protocol and port, each with the pairs it speaks of there. */
export const connectionsAt = ({ rows }: PairConnections, asked: AskedPorts): readonly ConnectionRow[] =>
  rows.filter((row) => rowHolds(row, asked));

/** How many pod pairs have which verdict. `undefined` when the rows do not account for every pair once. */
export interface Tally {
  readonly total: number;
  readonly of: Readonly<Record<Verdict, number>>;
}

export function tallyOf(rows: readonly ConnectionRow[], pairs: number): Tally | undefined {
  const of = { allow: 0, deny: 0, undetermined: 0 };
  for (const row of rows) of[row.verdict] += row.pairs;
  return of.allow + of.deny + of.undetermined === pairs ? { total: pairs, of } : undefined;
}

/** `all 6 pairs`, `3 of 6 pairs`; empty for a single pair, and where no pair has the verdict. */
export function tallyText({ total, of }: Tally, verdict: Verdict): string {
  if (total <= 1 || of[verdict] === 0) return '';
  return of[verdict] === total ? `all ${total} pairs` : `${of[verdict]} of ${total} pairs`;
}
