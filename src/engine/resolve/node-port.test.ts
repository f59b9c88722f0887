import { expect, test } from 'vitest';
import type { FlowEnd, Flow } from '../../model/flow';
import { cluster, flow, hostEndpoint, namespace, node, pod, type Part } from '../../testing/builders';
import { gnp } from '../../testing/build-policies';
import { service } from '../../testing/build-services';
import { printPath } from '../../testing/read-vector';
import { answerFlow } from '../answer-flow';
import { compileCluster } from '../compile/compile-cluster';

const nodeA: FlowEnd = { kind: 'node', name: 'node-a' };
const nodeB: FlowEnd = { kind: 'node', name: 'node-b' };

/** Two pods on node-a, one on node-b, one nobody knows where. */
const world: readonly Part[] = [
  namespace('shop'),
  node('node-a', ['192.168.0.1']),
  node('node-b', ['192.168.0.2']),
  pod('shop/web', { ips: ['10.0.0.1'] }),
  pod('shop/api', { ips: ['10.0.0.3'] }),
  pod('shop/db', { ips: ['10.0.0.2'], node: 'node-b' }),
  pod('shop/six', { ips: ['fd00::6'] }),
  pod('shop/adrift', { ips: ['10.0.0.9'], node: undefined }),
];

const port = (backends: readonly string[], externalTrafficPolicy: 'Cluster' | 'Local' = 'Local'): Part =>
  service(
    'shop/front',
    backends.map((backend) => `TCP 80 ${backend} 8080`),
    { nodePorts: [30080], externalTrafficPolicy },
  );

function ask(parts: readonly Part[], from: string | FlowEnd, to: FlowEnd = nodeA) {
  const asked: Flow = flow(from, to, 'TCP 30080');
  const { verdict } = answerFlow(compileCluster(cluster([...world, ...parts]), 'enforced'), asked);
  return [verdict.verdict, verdict.reason?.kind ?? printPath(verdict.path)];
}

const onPods = { selector: 'has(projectcalico.org/namespace)' };
const onlyFrom = (nets: readonly string[]): Part =>
  gnp('only', { ...onPods, types: ['Ingress'], ingress: [{ action: 'Allow', source: { nets } }] });

test('a backend of the node sees the client', () => {
  expect(ask([port(['shop/web']), onlyFrom(['8.8.8.8/32'])], '8.8.8.8')).toEqual([
    'allow',
    'shop/web ingress normal allow rule default GlobalNetworkPolicy only 0',
  ]);
});

test('a backend of another node sees the node that forwards, be it the sender itself', () => {
  const parts = [port(['shop/db'], 'Cluster'), onlyFrom(['192.168.0.1/32'])];
  expect(ask(parts, '8.8.8.8')[0]).toBe('allow');
  expect(ask(parts, nodeB)[0]).toBe('allow');
  expect(ask([port(['shop/db'], 'Cluster'), onlyFrom(['8.8.8.8/32'])], '8.8.8.8')[0]).toBe('deny');
});

test('what comes from outside stays with backends of the node where the Service says so', () => {
  expect(ask([port(['shop/web', 'shop/db']), onlyFrom(['8.8.8.8/32'])], '8.8.8.8')[0]).toBe('allow');
  expect(ask([port(['shop/db'])], '8.8.8.8')).toEqual(['undetermined', 'no-backends']);
  expect(ask([port(['shop/adrift'])], '8.8.8.8')).toEqual(['undetermined', 'no-backends']);
});

test('a pod, and the node itself, may be given any backend', () => {
  expect(ask([port(['shop/db'])], 'shop/api')[0]).toBe('allow');
  const deniesDb = gnp('db', {
    ...onPods,
    ingress: [{ action: 'Deny', destination: { nets: ['10.0.0.2/32'] } }, { action: 'Allow' }],
  });
  expect(ask([port(['shop/web', 'shop/db']), deniesDb], 'shop/api')).toEqual(['undetermined', 'backend-unknown']);
  expect(ask([port(['shop/db']), deniesDb], nodeA)[0]).toBe('deny');
  expect(ask([port(['shop/web']), deniesDb], nodeA)).toEqual(['allow', '']);
});

test('what a pod says of its egress is told of every backend', () => {
  const given = [
    port(['shop/web', 'shop/api']),
    gnp('out', {
      ...onPods,
      egress: [{ action: 'Allow', destination: { nets: ['10.0.0.1/32'] } }, { action: 'Allow' }],
    }),
  ];
  const { verdict } = answerFlow(
    compileCluster(cluster([...world, ...given]), 'enforced'),
    flow('shop/api', nodeA, 'TCP 30080'),
  );
  expect(verdict.egress?.decisions.map((decision) => ('rule' in decision ? decision.rule : decision.by))).toEqual([
    0, 1,
  ]);
});

test('a pod of an unknown node may be on the node whose port it asks for', () => {
  const out = gnp('out', {
    ...onPods,
    egress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [30080] } }],
  });
  expect(ask([port(['shop/web']), out], 'shop/adrift')[0]).toBe('undetermined');
  expect(ask([port(['shop/web']), out], 'shop/api')[0]).toBe('deny');
});

test('backends of the other address family are none', () => {
  expect(ask([port(['shop/six', 'shop/web'])], '8.8.8.8')[0]).toBe('allow');
  expect(ask([port(['shop/six'])], '8.8.8.8')).toEqual(['undetermined', 'no-backends']);
  const both = pod('shop/both', { ips: ['fd00::7', '10.0.0.7'] });
  expect(ask([both, port(['shop/six']), hostEndpoint('all', { interface: '*' })], 'shop/both')[1]).toBe('no-backends');
});

test('a pod of unknown address may be of a family that no backend has', () => {
  const adrift = pod('shop/cloud', { unknownAddress: [4, 6], node: 'node-b' });
  const dual = node('node-a', ['192.168.0.1', 'fd00::a']);
  expect(ask([adrift, dual, port(['shop/web'])], 'shop/cloud')).toEqual(['undetermined', 'no-backends']);
  expect(ask([adrift, dual, port(['shop/web', 'shop/six'])], 'shop/cloud')[0]).toBe('allow');
});

test('a backend on the host network is where its address is', () => {
  const closed = hostEndpoint('one', { interface: 'eth0' });
  expect(ask([port(['192.168.0.1']), closed], '8.8.8.8')).toEqual([
    'deny',
    'one of node-a ingress normal deny no-profile-match',
  ]);
  expect(ask([port(['192.168.0.2']), closed], '8.8.8.8')).toEqual(['undetermined', 'no-backends']);
  expect(ask([port(['192.168.0.2'], 'Cluster'), closed], '8.8.8.8')[0]).toBe('allow');
});

test('what a node sends to the port of another one takes no tunnel', () => {
  const tunnelled = node('node-b', ['192.168.0.2', '10.0.99.2']);
  expect(ask([tunnelled, port(['shop/web']), onlyFrom(['192.168.0.2/32'])], nodeB)[0]).toBe('allow');
});

/** Source: calico-semantics 4.4: what a node sends to itself passes loopback, which only a wildcard governs. */
test('a node that asks itself for a backend on its host network meets its own wildcard', () => {
  const own = port(['192.168.0.1']);
  const wildcard = hostEndpoint('all', { interface: '*' });
  expect(ask([own, wildcard], nodeA)).toEqual(['deny', 'all of node-a egress normal deny no-profile-match']);
  expect(ask([own, hostEndpoint('one', { interface: 'eth0' })], nodeA)[0]).toBe('allow');
  expect(ask([port(['shop/web']), hostEndpoint('one', { interface: 'eth0' })], nodeA)[0]).toBe('allow');
});
