import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Decision } from '../model/verdict';
import { gnp, np } from '../testing/build-policies';
import { service } from '../testing/build-services';
import { cluster, globalNetworkSet, pod, type Part } from '../testing/builders';
import type { ConnectionRow } from './answers';
import { createOverview } from './overview';

const web = pod('shop/web', { ips: ['10.0.0.1'], labels: { app: 'web' } });
const db = pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' } });

const ask = (from: string, to: string, ...parts: readonly Part[]) =>
  createOverview(compileCluster(cluster(parts), 'enforced')).pair({ grouping: 'service', focus: undefined, from, to });
const rowsOf = (from: string, to: string, ...parts: readonly Part[]) => ask(from, to, ...parts)?.rows ?? [];

/** `default rule 0`, `default end`, `kns.shop`, `-` where no endpoint of ours stands. */
function who(decision: Decision | undefined): string {
  if (decision === undefined) return '-';
  if (decision.by === 'rule') return `${decision.policy.name} rule ${decision.rule}`;
  return decision.by === 'end-of-tier'
    ? `${decision.tier} end`
    : decision.by === 'profile'
      ? decision.profile
      : decision.by;
}

const textOf = ({ ports, verdict, egress, ingress, pairs }: ConnectionRow): string =>
  `${ports}: ${verdict}, ${who(egress)} > ${who(ingress)}, ${pairs}`;

/** Source: calico-semantics 3.4: no policy applies, so the profile of the namespace decides. */
test('where all is decided alike there is one row', () => {
  expect(rowsOf('app:shop/web', 'app:shop/db', web, db).map(textOf)).toEqual([
    'all connections: allow, kns.shop > kns.shop, 1',
  ]);
});

test('every range has its deciders, what somebody wrote a rule about before the rest of the line', () => {
  const rows = rowsOf(
    'app:shop/web',
    'app:shop/db',
    web,
    db,
    np('shop/db', {
      selector: "app == 'db'",
      ingress: [
        { action: 'Allow', protocol: 'UDP', destination: { ports: ['53', '100:200'] } },
        { action: 'Allow', protocol: 'TCP', destination: { ports: [5432] }, source: { selector: "app == 'web'" } },
        { action: 'Deny', protocol: 'TCP' },
      ],
    }),
  );
  expect(rows.map(textOf)).toEqual([
    'TCP 5432: allow, kns.shop > db rule 1, 1',
    'UDP 53, 100-200: allow, kns.shop > db rule 0, 1',
    'TCP 0-5431, 5433-65535: deny, kns.shop > db rule 2, 1',
    'everything else: deny, kns.shop > default end, 1',
  ]);
  expect(rows.map(({ protocol, first }) => [protocol, first])).toEqual([
    [6, 5432],
    [17, 53],
    [6, 0],
    [17, 0],
  ]);
});

test('a side outside has no decider', () => {
  expect(rowsOf('world', 'app:shop/db', web, db).map(textOf)).toEqual(['all connections: allow, - > kns.shop, 1']);
  expect(rowsOf('app:shop/db', 'world', web, db).map(textOf)).toEqual(['all connections: allow, kns.shop > -, 1']);
});

test('pairs count together on the very same ranges only, and each row has a pair to ask about', () => {
  const of = (name: string, ip: string, role: string) =>
    pod(`shop/${name}`, { ips: [ip], labels: { app: 'web', role } });
  const found = ask(
    'app:shop/web',
    'app:shop/db',
    of('web-0', '10.0.0.10', 'good'),
    of('web-1', '10.0.0.11', 'good'),
    of('web-2', '10.0.0.12', 'bad'),
    db,
    np('shop/db', {
      selector: "app == 'db'",
      ingress: [
        { action: 'Deny', protocol: 'TCP', source: { selector: "role == 'bad'" }, destination: { ports: [81] } },
        { action: 'Allow', protocol: 'TCP', destination: { ports: ['80:81'] } },
      ],
    }),
  );
  expect(found?.pairs).toBe(3);
  expect(found?.rows.map((row) => `${textOf(row)} ${row.sample.from}`)).toEqual([
    'TCP 80-81: allow, kns.shop > db rule 1, 2 shop/web-0',
    'TCP 80: allow, kns.shop > db rule 1, 1 shop/web-2',
    'TCP 81: deny, kns.shop > db rule 0, 1 shop/web-2',
    'everything else: deny, kns.shop > default end, 3 shop/web-0',
  ]);
});

test('a pod is no peer of itself', () => {
  const web1 = pod('shop/web-1', { ips: ['10.0.0.3'], labels: { app: 'web' } });
  expect(ask('app:shop/web', 'app:shop/web', web, web1)?.pairs).toBe(2);
});

// --- input that is missing -----------------------------------------------------------------------------------------

const fromWeb = np('shop/db', {
  selector: "app == 'db'",
  ingress: [{ action: 'Allow', source: { selector: "app == 'web'" } }],
});

test('a range that is undetermined names what is missing', () => {
  const unknown = pod('shop/job', { ips: ['10.0.0.4'], labelsKnown: false });
  const [row, ...more] = rowsOf('wl:shop/Pod/job', 'app:shop/db', unknown, db, fromWeb);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ verdict: 'undetermined', unknowns: [{ kind: 'pod-labels', endpoint: 'shop/job' }] });
});

test('so does one with the outside', () => {
  const unknown = pod('shop/job', { ips: ['10.0.0.4'], labelsKnown: false });
  const missing = [{ kind: 'pod-labels', endpoint: 'shop/job' }];
  const jobs = gnp('jobs', { selector: "app == 'job'", types: ['Ingress', 'Egress'] });
  expect(rowsOf('world', 'wl:shop/Pod/job', unknown, jobs)).toMatchObject([
    { verdict: 'undetermined', unknowns: missing },
  ]);
  expect(rowsOf('wl:shop/Pod/job', 'world', unknown, jobs)).toMatchObject([
    { verdict: 'undetermined', unknowns: missing },
  ]);
});

test('a range that is decided names nothing, whatever else is missing', () => {
  const unknown = pod('shop/job', { ips: ['10.0.0.4'], labelsKnown: false });
  const lock = gnp('lock', { order: 1, ingress: [{ action: 'Deny' }] });
  expect(rowsOf('wl:shop/Pod/job', 'app:shop/db', unknown, db, fromWeb, lock)).toMatchObject([
    { verdict: 'deny', unknowns: [] },
  ]);
});

// --- samples of the outside ----------------------------------------------------------------------------------------

test('of an outside in parts the sample is of the part that the row is about', () => {
  const rows = rowsOf(
    'world',
    'app:shop/db',
    db,
    np('shop/db', { ingress: [{ action: 'Allow', source: { notNets: ['192.0.2.0/24'] } }] }),
  );
  expect(rows.map((row) => [row.verdict, row.sample.from])).toEqual([
    ['allow', '8.8.8.8'],
    ['deny', '192.0.2.1'],
  ]);
});

test('the sample is of the family that the row is about', () => {
  const rows = rowsOf(
    'world',
    'app:shop/db',
    pod('shop/db', { ips: ['10.0.0.2', '2001:db8::2'], labels: { app: 'db' } }),
    np('shop/db', { ingress: [{ action: 'Allow', ipVersion: 4 }] }),
  );
  expect(rows.map((row) => [row.verdict, row.sample.from])).toEqual([
    ['allow', '8.8.8.8'],
    ['deny', '::1'],
  ]);
});

test('the sample of a set is no address of a pod or of a Service', () => {
  const rows = rowsOf(
    'set:lan',
    'app:shop/db',
    db,
    pod('shop/web', { ips: ['10.0.0.1'] }),
    service('shop/db', [], { addresses: ['10.0.0.3'] }),
    globalNetworkSet('lan', { net: 'lan' }, ['10.0.0.0/24']),
    gnp('db', { selector: "app == 'db'", ingress: [{ action: 'Allow', source: { selector: "net == 'lan'" } }] }),
  );
  expect(rows.map(({ sample }) => sample.from)).toEqual(['10.0.0.4']);
});

test('the map may have no such node', () => {
  expect(ask('app:shop/web', 'app:shop/gone', web, db)).toBeUndefined();
  expect(ask('svc:shop/gone', 'app:shop/db', web, db)).toBeUndefined();
});
