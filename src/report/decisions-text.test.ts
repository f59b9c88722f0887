import { expect, test } from 'vitest';
import type { Decisions, PolicyShare } from '../analysis/answers';
import { policyId } from '../model/ids';
import { decisionsText } from './decisions-text';

const at = { file: '' as never, start: 0, end: 0 };
const none = { total: 0, listed: [] };
const decisions: Decisions = {
  pairs: { total: 99_990_000, reachable: 19_448_156, open: 2 },
  bothFamilies: false,
  tiers: [
    { name: 'security', egress: 0, ingress: 12_345 },
    { name: undefined, egress: 7, ingress: 8 },
  ],
  policies: { ids: [], standings: [], egress: new Float64Array(), ingress: new Float64Array() },
  idle: { policies: none, rules: none },
};
const ref = { id: policyId('gnp:lock'), kind: 'GlobalNetworkPolicy', namespace: undefined, name: 'lock' } as const;
const share: PolicyShare = {
  policy: { ref, tier: 'security', order: 1 },
  standing: 'decides',
  egress: undefined,
  ingress: {
    pairs: 12_345,
    endpoints: 3,
    rules: [
      { rule: 0, action: 'Allow', texts: ['Allow TCP'], at, pairs: 0, endpoints: 0, idle: { kind: 'no-peer' } },
      { rule: 1, action: 'Deny', texts: ['Deny'], at, pairs: 12_345, endpoints: 3, idle: undefined },
    ],
    endOfTier: { pairs: 0, endpoints: 0 },
  },
};
const told = (format: 'json' | 'text', ...shares: readonly PolicyShare[]) =>
  [...decisionsText(decisions, shares, format)].join('');

test('as JSON, a policy a line', () => {
  expect(told('json', share)).toBe(
    '{"schema": 1, "pairs": {"total":99990000,"reachable":19448156,"undetermined":2},\n' +
      '"tiers": [{"tier":"security","egress":0,"ingress":12345},{"profiles":true,"egress":7,"ingress":8}],\n' +
      '"policies": [\n' +
      '  {"policy":{"kind":"GlobalNetworkPolicy","name":"lock"},"tier":"security","decides":"pairs",' +
      '"ingress":{"pairs":12345,"endpoints":3,"rules":[' +
      '{"rule":0,"pairs":0,"endpoints":0,"why":"no endpoint and no address fits its source"},' +
      '{"rule":1,"pairs":12345,"endpoints":3}],"endOfTier":{"pairs":0,"endpoints":0}}}\n]}\n',
  );
  expect(JSON.parse(told('json'))).toMatchObject({ policies: [] });
});

test('as text', () => {
  expect(told('text', share)).toBe(
    [
      '19448156 of 99990000 pairs can talk, 2 undetermined',
      'tier security: 0 pairs on egress, 12345 on ingress',
      'profiles: 7 pairs on egress, 8 on ingress',
      '',
      'security  lock',
      '  ingress: Decides 12345 pairs, at 3 endpoints',
      '    rule 1, Allow TCP: no endpoint and no address fits its source',
      '    rule 2, Deny: Decides 12345 pairs, at 3 endpoints',
      '',
    ].join('\n'),
  );
});
