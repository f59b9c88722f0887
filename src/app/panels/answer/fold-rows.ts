/** Connections of several pairs that differ only in the policy that decided them are one thing to read. */
import type { ConnectionRow } from '../../../analysis/answers';
import { groupBy } from '../../../base/collections';
import type { Decision } from '../../../model/verdict';

/** Rows of the same ports and verdict, decided in the same way in the same tier; that of most pairs first. */
export interface RowFold {
  readonly rows: readonly [ConnectionRow, ...ConnectionRow[]];
  readonly pairs: number;
}

/** In the order of the first row of each. */
export function foldRows(rows: readonly ConnectionRow[]): readonly RowFold[] {
  const alike = groupBy(rows, (row) => JSON.stringify([row.line, row.verdict, wayOf(deciderOf(row))]));
  return [...alike.values()].flatMap((group): readonly RowFold[] => {
    const [first, ...rest] = group.toSorted((a, b) => b.pairs - a.pairs);
    return first === undefined
      ? []
      : [{ rows: [first, ...rest], pairs: group.reduce((sum, { pairs }) => sum + pairs, 0) }];
  });
}

/** Of a denial, the side that denies; else the destination's, where it has one. */
export function deciderOf({ verdict, egress, ingress }: ConnectionRow): Decision | undefined {
  if (verdict !== 'deny') return ingress ?? egress;
  return egress !== undefined && egress.action === 'deny' ? egress : ingress;
}

/** What decided, policies and profiles left aside. */
const wayOf = (decision: Decision | undefined): readonly unknown[] =>
  decision === undefined ? [] : [decision.by, decision.action, 'tier' in decision ? decision.tier : ''];
