/** A row in terms of a shape, as it is made and compared. */
import type { Verdict } from '../../model/verdict';

/**
 * For each segment of the line where it ends, its verdict and how many decide it as one number, and who they are, as
 * places in `decisionsOf`.
 */
export type FlatRow = readonly number[];

export interface ShapeSegment {
  readonly start: number;
  readonly end: number;
  readonly verdict: Verdict;
  readonly decisions: readonly number[];
}

const verdicts: readonly Verdict[] = ['allow', 'deny', 'undetermined'];

export const codeOf = (verdict: Verdict, deciders: number): number => 3 * deciders + verdicts.indexOf(verdict);

export function segmentsOf(row: FlatRow): readonly ShapeSegment[] {
  const segments: ShapeSegment[] = [];
  let start = 0;
  for (let at = 0; at < row.length;) {
    const end = row[at] as number;
    const code = row[at + 1] as number;
    const next = at + 2 + Math.floor(code / 3);
    segments.push({ start, end, verdict: verdicts[code % 3] as Verdict, decisions: row.slice(at + 2, next) });
    start = end;
    at = next;
  }
  return segments;
}
