import { expect, test } from 'vitest';
import type { Cluster } from '../model/cluster';
import { printAddress } from '../net/address';
import { printCidr } from '../net/cidr';
import type { Plan } from '../testing/nodes';
import { assemblePlans } from '../testing/plans';

const object = (apiVersion: string, kind: string, metadata: Plan, spec: Plan = {}, status: Plan = null): Plan => ({
  apiVersion,
  kind,
  metadata,
  spec,
  status,
});
const calico = (kind: string, metadata: Plan, spec: Plan = {}) => object('projectcalico.org/v3', kind, metadata, spec);

const pod = (name: string, podIP: string, labels: Plan = {}): Plan =>
  object(
    'v1',
    'Pod',
    { name, namespace: 'shop', labels },
    { nodeName: 'n1', containers: [] },
    { phase: 'Running', podIP },
  );

const everything: readonly Plan[] = [
  object('v1', 'Namespace', { name: 'shop', labels: { team: 'fe' } }),
  object('v1', 'ServiceAccount', { name: 'default', namespace: 'shop' }),
  pod('b', '10.0.0.2', { app: 'web' }),
  pod('a', '10.0.0.1'),
  object('apps/v1', 'Deployment', { name: 'db', namespace: 'shop' }, { template: { spec: { containers: [] } } }),
  object('apps/v1', 'StatefulSet', { name: 'db', namespace: 'shop' }, { template: { spec: { containers: [] } } }),
  object(
    'v1',
    'Service',
    { name: 'web', namespace: 'shop' },
    { clusterIP: '10.96.0.1', selector: { app: 'web' }, ports: [{ port: 80 }] },
  ),
  object('v1', 'Node', { name: 'n1' }, {}, { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] }),
  calico('Node', { name: 'n1' }, { ipv4VXLANTunnelAddr: '10.244.0.0', bgp: { ipv4Address: '192.168.0.1/24' } }),
  calico('Tier', { name: 'security' }, { order: 5 }),
  calico('NetworkPolicy', { name: 'p', namespace: 'shop' }, { order: 1 }),
  calico('NetworkPolicy', { name: 'p', namespace: 'shop' }, { order: 2 }),
  calico('GlobalNetworkPolicy', { name: 'g' }, { tier: 'security', namespaceSelector: 'has(team)' }),
  object('networking.k8s.io/v1', 'NetworkPolicy', { name: 'k', namespace: 'pay' }, { podSelector: {} }),
  calico('NetworkSet', { name: 's', namespace: 'shop' }, { nets: ['203.0.113.0/24'] }),
  calico('GlobalNetworkSet', { name: 's', labels: { role: 'x' } }, { nets: ['198.51.100.0/24'] }),
  calico('Profile', { name: 'kns.shop' }),
  calico('Profile', { name: 'extra' }, { labelsToApply: { zone: 'a' }, ingress: [{ action: 'Allow' }] }),
  calico('IPPool', { name: 'v6' }, { cidr: 'fd00::/48' }),
  calico('IPPool', { name: 'v4' }, { cidr: '10.0.0.0/16' }),
  calico('HostEndpoint', { name: 'h2' }, { node: 'n1', interfaceName: '*' }),
  calico('HostEndpoint', { name: 'h1' }, { node: 'n1', interfaceName: 'eth0' }),
  object('cilium.io/v2', 'CiliumNetworkPolicy', { name: 'c', namespace: 'shop' }),
  object('v1', 'ConfigMap', { name: 'c', namespace: 'shop' }),
];

test('sets, profiles, pools and host endpoints', () => {
  const { cluster } = assemblePlans(everything);
  expect(cluster.networkSets.map(({ namespace, name, labels }) => [namespace, name, labels.size])).toEqual([
    [undefined, 's', 1],
    ['shop', 's', 0],
  ]);
  expect([...cluster.profiles.keys()]).toEqual(['extra']);
  expect(cluster.profiles.get('extra')).toMatchObject({
    labelsToApply: new Map([['zone', 'a']]),
    ingress: [{ action: 'Allow' }],
  });
  expect(cluster.pools.map(printCidr)).toEqual(['10.0.0.0/16', 'fd00::/48']);
  expect(cluster.hostEndpoints.map(({ meta }) => meta.name)).toEqual(['h1', 'h2']);
});

test('a node of both APIs is one', () => {
  const { cluster } = assemblePlans(everything);
  expect(cluster.nodes.get('n1')?.addresses.map(printAddress)).toEqual(['192.168.0.1', '10.244.0.0']);
});

test('a node that only pods name has the address that they tell', () => {
  const { cluster } = assemblePlans([
    object(
      'v1',
      'Pod',
      { name: 'a', namespace: 'shop' },
      { nodeName: 'n9', containers: [] },
      { phase: 'Running', podIP: '10.0.0.1', hostIP: '192.168.0.9' },
    ),
  ]);
  expect(cluster.nodes.get('n9')).toMatchObject({ name: 'n9', labels: new Map() });
  expect(cluster.nodes.get('n9')?.addresses.map(printAddress)).toEqual(['192.168.0.9']);
});

test('what is recognised and not evaluated is listed, what says nothing about policy is not', () => {
  const { cluster } = assemblePlans(everything);
  const found = new Map(cluster.notEvaluated.map((entry) => [entry.kind, entry]));
  expect(found.get('CiliumNetworkPolicy')).toMatchObject({
    count: 1,
    files: [expect.any(String)],
    effect: 'Only Cilium enforces it: an allow here means that Calico allows it.',
  });
  expect(found.has('ConfigMap')).toBe(false);
});

test('everything is in the order of its name', () => {
  const { cluster } = assemblePlans(everything);
  expect(cluster.endpoints.map(({ id }) => id)).toEqual(['shop/a', 'shop/b', 'shop/db', 'shop/db-statefulset']);
  expect(cluster.policies.map(({ id }) => id)).toEqual(['gnp:g', 'knp:pay/k', 'np:shop/p']);
  expect([...cluster.namespaces.keys()]).toEqual(['pay', 'shop']);
  expect(cluster.tiers.map(({ name }) => name)).toEqual(['default', 'kube-admin', 'kube-baseline', 'security']);
});

test('the order of objects changes nothing, whatever is told of them included', () => {
  const straight = assemblePlans(everything);
  const turned = assemblePlans(everything.toReversed());
  const halves = assemblePlans([...everything.slice(9), ...everything.slice(0, 9)]);
  for (const other of [turned, halves]) {
    expect(withoutPlaces(other.cluster)).toBe(withoutPlaces(straight.cluster));
    expect(other.diagnostics.map(({ message }) => message)).toEqual(straight.diagnostics.map(({ message }) => message));
  }
});

/** Files are numbered by their place in the list here, so that places differ and must be left out. */
const withoutPlaces = (cluster: Cluster): string =>
  JSON.stringify(cluster, (key, value: unknown) => {
    if (['at', 'nameAt', 'tierAt', 'files'].includes(key)) return undefined;
    if (typeof value === 'bigint') return String(value);
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value;
    return isMap ? [...(value as Iterable<unknown>)] : value;
  });

test('nothing at all is a cluster too', () => {
  const { cluster, codes } = assemblePlans([]);
  expect(cluster).toMatchObject({ regime: '3.32', regimeEvidence: [], policies: [], endpoints: [], notEvaluated: [] });
  expect(codes).toEqual([]);
});
