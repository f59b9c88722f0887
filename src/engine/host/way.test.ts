import { expect, test } from 'vitest';
import type { Cluster } from '../../model/cluster';
import type { FlowEnd } from '../../model/flow';
import { cluster, flow, hostEndpoint, hostPod, namespace, node, pod, type Part } from '../../testing/builders';
import { gnp } from '../../testing/build-policies';
import { service } from '../../testing/build-services';
import { printPath } from '../../testing/read-vector';
import { answerFlow } from '../answer-flow';
import { compileCluster } from '../compile/compile-cluster';

const web = pod('shop/web', { ips: ['10.0.0.1'] });
const db = pod('shop/db', { ips: ['10.0.0.2'], node: 'node-b' });
const nodes = [node('node-a', ['192.168.0.1']), node('node-b', ['192.168.0.2'])];

type Options = Parameters<typeof cluster>[1];

const clusterWith = (parts: readonly Part[], options?: Options): Cluster =>
  cluster([namespace('shop', {}, { known: false }), web, db, ...nodes, ...parts], options);

function ask(given: Cluster, from: string | FlowEnd, to: string | FlowEnd, connection = 'TCP 8080') {
  const { verdict } = answerFlow(compileCluster(given, 'enforced'), flow(from, to, connection));
  return [verdict.verdict, verdict.reason?.kind ?? printPath(verdict.path)];
}

const nodeA: FlowEnd = { kind: 'node', name: 'node-a' };

/** Selects host endpoints alone. */
const onHosts = { selector: '!has(projectcalico.org/namespace)' };

test('a wildcard governs what a node sends to itself, a named host endpoint does not', () => {
  const closed = clusterWith([hostEndpoint('all', { interface: '*' })]);
  expect(ask(closed, nodeA, nodeA)).toEqual(['deny', 'all of node-a egress normal deny no-profile-match']);
  expect(ask(clusterWith([hostEndpoint('one', { interface: 'eth0' })]), nodeA, nodeA)).toEqual(['allow', '']);
});

test('two pods of one node do not mind which interface leads out', () => {
  const given = clusterWith([
    pod('shop/api', { ips: ['10.0.0.3'] }),
    hostEndpoint('a', { interface: 'eth0' }),
    hostEndpoint('b', { interface: 'eth1' }),
  ]);
  expect(ask(given, 'shop/web', 'shop/api')[0]).toBe('allow');
});

test('an interface that is not told matters only where host endpoints differ', () => {
  const two = (profile: string) => [
    hostEndpoint('a', { interface: 'eth0', profiles: ['projectcalico-default-allow'] }),
    hostEndpoint('b', { interface: 'eth1', profiles: [profile] }),
  ];
  expect(ask(clusterWith(two('projectcalico-default-allow')), '8.8.8.8', nodeA)[0]).toBe('allow');
  expect(ask(clusterWith(two('gone')), '8.8.8.8', nodeA)).toEqual(['undetermined', 'interface-unknown']);
});

test('a host endpoint for another address may be that of the same interface', () => {
  const given = clusterWith([hostEndpoint('other', { ips: ['172.16.0.1'] })]);
  expect(ask(given, '8.8.8.8', nodeA)).toEqual(['undetermined', 'interface-unknown']);
});

test('an address that a host endpoint expects is its node, even where no Node object tells', () => {
  const given = cluster([hostEndpoint('one', { interface: 'eth0', ips: ['192.168.0.9'], node: 'node-c' })]);
  expect(ask(given, '8.8.8.8', '192.168.0.9')).toEqual(['deny', 'one of node-c ingress normal deny no-profile-match']);
});

test('a pod of an unknown node may be on the node that it speaks to', () => {
  const adrift = pod('shop/adrift', { ips: ['10.0.0.9'], node: undefined });
  const dropping = clusterWith([adrift], { endpointToHost: 'Drop' });
  expect(ask(dropping, 'shop/adrift', nodeA)[0]).toBe('undetermined');
  expect(ask(clusterWith([adrift]), 'shop/adrift', nodeA)[0]).toBe('allow');
});

test('a pod of an unknown node is open only where some node would decide otherwise', () => {
  const adrift = pod('shop/adrift', { ips: ['10.0.0.9'], node: undefined });
  const all = hostEndpoint('all', { interface: '*', profiles: ['projectcalico-default-allow'] });
  expect(ask(clusterWith([adrift, all]), 'shop/adrift', 'shop/db')[0]).toBe('allow');
  const forward = gnp('forward', { ...onHosts, applyOnForward: true, ingress: [] });
  expect(ask(clusterWith([adrift, all, forward]), 'shop/adrift', 'shop/db')).toEqual([
    'undetermined',
    'interface-unknown',
  ]);
});

test('a failsafe port for some far ends only is open to whom the input does not place', () => {
  const given = clusterWith(
    [pod('shop/adrift', { unknownAddress: [4], node: 'node-b' }), hostEndpoint('one', { interface: 'eth0' })],
    { failsafeInbound: ['TCP 22 10.0.0.0/8'] },
  );
  expect(ask(given, 'shop/adrift', nodeA, 'TCP 22')[0]).toBe('undetermined');
  expect(ask(given, '10.1.1.1', nodeA, 'TCP 22')).toEqual(['allow', 'one of node-a ingress normal allow failsafe']);
  expect(ask(given, '8.8.8.8', nodeA, 'TCP 22')[0]).toBe('deny');
});

test('a forward policy that may apply leaves the forward default open', () => {
  const given = clusterWith([
    hostEndpoint('one', { interface: 'eth0', profiles: ['kns.shop'] }),
    gnp('forward', { selector: 'pcns.team == "red"', applyOnForward: true, ingress: [] }),
  ]);
  expect(ask(given, '8.8.8.8', 'shop/web')[0]).toBe('undetermined');
});

test('untracked policy sees the address of the Service, normal policy the backend', () => {
  const given = clusterWith([
    hostEndpoint('one', { interface: 'eth0', profiles: ['projectcalico-default-allow'] }),
    service('shop/db', ['TCP 80 shop/db 5432'], { addresses: ['10.96.0.1'] }),
    gnp('untracked', {
      ...onHosts,
      applyOnForward: true,
      doNotTrack: true,
      egress: [{ action: 'Deny', destination: { nets: ['10.96.0.1/32'] } }],
    }),
  ]);
  const asked = flow(nodeA, { kind: 'service', id: 'shop/db' }, 'TCP 80');
  expect(answerFlow(compileCluster(given, 'enforced'), asked).verdict.verdict).toBe('deny');
});

test('a pod on the host network that speaks to its own node passes loopback', () => {
  const given = clusterWith([
    hostPod('shop/agent', { node: 'node-a', ips: ['192.168.0.1'] }),
    hostEndpoint('all', { interface: '*', profiles: ['projectcalico-default-allow'] }),
  ]);
  expect(ask(given, 'shop/agent', nodeA)).toEqual([
    'allow',
    'all of node-a egress normal allow profile projectcalico-default-allow | ' +
      'all of node-a ingress normal allow profile projectcalico-default-allow',
  ]);
});

test('where every address that a pod may have is denied on one side or the other, the flow is denied', () => {
  const given = cluster([
    namespace('shop'),
    pod('shop/cloud', { unknownAddress: [4, 6] }),
    pod('shop/dual', { ips: ['10.0.0.5', 'fd00::5'], labels: { app: 'dual' } }),
    gnp('out', { selector: '!has(app)', egress: [{ action: 'Allow', ipVersion: 4 }] }),
    gnp('in', { selector: 'has(app)', ingress: [{ action: 'Allow', ipVersion: 6 }] }),
  ]);
  expect(ask(given, 'shop/cloud', 'shop/dual')).toEqual(['deny', '']);
});

test('of a pod of either family only packets that meet its policy count for its side', () => {
  const given = cluster([
    namespace('shop'),
    pod('shop/cloud', { unknownAddress: [4, 6] }),
    node('node-a', ['192.168.0.1', 'fd00::a']),
    gnp('out', { egress: [{ action: 'Allow', ipVersion: 4 }] }),
  ]);
  const asked = flow('shop/cloud', nodeA, 'ICMPv6', { icmp: { type: 135, code: 0 } });
  const { egress } = answerFlow(compileCluster(given, 'enforced'), asked).verdict;
  expect(egress?.decisions.map(({ by }) => by)).toEqual(['rule']);
});
