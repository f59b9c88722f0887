import { expect, test } from 'vitest';
import type { Cluster, Regime } from '../../model/cluster';
import { fileId } from '../../model/ids';
import type { PodResource, Resource } from '../../model/resource';
import { parseAddress, printAddress } from '../../net/address';
import { assembleCluster } from '../assemble';
import type { Plan } from '../../testing/nodes';
import { assemblePlans, readPlans } from '../../testing/plans';

type Part = { readonly [key: string]: Plan };

const shop: Plan = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const pod = (
  name: string,
  { metadata = {}, spec = {}, status = {} }: { metadata?: Part; spec?: Part; status?: Part } = {},
): Plan => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', ...metadata },
  spec: { nodeName: 'node-1', serviceAccountName: 'web', containers: [{ name: 'c' }], ...spec },
  status: { phase: 'Running', podIP: '10.0.0.1', ...status },
});
const workload = (kind: string, name: string, spec: Part = {}, metadata: Part = {}): Plan => ({
  apiVersion: kind.endsWith('Job') ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: { name, namespace: 'shop', ...metadata },
  spec: kind === 'CronJob' ? { jobTemplate: { spec: { template } }, ...spec } : { template, ...spec },
});
const template: Plan = {
  metadata: { labels: { app: 'web', 'pcns.x': 'y' } },
  spec: { serviceAccountName: 'web', containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }] },
};
const owned = (kind: string, name: string): Part => ({ ownerReferences: [{ kind, name, controller: true }] });

const endpointsOf = (plans: readonly Plan[], regime?: Regime): Cluster['endpoints'] =>
  assemblePlans([shop, ...plans], regime).cluster.endpoints;
const summary = (plans: readonly Plan[]) =>
  endpointsOf(plans).map(
    ({ id, representative, workload: { kind, name } }) => `${id} ${representative ? 'for' : 'of'} ${kind} ${name}`,
  );

// calico-semantics 1.4, 5.1
test('a pod as policy sees it', () => {
  const [endpoint] = endpointsOf([
    pod('web-0', {
      metadata: { labels: { app: 'web', 'pcns.team': 'x', 'projectcalico.org/orchestrator': 'vm' } },
      status: { podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }], conditions: [{ type: 'Ready', status: 'True' }] },
    }),
  ]);
  expect(endpoint).toMatchObject({
    id: 'shop/web-0',
    namespace: 'shop',
    name: 'web-0',
    labels: new Map([['app', 'web']]),
    labelsKnown: true,
    serviceAccount: 'web',
    addressesKnown: true,
    families: [],
    profiles: ['kns.shop', 'ksa.shop.web'],
    node: 'node-1',
    ready: true,
    representative: false,
    workload: { kind: 'Pod', namespace: 'shop', name: 'web-0' },
  });
  expect(endpoint?.addresses.map(printAddress)).toEqual(['10.0.0.1', 'fd00::1']);
});

// input-formats 2.5; kubernetes-policy-semantics 3
test.each<[string, { metadata?: Part; spec?: Part; status?: Part }, boolean]>([
  ['waits for a node', { spec: { nodeName: null }, status: { phase: 'Pending', podIP: null } }, true],
  ['waits for its address', { status: { phase: 'Pending', podIP: null } }, true],
  [
    'has given its address back',
    { metadata: { deletionTimestamp: '2026-08-01T10:00:00Z', annotations: { 'cni.projectcalico.org/podIP': '' } } },
    true,
  ],
  ['is a manifest', { spec: { nodeName: null }, status: { phase: null, podIP: null } }, false],
  ['runs with an address that the input does not tell', { status: { podIP: null } }, false],
])('a pod that %s has no address that counts', (_what, parts, known) => {
  const [endpoint] = endpointsOf([pod('web-0', parts)]);
  expect(endpoint).toMatchObject({ addresses: [], addressesKnown: known });
  expect(endpoint?.families).toEqual(known ? [] : [4]);
});

test.each([['Succeeded'], ['Failed']])('a pod that has %s takes no part', (phase) => {
  const { cluster, diagnostics } = assemblePlans([shop, pod('web-0', { status: { phase } })]);
  expect(cluster.endpoints).toEqual([]);
  expect(diagnostics).toMatchObject([
    {
      code: 'cluster/address-missing',
      severity: 'info',
      message: 'One pod is finished and owns no address any more, such as Pod shop/web-0.',
    },
  ]);
});

// calico-semantics 4.3
test('a host-networked pod is its node', () => {
  const { cluster } = assemblePlans([
    shop,
    pod('agent', { spec: { hostNetwork: true }, status: { podIP: '192.168.0.1' } }),
  ]);
  expect(cluster.endpoints).toEqual([]);
  expect(cluster.hostPods).toMatchObject([{ id: 'shop/agent', node: 'node-1' }]);
  expect(cluster.nodes.get('node-1')?.addresses.map(printAddress)).toEqual(['192.168.0.1']);
});

// input-formats 3.2: a table does not tell host networking
test('a pod of a table with the address of a node is its node', () => {
  const row = (address: string): PodResource => ({
    kind: 'Pod',
    meta: {
      apiVersion: 'v1',
      name: `pod-${address}`,
      namespace: 'shop',
      labels: new Map(),
      resourceVersion: undefined,
      generation: undefined,
      stored: undefined,
      at: { file: fileId('table'), start: 0, end: 1 },
    },
    labels: new Map(),
    labelsKnown: false,
    serviceAccount: undefined,
    hostNetwork: false,
    ports: [],
    portsKnown: false,
    node: 'node-1',
    phase: 'Running',
    released: false,
    addresses: [parseAddress(address)].filter((parsed) => parsed !== undefined),
    hostIP: undefined,
    ready: true,
    owner: undefined,
    generateName: undefined,
  });
  const node: Plan = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1' },
    status: { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] },
  };
  const resources: Resource[] = [...readPlans(node, shop).resources, row('192.168.0.1'), row('10.0.0.7')];
  const cluster = assembleCluster(resources, [], { regime: undefined }, () => undefined);
  expect(cluster.hostPods.map(({ id }) => id)).toEqual(['shop/pod-192.168.0.1']);
  expect(cluster.endpoints).toMatchObject([
    {
      id: 'shop/pod-10.0.0.7',
      labelsKnown: false,
      serviceAccount: undefined,
      portsKnown: false,
      profiles: ['kns.shop'],
      addressesKnown: true,
    },
  ]);
});

// calico-semantics 1.4: from 3.30 on
test.each<[Regime, string[]]>([
  ['3.28', ['http']],
  ['3.31', ['http', 'boot']],
  ['3.32', ['http', 'boot']],
])('in %s the ports %j are seen', (regime, names) => {
  const plan = pod('web-0', {
    spec: {
      containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }],
      initContainers: [{ name: 'i', ports: [{ name: 'boot', containerPort: 81 }] }],
    },
  });
  expect(endpointsOf([plan], regime)[0]?.ports.map(({ name }) => name)).toEqual(names);
});

// --- workload endpoints of Calico ---------------------------------------------------------------------------------------

const seen = (spec: Part, labels: Part = { app: 'web', 'projectcalico.org/namespace': 'shop' }): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'WorkloadEndpoint',
  metadata: { name: 'node--1-k8s-web--0-eth0', namespace: 'shop', labels },
  spec: { orchestrator: 'k8s', node: 'node-1', pod: 'web-0', ipNetworks: ['10.0.0.1/32'], ...spec },
});

test('what Calico knows of a pod is joined with the pod', () => {
  const endpoints = endpointsOf([pod('web-0', { status: { podIP: null } }), seen({ profiles: ['kns.shop', 'extra'] })]);
  expect(endpoints).toMatchObject([
    { id: 'shop/web-0', profiles: ['kns.shop', 'extra'], addressesKnown: true, serviceAccount: 'web' },
  ]);
  expect(endpoints[0]?.addresses.map(printAddress)).toEqual(['10.0.0.1']);
});

test('a pod that only Calico tells of', () => {
  const endpoints = endpointsOf([
    seen({
      serviceAccountName: 'web',
      profiles: ['kns.shop', 'ksa.shop.web'],
      ports: [{ name: 'http', protocol: 'TCP', port: 80 }],
    }),
  ]);
  expect(endpoints).toMatchObject([
    {
      id: 'shop/web-0',
      labels: new Map([['app', 'web']]),
      labelsKnown: true,
      serviceAccount: 'web',
      ports: [{ name: 'http', protocol: 6, port: 80 }],
      profiles: ['kns.shop', 'ksa.shop.web'],
      ready: true,
    },
  ]);
});

test('a profile that nobody describes is told', () => {
  expect(assemblePlans([shop, seen({ profiles: ['kns.shop', 'custom'] })]).codes).toEqual([
    'warning cluster/profile-missing',
  ]);
});

// --- workloads ------------------------------------------------------------------------------------------------------------

// input-formats 2.5, owner chain
test.each<[string, Part, Plan[], string]>([
  [
    'its ReplicaSet names a Deployment',
    owned('ReplicaSet', 'web-7c'),
    [workload('ReplicaSet', 'web-7c', {}, owned('Deployment', 'web'))],
    'Deployment web',
  ],
  [
    'the hash is taken off the name of a ReplicaSet that is not there',
    { ...owned('ReplicaSet', 'web-7c'), labels: { 'pod-template-hash': '7c' } },
    [],
    'Deployment web',
  ],
  ['a ReplicaSet of its own', owned('ReplicaSet', 'web'), [workload('ReplicaSet', 'web')], 'ReplicaSet web'],
  [
    'its Job names a CronJob',
    owned('Job', 'sync-1'),
    [workload('Job', 'sync-1', {}, owned('CronJob', 'sync'))],
    'CronJob sync',
  ],
  ['a StatefulSet', owned('StatefulSet', 'db'), [], 'StatefulSet db'],
  ['a custom owner is kept as it is', owned('Rollout', 'web'), [], 'Rollout web'],
  ['a static pod belongs to nobody but its node', owned('Node', 'node-1'), [], 'Pod web-0'],
  [
    'a table tells a DaemonSet by its labels',
    { labels: { 'controller-revision-hash': 'x', 'pod-template-generation': '1' }, name: 'log-abcde' },
    [],
    'DaemonSet log',
  ],
  ['a table tells a Job by its label', { labels: { 'job-name': 'sync' } }, [], 'Job sync'],
])('%s', (_why, metadata, others, is) => {
  const found = endpointsOf([pod('web-0', { metadata }), ...others]).find(({ representative }) => !representative);
  expect(`${found?.workload.kind} ${found?.workload.name}`).toBe(is);
});

test('a workload without pods is stood for', () => {
  const [endpoint] = endpointsOf([workload('Deployment', 'web', { replicas: 3 })]);
  expect(endpoint).toMatchObject({
    id: 'shop/web',
    labels: new Map([['app', 'web']]),
    labelsKnown: true,
    serviceAccount: 'web',
    addresses: [],
    addressesKnown: false,
    families: [4],
    ports: [{ name: 'http' }],
    profiles: ['kns.shop', 'ksa.shop.web'],
    ready: true,
    representative: true,
    workload: { kind: 'Deployment', namespace: 'shop', name: 'web' },
  });
});

test.each<[string, Plan[], string[]]>([
  [
    'its pods are there',
    [
      workload('Deployment', 'web'),
      pod('web-7c-1', { metadata: { ...owned('ReplicaSet', 'web-7c'), labels: { 'pod-template-hash': '7c' } } }),
    ],
    ['shop/web-7c-1 of Deployment web'],
  ],
  [
    'its ReplicaSet is there too',
    [workload('Deployment', 'web'), workload('ReplicaSet', 'web-7c', {}, owned('Deployment', 'web'))],
    ['shop/web for Deployment web'],
  ],
  [
    'only old ReplicaSets are there',
    [workload('ReplicaSet', 'web-6b', { replicas: 0 }, owned('Deployment', 'web'))],
    [],
  ],
  [
    'its pods have the name of a ReplicaSet',
    [
      workload('ReplicaSet', 'web-7c', {}, owned('Deployment', 'web')),
      pod('web-7c-1', { metadata: owned('ReplicaSet', 'web-7c') }),
    ],
    ['shop/web-7c-1 of Deployment web'],
  ],
  ['it is scaled to nothing', [workload('Deployment', 'web', { replicas: 0 })], ['shop/web for Deployment web']],
  [
    'its pods were evicted',
    [
      workload('Deployment', 'web'),
      pod('web-x', { metadata: owned('Deployment', 'web'), status: { phase: 'Failed' } }),
    ],
    ['shop/web for Deployment web'],
  ],
  [
    'a job is done',
    [workload('Job', 'sync'), pod('sync-1', { metadata: owned('Job', 'sync'), status: { phase: 'Succeeded' } })],
    [],
  ],
  [
    'a cron job has run',
    [
      workload('CronJob', 'sync'),
      workload('Job', 'sync-1', {}, owned('CronJob', 'sync')),
      pod('sync-1-x', { metadata: owned('Job', 'sync-1'), status: { phase: 'Succeeded' } }),
    ],
    ['shop/sync for CronJob sync'],
  ],
  [
    'it is on the network of the host',
    [workload('DaemonSet', 'agent', { template: { spec: { hostNetwork: true, containers: [] } } })],
    [],
  ],
  [
    'two of one name',
    [workload('Deployment', 'web'), workload('StatefulSet', 'web')],
    ['shop/web for Deployment web', 'shop/web-statefulset for StatefulSet web'],
  ],
  [
    'a pod has its name',
    [workload('Deployment', 'web'), pod('web')],
    ['shop/web of Pod web', 'shop/web-deployment for Deployment web'],
  ],
])('workloads where %s', (_what, plans, endpoints) => {
  expect(summary(plans)).toEqual(endpoints);
});

test('a workload that is scaled to nothing serves nothing', () => {
  expect(endpointsOf([workload('Deployment', 'web', { replicas: 0 })])[0]?.ready).toBe(false);
});

test('the families of unknown addresses are those of the cluster', () => {
  const pool = (cidr: string): Plan => ({
    apiVersion: 'projectcalico.org/v3',
    kind: 'IPPool',
    metadata: { name: cidr },
    spec: { cidr },
  });
  const families = (...plans: Plan[]) =>
    endpointsOf([workload('Deployment', 'web'), ...plans]).find(({ representative }) => representative)?.families;
  expect(families()).toEqual([4]);
  expect(families(pool('fd00::/48'))).toEqual([6]);
  expect(families(pool('fd00::/48'), pool('10.0.0.0/8'))).toEqual([4, 6]);
  expect(families(pod('other', { status: { podIPs: [{ ip: '10.0.0.9' }, { ip: 'fd00::9' }] } }))).toEqual([4, 6]);
});

test('an address of two pods is told', () => {
  const { diagnostics } = assemblePlans([shop, pod('a'), pod('b')]);
  expect(diagnostics).toMatchObject([
    {
      severity: 'warning',
      code: 'cluster/address-shared',
      message: 'Address 10.0.0.1 belongs to shop/a and to shop/b.',
    },
  ]);
});
