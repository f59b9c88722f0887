import { expect, test } from 'vitest';
import type { Plan } from '../../testing/nodes';
import { assemblePlans } from '../../testing/plans';
import { regimeOfVersion } from './regime';

const tier = (name: string): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'Tier',
  metadata: { name },
  spec: {},
});
const upstream = (kind: string, name: string): Plan => ({
  apiVersion: `policy.networking.k8s.io/${kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1'}`,
  kind,
  metadata: { name },
  spec: { subject: { namespaces: {} }, priority: 1, tier: kind === 'ClusterNetworkPolicy' ? 'Admin' : undefined },
});
const stored = (name: string, annotation: string, spec: { readonly [key: string]: Plan } = {}): Plan => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'GlobalNetworkPolicy',
  metadata: { name, annotations: { 'projectcalico.org/metadata': annotation } },
  spec: { selector: 'all()', types: ['Ingress'], ...spec },
});
const written = (name: string, inTier: string): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name },
  spec: { tier: inTier, selector: 'all()' },
});
const version = (calicoVersion: string): Plan => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'ClusterInformation',
  metadata: { name: 'default' },
  spec: { calicoVersion },
});
const presented: Plan = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'NetworkPolicy',
  metadata: { name: 'knp.default.web', namespace: 'shop' },
  spec: { selector: 'all()' },
};

test.each<[Plan[], string, string[]]>([
  [[], '3.32', []],
  [[tier('security')], '3.32', []],
  [[upstream('ClusterNetworkPolicy', 'x')], '3.32', ['ClusterNetworkPolicy x: only Calico 3.32 and newer know it.']],
  [
    [tier('kube-admin'), tier('kube-baseline')],
    '3.32',
    ['Tier kube-admin and 1 more: only Calico 3.32 and newer know it.'],
  ],
  [[upstream('AdminNetworkPolicy', 'x')], '3.31', ['AdminNetworkPolicy x: only Calico 3.29 to 3.31 know it.']],
  [[tier('adminnetworkpolicy')], '3.31', ['Tier adminnetworkpolicy: only Calico 3.29 to 3.31 know it.']],
  [
    [upstream('AdminNetworkPolicy', 'x'), upstream('ClusterNetworkPolicy', 'y')],
    '3.32',
    ['ClusterNetworkPolicy y: only Calico 3.32 and newer know it.'],
  ],
  [
    [stored('default.foo', '{"name":"foo"}')],
    '3.31',
    ['GlobalNetworkPolicy default.foo: it is stored with the prefix `default.`, as Calico up to 3.31 stores it.'],
  ],
  [
    [stored('foo', '{"name":"foo"}'), stored('default.old', '{"name":"old"}')],
    '3.32',
    ['GlobalNetworkPolicy foo: it is stored under its plain name, as only Calico 3.32 and newer store it.'],
  ],
  [
    [presented],
    '3.31',
    ['NetworkPolicy shop/knp.default.web: Calico up to 3.31 shows Kubernetes policies under such names.'],
  ],
  [
    [upstream('AdminNetworkPolicy', 'x'), written('deny-all', 'security')],
    '3.32',
    ['GlobalNetworkPolicy deny-all: its name does not begin with its tier, which only Calico 3.32 and newer accept.'],
  ],
  [[written('security.deny-all', 'security'), written('deny-all', 'default'), written('deny-all', '')], '3.32', []],
  [
    [upstream('AdminNetworkPolicy', 'x'), written('kanp.adminnetworkpolicy.x', 'adminnetworkpolicy')],
    '3.31',
    ['AdminNetworkPolicy x: only Calico 3.29 to 3.31 know it.'],
  ],
  [[version('v3.28.1')], '3.28', ['ClusterInformation tells version v3.28.1.']],
  [[version('v3.30.0'), upstream('ClusterNetworkPolicy', 'x')], '3.31', ['ClusterInformation tells version v3.30.0.']],
])('%j is from %s', (plans, regime, evidence) => {
  const { cluster } = assemblePlans(plans);
  expect(cluster.regime).toBe(regime);
  expect(cluster.regimeEvidence).toEqual(evidence);
  expect(cluster.regimeChosen).toBe(false);
});

test('a policy stored by hand without prefix is no evidence', () => {
  const plan: Plan = {
    apiVersion: 'crd.projectcalico.org/v1',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'default.x' },
    spec: { types: ['Ingress'] },
  };
  expect(assemblePlans([plan]).cluster.regimeEvidence).toEqual([]);
});

test('a choice counts, and is told where the input says otherwise', () => {
  const { cluster, diagnostics } = assemblePlans([upstream('ClusterNetworkPolicy', 'x')], '3.31');
  expect(cluster).toMatchObject({ regime: '3.31', regimeChosen: true });
  expect(diagnostics).toMatchObject([
    { code: 'cluster/regime', severity: 'warning' },
    { code: 'resource/not-enforced', severity: 'error' },
  ]);
  expect(assemblePlans([tier('security')], '3.31').codes).toEqual([]);
});

test.each([
  ['v3.28.5', '3.28'],
  ['3.26', '3.28'],
  ['v3.29.0', '3.31'],
  ['v3.31.7', '3.31'],
  ['v3.32.0', '3.32'],
  ['v3.34.0-0.dev', '3.32'],
  ['v2.6', '3.28'],
  ['master', undefined],
])('version %s is of %s', (text, regime) => {
  expect(regimeOfVersion(text)).toBe(regime);
});
