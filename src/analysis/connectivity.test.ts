import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { gnp } from '../testing/build-policies';
import { cluster, hostEndpoint, pod, type Part } from '../testing/builders';
import { printConnectionSet } from './connection-set';
import { connectivityOf, type PeerName } from './connectivity';

const pods = [
  pod('shop/web', { ips: ['10.0.0.1'], labels: { app: 'web' } }),
  pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' } }),
];

const ask = (...parts: readonly Part[]) =>
  connectivityOf(compileCluster(cluster([...pods, ...parts]), 'enforced'), 'pod', false);

const nameOf = (peer: PeerName): string => (peer.kind === 'external' ? peer.ranges.join(' ') : peer.name);

test('pairs that cannot talk, a pod with itself and two outsiders are left out; the outside is as coarse as can be', () => {
  const { connections } = ask(
    gnp('db', {
      selector: "app == 'db'",
      ingress: [
        { action: 'Deny', source: { nets: ['11.0.0.0/8'] } },
        { action: 'Allow', protocol: 'TCP', destination: { ports: ['5432'] } },
      ],
    }),
  );
  const rows = connections.map(
    ({ from, to, outcome }) => `${nameOf(from)} > ${nameOf(to)}: ${printConnectionSet(outcome.allow)}`,
  );
  const far = '0.0.0.0-10.255.255.255 12.0.0.0-255.255.255.255';
  const near = '11.0.0.0-11.255.255.255';
  expect(rows).toEqual([
    'shop/db > shop/web: all',
    `shop/db > ${far}: all`,
    `shop/db > ${near}: all`,
    'shop/web > shop/db: TCP 5432',
    `shop/web > ${far}: all`,
    `shop/web > ${near}: all`,
    `${far} > shop/db: TCP 5432`,
    `${far} > shop/web: all`,
    `${near} > shop/web: all`,
  ]);
});

/** Source: calico-semantics 4.4. */
test('tells when host endpoints judge routed packets, which connection sets leave out', () => {
  const host = hostEndpoint('eth0', { interface: '*' });
  const onHosts = { selector: '!has(projectcalico.org/namespace)', ingress: [] };
  expect(ask(host, gnp('normal', onHosts)).hostsMatter).toBe(false);
  expect(ask(host, gnp('routed', { ...onHosts, applyOnForward: true })).hostsMatter).toBe(true);
  expect(ask(gnp('routed', { ...onHosts, applyOnForward: true })).hostsMatter).toBe(false);
});
