import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { gnp, type EntitySpec } from '../testing/build-policies';
import { service } from '../testing/build-services';
import { cluster, hostEndpoint, pod, type Part } from '../testing/builders';
import { printConnectionSet } from './connection-set';
import { connectivityOf, type PeerName } from './connectivity';
import type { GroupBy } from './groups';

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
  const rows = [...connections].map(
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

// --- sums over the members of groups -------------------------------------------------------------------------------

const worker = pod('shop/worker', { ips: ['10.0.0.3'], labels: { app: 'worker' } });
const store = pod('data/store', { ips: ['10.0.1.1'], labels: { app: 'store' } });

/** Ports 80 and 81 for `web`, port 80 for others. */
const ports = gnp('store', {
  selector: "app == 'store'",
  ingress: [
    { action: 'Deny', protocol: 'TCP', source: { notSelector: "app == 'web'" }, destination: { ports: [81] } },
    { action: 'Allow', protocol: 'TCP', destination: { ports: ['80:81'] } },
  ],
});

const between = (by: GroupBy, withDenied: boolean, from: string, to: string, ...parts: readonly Part[]) =>
  [...connectivityOf(compileCluster(cluster(parts), 'enforced'), by, withDenied).connections].find(
    (row) => nameOf(row.from) === from && nameOf(row.to) === to,
  )?.outcome;

test('what only some pairs have is allowed, and told apart', () => {
  const outcome = between('namespace', false, 'shop', 'data', ...pods, worker, store, ports);
  expect(outcome).toMatchObject({
    allow: [{ protocol: 'TCP', ranges: [[80, 81]] }],
    notForAll: [{ protocol: 'TCP', ranges: [[81, 81]] }],
    undetermined: [],
    decided: [],
  });
});

test('deciders: every range with how many pairs have it, denied ones too', () => {
  const outcome = between('namespace', true, 'shop', 'data', ...pods, worker, store, ports);
  expect(
    outcome?.decided.flatMap(({ pairs, ranges }) =>
      ranges.map(({ connections, verdict, egress, ingress }) => [
        printConnectionSet(connections).replace(/;.*/, ''),
        verdict,
        pairs,
        egress?.map(({ by }) => by),
        ingress?.map((decision) => (decision.by === 'rule' ? decision.rule : decision.by)),
      ]),
    ),
  ).toEqual([
    ['TCP 0-79, 82-65535', 'deny', 3, ['profile'], ['end-of-tier']],
    ['TCP 80', 'allow', 2, ['profile'], [1]],
    ['TCP 80-81', 'allow', 1, ['profile'], [1]],
    ['TCP 81', 'deny', 2, ['profile'], [0]],
  ]);
});

test('pairs that cannot talk at all are there when deciders are asked for, and only then', () => {
  const lock = gnp('lock', { selector: "app == 'db'", ingress: [] });
  expect(between('pod', false, 'shop/web', 'shop/db', ...pods, lock)).toBeUndefined();
  expect(between('pod', true, 'shop/web', 'shop/db', ...pods, lock)).toMatchObject({
    allow: [],
    decided: [{ pairs: 1, ranges: [{ connections: 'all', verdict: 'deny', ingress: [{ by: 'end-of-tier' }] }] }],
  });
  expect(
    between('pod', true, '0.0.0.0-255.255.255.255', 'shop/db', ...pods, lock)?.decided[0]?.ranges[0]?.egress,
  ).toBeUndefined();
});

test('what hangs on input that is missing is neither allowed nor left out', () => {
  const job = pod('shop/job', { ips: ['10.0.0.9'], labelsKnown: false });
  const fromWeb = gnp('db', {
    selector: "app == 'db'",
    ingress: [
      { action: 'Allow', protocol: 'TCP', destination: { ports: [5432] }, source: { selector: "app == 'web'" } },
      { action: 'Allow', protocol: 'UDP', destination: { ports: [53] } },
    ],
  });
  expect(between('pod', false, 'shop/job', 'shop/db', ...pods, job, fromWeb)).toMatchObject({
    allow: [{ protocol: 'UDP', ranges: [[53, 53]] }],
    notForAll: [],
    undetermined: [{ protocol: 'TCP', ranges: [[5432, 5432]] }],
  });
  // What one pair has for certain is allowed, even where another is open.
  const replica = pod('data/replica', { ips: ['10.0.1.1'], labels: { app: 'db' } });
  expect(between('namespace', false, 'shop', 'data', ...pods.slice(0, 1), job, replica, fromWeb)).toMatchObject({
    allow: [
      { protocol: 'TCP', ranges: [[5432, 5432]] },
      { protocol: 'UDP', ranges: [[53, 53]] },
    ],
    notForAll: [{ protocol: 'TCP', ranges: [[5432, 5432]] }],
    undetermined: [],
  });
});

// --- groups --------------------------------------------------------------------------------------------------------

test.each<[GroupBy, readonly string[]]>([
  ['pod', ['pod data/store', 'pod shop/db', 'pod shop/web']],
  ['workload', ['workload data/store Pod', 'workload shop/db Pod', 'workload shop/web Pod']],
  // A pod behind two Services stands under both; one behind none under its workload.
  ['service', ['service shop/admin', 'service shop/all', 'workload data/store Pod']],
  ['namespace', ['namespace data', 'namespace shop']],
])('peers by %s', (by, peers) => {
  const services = [
    service('shop/all', ['TCP 80 shop/web 80', 'TCP 80 shop/db 80']),
    service('shop/admin', ['TCP 81 shop/web 81']),
  ];
  const { connections } = connectivityOf(compileCluster(cluster([...pods, store, ...services]), 'enforced'), by, false);
  const names = [...connections].flatMap(({ from }) => {
    if (from.kind === 'external') return [];
    return from.kind === 'workload' ? [`workload ${from.name} ${from.workloadKind}`] : [`${from.kind} ${from.name}`];
  });
  expect([...new Set(names)].sort()).toEqual(peers);
});

test('two Services that share a pod: the pod is no peer of itself', () => {
  const services = [service('shop/a', ['TCP 80 shop/web 80']), service('shop/b', ['TCP 81 shop/web 81'])];
  expect(between('service', true, 'shop/a', 'shop/b', ...pods, ...services)).toBeUndefined();
});

test('the outside has the families that pods have', () => {
  const six = pod('shop/six', { ips: ['2001:db8::1'] });
  const ends = (...parts: readonly Part[]) =>
    [...connectivityOf(compileCluster(cluster(parts), 'enforced'), 'pod', false).connections].map(({ from }) =>
      nameOf(from),
    );
  const all = '::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff';
  expect(ends(six)).toEqual(['shop/six', all]);
  expect(ends(...pods)).not.toContain(all);
});

test('a source port in a rule is told: answers hold for a client port of 40000', () => {
  const from = (source: EntitySpec) =>
    ask(gnp('db', { ingress: [{ action: 'Allow', protocol: 'UDP', source }] })).sourcePortMatters;
  expect(from({ ports: [53] })).toBe(true);
  expect(from({ nets: ['192.0.2.0/24'] })).toBe(false);
});
