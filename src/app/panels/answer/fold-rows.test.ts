import { expect, test } from 'vitest';
import type { ConnectionRow } from '../../../analysis/answers';
import { policyId } from '../../../model/ids';
import type { Decision, Verdict } from '../../../model/verdict';
import { deciderOf, foldRows } from './fold-rows';

const at = { file: '' as never, start: 0, end: 0 };

/** `security.lock 1` is a rule, `security.lock` the end of a tier. */
function decision(text: string, action: 'allow' | 'deny'): Decision {
  const [name = '', rule] = text.split(' ');
  const policy = { id: policyId(`gnp:${name}`), kind: 'GlobalNetworkPolicy', namespace: undefined, name } as const;
  const tier = name.split('.')[0] ?? '';
  return rule === undefined
    ? { by: 'end-of-tier', action: 'deny', tier, order: 1, policy, at }
    : { by: 'rule', action, tier, order: 1, policy, rule: Number(rule), at };
}

function row(ports: string, verdict: Verdict, ingress: Decision | undefined, pairs: number): ConnectionRow {
  const start = Number(ports);
  const sample = { from: 'shop/web', to: 'shop/db' };
  const line = [[start, start + 1]] as const;
  return { ports, line, protocol: 6, first: start, verdict, egress: undefined, ingress, unknowns: [], pairs, sample };
}

const told = (...rows: readonly ConnectionRow[]) =>
  foldRows(rows).map(({ rows: own, pairs }) => `${own[0].ports} ${own.map((one) => one.pairs).join('+')} = ${pairs}`);

test('rows that differ only in the policy are one, that of most pairs first', () => {
  const found = told(
    row('80', 'deny', decision('default.a', 'deny'), 2),
    row('80', 'deny', decision('default.b', 'deny'), 5),
    row('80', 'deny', decision('default.c', 'deny'), 3),
  );
  expect(found).toEqual(['80 5+3+2 = 10']);
});

test('other ports, verdicts, tiers and ways to decide stay apart', () => {
  const rows = [
    row('80', 'deny', decision('default.a', 'deny'), 1),
    row('81', 'deny', decision('default.a', 'deny'), 1),
    row('80', 'deny', decision('security.a', 'deny'), 1),
    row('80', 'deny', decision('default.a 1', 'deny'), 1),
    row('80', 'allow', decision('default.a 1', 'allow'), 1),
    row('80', 'undetermined', decision('default.a 1', 'allow'), 1),
  ];
  expect(told(...rows)).toHaveLength(rows.length);
});

test('a denial is decided by the side that denies', () => {
  const denied = row('80', 'deny', decision('default.in 0', 'allow'), 1);
  const egress = decision('default.out', 'deny');
  expect(deciderOf({ ...denied, egress })).toBe(egress);
  expect(deciderOf(row('80', 'deny', egress, 1))).toBe(egress);
});
