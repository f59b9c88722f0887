import { expect, test } from 'vitest';
import type { Regime } from '../../model/cluster';
import type { Plan } from '../../testing/nodes';
import { assemblePlans } from '../../testing/plans';

const tier = (name: string, spec: Plan = {}): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'Tier',
  metadata: { name },
  spec,
});
const policy = (tierName: string): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'p' },
  spec: { tier: tierName, selector: 'all()', types: ['Ingress'] },
});

// calico-semantics 3.1
test.each<[Regime, [string, number, string][]]>([
  ['3.28', [['default', 1e6, 'Deny']]],
  [
    '3.31',
    [
      ['adminnetworkpolicy', 1000, 'Pass'],
      ['baselineadminnetworkpolicy', 1e7, 'Pass'],
      ['default', 1e6, 'Deny'],
    ],
  ],
  [
    '3.32',
    [
      ['default', 1e6, 'Deny'],
      ['kube-admin', 1000, 'Pass'],
      ['kube-baseline', 1e7, 'Pass'],
    ],
  ],
])('the built-in tiers of %s', (regime, tiers) => {
  const { cluster } = assemblePlans([], regime);
  expect(cluster.tiers.map(({ name, order, defaultAction }) => [name, order, defaultAction])).toEqual(tiers);
  expect(cluster.tiers.every(({ at }) => at === undefined)).toBe(true);
  expect(cluster.tiersKnown).toBe(false);
});

// calico-semantics 2.3
test('a tier without order ties with default', () => {
  const { cluster } = assemblePlans([tier('app'), tier('early', { order: 5, defaultAction: 'Pass' })]);
  expect(cluster.tiers).toMatchObject([
    { name: 'app', order: 1e6, defaultAction: 'Deny' },
    { name: 'default' },
    { name: 'early', order: 5, defaultAction: 'Pass' },
    { name: 'kube-admin' },
    { name: 'kube-baseline' },
  ]);
  expect(cluster.tiersKnown).toBe(true);
});

// calico-semantics 8.2: up to 3.31 only the order of a built-in tier is fixed
test.each<[Regime, string, string[]]>([
  ['3.32', 'Deny', ['warning resource/bad-value']],
  ['3.31', 'Pass', []],
  ['3.28', 'Deny', ['warning resource/bad-value']],
])('in %s the default tier written with Pass has action %s', (regime, action, told) => {
  const { cluster, codes } = assemblePlans([tier('default', { order: 1e6, defaultAction: 'Pass' })], regime);
  expect(cluster.tiers.find(({ name }) => name === 'default')?.defaultAction).toBe(action);
  expect(codes).toEqual(told);
});

test('the order of a built-in tier is fixed', () => {
  const { cluster, codes } = assemblePlans([tier('kube-admin', { order: 5, defaultAction: 'Pass' })]);
  expect(cluster.tiers.find(({ name }) => name === 'kube-admin')?.order).toBe(1000);
  expect(codes).toEqual(['warning resource/bad-value']);
});

test('before 3.29 there are no tiers', () => {
  const { cluster, codes } = assemblePlans([tier('security')], '3.28');
  expect(cluster.tiers.map(({ name }) => name)).toEqual(['default']);
  expect(codes).toEqual(['error resource/not-enforced']);
});

test('a tier that is named and missing', () => {
  expect(assemblePlans([policy('securty')]).diagnostics).toMatchObject([
    { code: 'cluster/tier-missing', severity: 'error' },
  ]);
  expect(assemblePlans([policy('securty'), tier('security')]).diagnostics).toMatchObject([
    {
      code: 'cluster/tier-missing',
      severity: 'warning',
      message: 'GlobalNetworkPolicy p is in tier `securty`, which does not exist in the input.',
      hint: "Did you mean `security`? Calico's clients refuse this; if it got in past them, it is evaluated after every tier that exists, and denies what it does not match.",
    },
  ]);
  expect(assemblePlans([policy('kube-admin')]).codes).toEqual([]);
});
