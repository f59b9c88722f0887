import { expect, test } from 'vitest';
import type { Regime } from '../../model/cluster';
import type { Plan } from '../../testing/nodes';
import { assemblePlans } from '../../testing/plans';

const spec = { selector: 'all()', types: ['Ingress'] };

const np = (name: string, tier?: string, more: { readonly [key: string]: Plan } = {}): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: 'shop' },
  spec: { ...spec, tier, ...more },
});

const stored = (
  name: string,
  annotation?: string,
  tier?: string,
  more: { readonly [key: string]: Plan } = {},
): Plan => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'NetworkPolicy',
  metadata: {
    name,
    namespace: 'shop',
    annotations: annotation === undefined ? undefined : { 'projectcalico.org/metadata': annotation },
  },
  spec: { ...spec, tier, ...more },
});

const policiesOf = (plans: readonly Plan[], regime?: Regime) =>
  assemblePlans(plans, regime).cluster.policies.map(({ id, name, storedName, tier }) => [id, name, storedName, tier]);

// calico-semantics 1.2, 3.1: v3 objects
test.each<[Regime, string, string | undefined, string, string]>([
  ['3.32', 'foo', undefined, 'foo', 'default'],
  ['3.32', 'default.foo', undefined, 'default.foo', 'default'],
  ['3.32', 'foo', 'security', 'foo', 'security'],
  ['3.32', 'security.foo', 'security', 'security.foo', 'security'],
  ['3.31', 'foo', undefined, 'default.foo', 'default'],
  ['3.31', 'default.foo', 'default', 'default.foo', 'default'],
  ['3.31', 'security.foo', 'security', 'security.foo', 'security'],
  ['3.31', 'ossg.default.1', undefined, 'ossg.default.1', 'default'],
  ['3.31', 'knp.default.web', undefined, 'knp.default.web', 'default'],
  ['3.28', 'foo', undefined, 'default.foo', 'default'],
  ['3.28', 'knp.default.web', undefined, 'knp.default.web', 'default'],
])('in %s NetworkPolicy %s of tier %s is stored as %s in tier %s', (regime, name, tier, storedName, is) => {
  expect(policiesOf([np(name, tier)], regime)).toEqual([[`np:shop/${name}`, name, storedName, is]]);
});

// calico-semantics 1.2: the storage form
test.each<[Regime, string, string | undefined, string | undefined, string, string]>([
  ['3.32', 'default.foo', '{"name":"foo"}', 'default', 'foo', 'default'],
  ['3.32', 'default.foo', '{}', undefined, 'foo', 'default'],
  ['3.32', 'default.foo', undefined, undefined, 'default.foo', 'default'],
  ['3.32', 'security.foo', '{}', 'security', 'security.foo', 'security'],
  ['3.31', 'default.foo', '{"name":"foo"}', 'default', 'foo', 'default'],
  ['3.31', 'foo', undefined, undefined, 'foo', 'default'],
  ['3.31', 'a.b', undefined, 'default', 'a.b', 'a'],
  ['3.28', 'default.foo', '{}', undefined, 'foo', 'default'],
])('in %s a stored %s with annotation %s in tier %s is %s of tier %s', (regime, name, annotation, tier, shown, is) => {
  expect(policiesOf([stored(name, annotation, tier)], regime)).toEqual([[`np:shop/${shown}`, shown, name, is]]);
});

const kubernetes: Plan = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { podSelector: {} },
};
const staged = (kind: string): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind,
  metadata: kind === 'StagedGlobalNetworkPolicy' ? { name: 'web' } : { name: 'web', namespace: 'shop' },
  spec: kind === 'StagedKubernetesNetworkPolicy' ? { podSelector: {} } : spec,
});
const upstream = (kind: string, name: string, more: { readonly [key: string]: Plan } = {}): Plan => ({
  apiVersion: `policy.networking.k8s.io/${kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1'}`,
  kind,
  metadata: { name },
  spec: {
    subject: { namespaces: {} },
    ...(kind === 'BaselineAdminNetworkPolicy' ? {} : { priority: 1 }),
    ...(kind === 'ClusterNetworkPolicy' ? { tier: 'Admin' } : {}),
    ...more,
  },
});

// calico-semantics 3.2: what ties go by before 3.32 is the stored name
test.each<[Regime, Plan, string, string, string]>([
  ['3.32', kubernetes, 'knp:shop/web', 'web', 'default'],
  ['3.31', kubernetes, 'knp:shop/web', 'knp.default.web', 'default'],
  ['3.28', kubernetes, 'knp:shop/web', 'knp.default.web', 'default'],
  ['3.32', staged('StagedNetworkPolicy'), 'snp:shop/web', 'web', 'default'],
  ['3.31', staged('StagedNetworkPolicy'), 'snp:shop/web', 'default.web', 'default'],
  ['3.31', staged('StagedGlobalNetworkPolicy'), 'sgnp:web', 'default.web', 'default'],
  ['3.31', staged('StagedKubernetesNetworkPolicy'), 'sknp:shop/web', 'knp.default.web', 'default'],
  ['3.32', upstream('ClusterNetworkPolicy', 'x'), 'cnp:x', 'x', 'kube-admin'],
  ['3.32', upstream('ClusterNetworkPolicy', 'x', { tier: 'Baseline' }), 'cnp:x', 'x', 'kube-baseline'],
  ['3.31', upstream('AdminNetworkPolicy', 'x'), 'anp:x', 'kanp.adminnetworkpolicy.x', 'adminnetworkpolicy'],
  [
    '3.31',
    upstream('BaselineAdminNetworkPolicy', 'default'),
    'banp:default',
    'kbanp.baselineadminnetworkpolicy.default',
    'baselineadminnetworkpolicy',
  ],
])('in %s %j is %s, stored as %s in tier %s', (regime, plan, id, storedName, tier) => {
  expect(policiesOf([plan], regime).map(([own, , storedAs, is]) => [own, storedAs, is])).toEqual([
    [id, storedName, tier],
  ]);
});

// kubernetes-policy-semantics 0, calico-semantics 1.1, 9
test.each<[Regime, Plan]>([
  ['3.31', upstream('ClusterNetworkPolicy', 'x')],
  ['3.28', upstream('ClusterNetworkPolicy', 'x')],
  ['3.32', upstream('AdminNetworkPolicy', 'x')],
  ['3.28', upstream('AdminNetworkPolicy', 'x')],
  ['3.32', upstream('BaselineAdminNetworkPolicy', 'default')],
  ['3.28', staged('StagedNetworkPolicy')],
  ['3.28', staged('StagedGlobalNetworkPolicy')],
  ['3.28', staged('StagedKubernetesNetworkPolicy')],
])('in %s %j is left out', (regime, plan) => {
  const { cluster, codes } = assemblePlans([plan], regime);
  expect(cluster.policies).toEqual([]);
  expect(codes).toContain('error resource/not-enforced');
});

// kubernetes-policy-semantics 2.4; its reader tells
test.each([[{ tier: 'admin' }], [{ subject: {} }]])('a ClusterNetworkPolicy with %j is left out', (more) => {
  expect(assemblePlans([upstream('ClusterNetworkPolicy', 'x', more)], '3.32')).toMatchObject({
    cluster: { policies: [] },
    codes: [],
  });
});

test('a rejected policy stays and says why', () => {
  const { cluster } = assemblePlans([np('p', undefined, { ingress: [{ action: 'Permit' }] })]);
  expect(cluster.policies).toMatchObject([
    { id: 'np:shop/p', resource: { rejected: 'ingress rule 1: `action` is `Permit`, none of Allow, Deny, Log, Pass' } },
  ]);
});

// calico-semantics 3.1: the stored name alone decides from 3.29 to 3.31
test('a tier that the name does not tell is told', () => {
  const tier: Plan = { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'security' }, spec: {} };
  const { diagnostics } = assemblePlans([np('foo', 'security'), tier], '3.31');
  expect(diagnostics).toMatchObject([
    { code: 'cluster/regime' },
    {
      severity: 'warning',
      message: 'NetworkPolicy shop/foo says tier `security` and is in tier `default`.',
    },
    { code: 'cluster/namespace-missing' },
  ]);
  expect(assemblePlans([np('foo', 'security')], '3.28').codes).toContain('warning resource/bad-value');
});

// calico-semantics 1.2: in those versions `foo` and `default.foo` are one object
test('one object under two names', () => {
  const plans = [np('foo', undefined, { order: 1 }), np('default.foo', undefined, { order: 2 })];
  const old = assemblePlans(plans, '3.31');
  expect(old.cluster.policies).toHaveLength(1);
  expect(old.codes).toContain('warning resource/duplicate');
  expect(policiesOf(plans, '3.32').map(([id]) => id)).toEqual(['np:shop/default.foo', 'np:shop/foo']);
});

test('two stored objects that show one name keep apart', () => {
  const plans = [stored('default.foo', '{"name":"foo"}'), stored('foo', '{"name":"foo"}')];
  expect(policiesOf(plans, '3.32')).toEqual([
    ['np:shop/default.foo (stored)', 'foo', 'default.foo', 'default'],
    ['np:shop/foo (stored)', 'foo', 'foo', 'default'],
  ]);
});

// input-formats 2.2
test('both APIs of one object are one, and the stored copy tells the stored name', () => {
  const plans = [stored('default.foo', '{"name":"foo"}', 'default'), np('foo', 'default')];
  const { cluster, diagnostics } = assemblePlans(plans, '3.32');
  expect(cluster.policies).toMatchObject([
    { id: 'np:shop/foo', storedName: 'default.foo', resource: { meta: { apiVersion: 'projectcalico.org/v3' } } },
  ]);
  expect(diagnostics.filter(({ code }) => code === 'resource/two-apis')).toMatchObject([{ severity: 'info' }]);
});

test('copies in both APIs that differ are told one by one', () => {
  const { cluster, codes } = assemblePlans([
    stored('foo', '{"name":"foo"}', 'default', { order: 1 }),
    np('foo', 'default', { order: 2 }),
  ]);
  expect(cluster.policies).toMatchObject([{ resource: { order: 2 } }]);
  expect(codes).toContain('warning resource/two-apis');
});

// input-formats 2.2
test('with an etcd datastore the copy of a Kubernetes policy gives way to the original', () => {
  const { cluster, codes } = assemblePlans([kubernetes, np('knp.default.web'), np('knp.default.other')], '3.32');
  expect(cluster.policies.map(({ id }) => id)).toEqual(['knp:shop/web', 'np:shop/knp.default.other']);
  expect(codes).toContain('info resource/duplicate');
});
