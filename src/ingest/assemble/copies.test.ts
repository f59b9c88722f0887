import { expect, test } from 'vitest';
import type { Plan } from '../../testing/nodes';
import { assemblePlans } from '../../testing/plans';

const policy = (order: number, metadata: { readonly [key: string]: Plan } = {}): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'p', ...metadata },
  spec: { order, selector: 'all()', types: ['Ingress'] },
});

const orderOf = (...plans: Plan[]) =>
  assemblePlans(plans).cluster.policies.map(({ resource }) => ('order' in resource ? resource.order : undefined));

test.each<[string, Plan, Plan]>([
  ['the newer resourceVersion', policy(1, { resourceVersion: '100' }), policy(2, { resourceVersion: '99' })],
  ['the newer generation', policy(1, { generation: 3 }), policy(2, { generation: 2 })],
  [
    'the newer resourceVersion, whatever the generation',
    policy(1, { resourceVersion: '100', generation: 1 }),
    policy(2, { resourceVersion: '99', generation: 9 }),
  ],
  [
    'the generation, where only one has a resourceVersion',
    policy(1, { generation: 3 }),
    policy(2, { resourceVersion: '99', generation: 2 }),
  ],
])('%s counts, in either order', (_why, newer, older) => {
  expect(orderOf(newer, older)).toEqual([1]);
  expect(orderOf(older, newer)).toEqual([1]);
});

test('where nothing tells, the same copy counts in either order, and that is told', () => {
  const [first] = orderOf(policy(1), policy(2));
  expect(orderOf(policy(2), policy(1))).toEqual([first]);
  const { diagnostics } = assemblePlans([policy(1), policy(2)]);
  expect(diagnostics).toMatchObject([
    {
      severity: 'warning',
      code: 'resource/duplicate',
      message: 'GlobalNetworkPolicy p occurs more than once with different content, and this copy does not count.',
    },
  ]);
});

test('equal copies are counted once for all', () => {
  const { cluster, diagnostics } = assemblePlans([
    policy(1),
    policy(1, { uid: 'x' }),
    policy(1, { labels: { a: 'b' } }),
  ]);
  expect(cluster.policies).toHaveLength(1);
  expect(diagnostics).toMatchObject([
    { severity: 'info', message: '2 objects occur again with equal content, such as GlobalNetworkPolicy p.' },
  ]);
});

test('labels of a set are content', () => {
  const set = (role: string): Plan => ({
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkSet',
    metadata: { name: 's', labels: { role } },
    spec: { nets: ['10.0.0.0/8'] },
  });
  expect(assemblePlans([set('a'), set('b')]).codes).toEqual(['warning resource/duplicate']);
});

test('the subsets of one Endpoints object are no copies of each other', () => {
  const endpoints: Plan = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: 'shop' },
    subsets: [
      { addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }] },
      { addresses: [{ ip: '10.0.0.2' }], ports: [{ port: 81 }] },
    ],
  };
  const { cluster } = assemblePlans([endpoints, endpoints]);
  expect(cluster.serviceEndpoints.get('shop/web')).toHaveLength(2);
});

test('objects of one name and different kinds are different objects', () => {
  const workload = (kind: string): Plan => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template: { metadata: { labels: { kind } }, spec: { containers: [] } } },
  });
  expect(assemblePlans([workload('Deployment'), workload('StatefulSet')]).cluster.endpoints).toHaveLength(2);
});

// A table and an export of the same cluster side by side.
test('a copy that tells more counts, and nobody is warned', () => {
  const whole: Plan = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: { nodeName: 'n', containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }] },
    status: { phase: 'Running', podIP: '10.0.0.1' },
  };
  const short: Plan = { ...whole, spec: { nodeName: 'n' }, status: { phase: 'Running', podIP: '10.0.0.9' } };
  for (const plans of [
    [whole, short],
    [short, whole],
  ]) {
    const { cluster, codes } = assemblePlans(plans);
    expect(cluster.endpoints).toMatchObject([{ id: 'shop/web', portsKnown: true }]);
    expect(codes).toEqual(['info resource/duplicate', 'info cluster/namespace-missing']);
  }
});
