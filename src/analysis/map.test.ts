import { expect, test } from 'vitest';
import { finish } from '../base/task';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Decision } from '../model/verdict';
import { gnp, np, type CalicoSpec, type RuleSpec } from '../testing/build-policies';
import { service } from '../testing/build-services';
import { cluster, globalNetworkSet, networkSet, pod, tier, type Part } from '../testing/builders';
import type { Grouping, MapEdge, MapNode } from './answers';
import { tagOf } from './map-edges';
import { createOverview } from './overview';

const web = pod('shop/web', { ips: ['10.0.0.1'], labels: { app: 'web' } });
const db = pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' } });
const dbService = service('shop/db', ['TCP 5432 shop/db 5432']);

const mapWith = (parts: readonly Part[], grouping: Grouping = 'service') =>
  finish(createOverview(compileCluster(cluster(parts), 'enforced')).map({ grouping, focus: undefined }));

const edgeIn = (parts: readonly Part[], id: string, grouping?: Grouping): MapEdge | undefined =>
  mapWith(parts, grouping).edges.find((edge) => edge.id === id);
const nodeIn = (parts: readonly Part[], id: string): MapNode | undefined =>
  mapWith(parts).nodes.find((node) => node.id === id);

/** From the pod `web` to the Service `db`, which serves TCP 5432. */
const toDb = (...parts: readonly Part[]) => edgeIn([web, db, dbService, ...parts], 'app:shop/web>svc:shop/db');

const onDb = (ingress: readonly RuleSpec[], over: CalicoSpec = {}) =>
  np('shop/db', { order: 100, selector: "app == 'db'", types: ['Ingress'], ingress, ...over });
const fromWeb: RuleSpec['source'] = { selector: "app == 'web'" };

// --- the verdict of an edge ----------------------------------------------------------------------------------------

test('the verdict is about the port that is served, whatever holds for others', () => {
  const only = (port: number) => toDb(onDb([{ action: 'Allow', protocol: 'TCP', destination: { ports: [port] } }]));
  expect(only(5432)).toMatchObject({ verdict: 'allow', about: 'TCP 5432', allowed: 'TCP 5432' });
  expect(only(80)).toMatchObject({ verdict: 'deny', about: 'TCP 5432', allowed: 'TCP 80' });
});

test('policy sees the target port, not the port of the Service', () => {
  const parts = [web, db, service('shop/db', ['TCP 80 shop/db 8080'])];
  const only = (port: number) => onDb([{ action: 'Allow', protocol: 'TCP', destination: { ports: [port] } }]);
  const id = 'app:shop/web>svc:shop/db';
  expect(edgeIn([...parts, only(8080)], id)).toMatchObject({ verdict: 'allow', about: 'TCP 8080' });
  expect(edgeIn([...parts, only(80)], id)).toMatchObject({ verdict: 'deny', about: 'TCP 8080' });
  expect(nodeIn(parts, 'svc:shop/db')?.serves).toEqual([{ protocol: 6, port: 8080, servicePort: 80 }]);
});

test('where no port is known, one allowed connection of any kind is enough', () => {
  const to = (rule: RuleSpec) => edgeIn([web, db, onDb([rule])], 'app:shop/web>app:shop/db');
  const one: RuleSpec = { action: 'Allow', protocol: 'UDP', destination: { ports: [53] } };
  expect(to(one)).toMatchObject({ verdict: 'allow', about: 'any port', allowed: 'UDP 53' });
  expect(to({ action: 'Deny' })).toMatchObject({ verdict: 'deny', about: 'any port', allowed: 'none' });
});

test('without a Service the ports of containers are served, those of init containers are not', () => {
  const parts = [web, pod('shop/db', { ips: ['10.0.0.2'], ports: ['pg TCP 5432', 'setup TCP 99 init'] })];
  expect(edgeIn(parts, 'app:shop/web>wl:shop/Pod/db')?.about).toBe('TCP 5432');
});

test('some ports only: partial', () => {
  const parts = [web, db, service('shop/db', ['TCP 5432 shop/db 5432', 'TCP 9187 shop/db 9187'])];
  const rule: RuleSpec = { action: 'Allow', protocol: 'TCP', source: fromWeb, destination: { ports: [5432] } };
  expect(edgeIn([...parts, onDb([rule])], 'app:shop/web>svc:shop/db')).toMatchObject({
    verdict: 'partial',
    interest: 'named-allow',
    allowed: 'TCP 5432',
    about: 'TCP 5432, TCP 9187',
    pairs: { total: 1, allowed: 0, denied: 0, open: 0 },
  });
});

test('some pairs only: partial, and the pairs are counted', () => {
  const more = [
    pod('shop/web-1', { ips: ['10.0.0.3'], labels: { app: 'web', role: 'admin' } }),
    pod('shop/web-2', { ips: ['10.0.0.4'], labels: { app: 'web' } }),
    pod('shop/web-3', { ips: ['10.0.0.5'], labels: { app: 'web' } }),
  ];
  expect(toDb(...more, onDb([{ action: 'Allow', source: { selector: "role == 'admin'" } }]))).toMatchObject({
    verdict: 'partial',
    pairs: { total: 4, allowed: 1, denied: 3, open: 0 },
  });
  expect(toDb(...more, onDb([{ action: 'Allow', source: { selector: '!has(role)' } }]))).toMatchObject({
    verdict: 'partial',
    pairs: { total: 4, allowed: 3, denied: 1, open: 0 },
  });
});

test('pairs of a node with another are all pairs of their pods', () => {
  const db1 = pod('ops/db', { ips: ['10.0.1.1'], labels: { app: 'db' } });
  const edge = edgeIn([web, db, db1], 'ns:shop>ns:ops', 'namespace');
  expect(edge?.pairs).toMatchObject({ total: 2, allowed: 2, denied: 0, open: 0 });
  expect(mapWith([web, db, db1], 'namespace').edges.map(({ id }) => id)).not.toContain('ns:shop>ns:shop');
});

// --- why an edge is worth drawing, and who decided -----------------------------------------------------------------

/** Source: calico-semantics 3.4: no tier applies, so the profile of the namespace decides. */
test('unpoliced: no policy on either side', () => {
  expect(toDb()).toMatchObject({
    verdict: 'allow',
    interest: 'unpoliced',
    allowed: 'all',
    decider: { direction: 'Ingress', decision: { by: 'profile', profile: 'kns.shop' }, tag: 'profile' },
  });
});

test('named-allow: a rule that names the peer allows', () => {
  expect(
    toDb(
      onDb([
        { action: 'Deny', protocol: 'UDP' },
        { action: 'Allow', source: fromWeb },
      ]),
    ),
  ).toMatchObject({
    verdict: 'allow',
    interest: 'named-allow',
    decider: { direction: 'Ingress', decision: { by: 'rule', rule: 1 }, tag: 'default/100' },
  });
});

test('named-allow: the side that names the other decides, also at the source', () => {
  const out = np('shop/web', {
    selector: "app == 'web'",
    egress: [{ action: 'Allow', destination: { selector: "app == 'db'" } }],
  });
  expect(toDb(out, onDb([{ action: 'Allow' }]))).toMatchObject({
    verdict: 'allow',
    interest: 'named-allow',
    decider: { direction: 'Egress', decision: { by: 'rule', policy: { name: 'web' } }, tag: 'default/-' },
  });
});

test('named-deny: a rule that names the peer denies', () => {
  const guard = gnp('guard', {
    tier: 'security',
    order: 10,
    selector: "app == 'db'",
    ingress: [{ action: 'Deny', source: fromWeb }],
  });
  expect(toDb(tier('security', { order: 100 }), guard)).toMatchObject({
    verdict: 'deny',
    interest: 'named-deny',
    allowed: 'none',
    decider: { direction: 'Ingress', decision: { by: 'rule', tier: 'security', rule: 0 }, tag: 'security/10' },
  });
});

test('a rule with nets names its peer, but for the whole of a family', () => {
  const allow = (...nets: readonly string[]) => toDb(onDb([{ action: 'Allow', source: { nets } }]))?.interest;
  expect(allow('10.0.0.1/32')).toBe('named-allow');
  expect(allow('0.0.0.0/0')).toBe('open-allow');
});

test('half-open: one side has a rule that names the other and allows, the other side denies', () => {
  const out = np('shop/web', {
    selector: "app == 'web'",
    egress: [{ action: 'Allow', destination: { selector: "app == 'db'" } }],
  });
  expect(toDb(out, onDb([]))).toMatchObject({
    verdict: 'deny',
    interest: 'half-open',
    decider: { direction: 'Ingress', decision: { by: 'end-of-tier', policy: { name: 'db' } }, tag: 'default/100' },
  });
  const shut = np('shop/web', { order: 7, selector: "app == 'web'", types: ['Egress'] });
  expect(toDb(shut, onDb([{ action: 'Allow', source: fromWeb }]))).toMatchObject({
    verdict: 'deny',
    interest: 'half-open',
    decider: { direction: 'Egress', decision: { by: 'end-of-tier', policy: { name: 'web' } }, tag: 'default/7' },
  });
});

test('open-allow: a rule that takes any peer allows', () => {
  expect(toDb(onDb([{ action: 'Allow', protocol: 'TCP' }]))).toMatchObject({
    verdict: 'allow',
    interest: 'open-allow',
    decider: { direction: 'Ingress', decision: { by: 'rule', rule: 0 } },
  });
});

test('closed: an end of tier, or a rule that takes any peer, denies', () => {
  expect(toDb(onDb([]))).toMatchObject({ interest: 'closed', decider: { decision: { by: 'end-of-tier' } } });
  expect(toDb(onDb([{ action: 'Deny' }]))).toMatchObject({ interest: 'closed', decider: { decision: { by: 'rule' } } });
});

test('of two sides that deny, the source decides: the packet never leaves it', () => {
  const shut = np('shop/web', { order: 7, selector: "app == 'web'", types: ['Egress'] });
  expect(toDb(shut, onDb([]))).toMatchObject({
    interest: 'closed',
    decider: { direction: 'Egress', tag: 'default/7' },
  });
});

test('undetermined: it hangs on labels that are missing', () => {
  const job = pod('shop/job', { ips: ['10.0.0.9'], labelsKnown: false });
  const parts = [job, db, dbService, onDb([{ action: 'Allow', source: fromWeb }])];
  expect(edgeIn(parts, 'wl:shop/Pod/job>svc:shop/db')).toMatchObject({
    verdict: 'undetermined',
    interest: 'undetermined',
    allowed: 'none',
    decider: { direction: 'Ingress' },
    pairs: { total: 1, allowed: 0, denied: 0, open: 1 },
  });
});

test.each<[Decision['by'], Decision, string]>([
  ['profile', { by: 'profile', action: 'allow', profile: 'kns.shop' }, 'profile'],
  ['no-profile-match', { by: 'no-profile-match', action: 'deny' }, 'no-profile-match'],
])('the tag of a decision without a tier: %s', (_, decision, tag) => {
  expect(tagOf(decision)).toBe(tag);
});

// --- what lies outside -----------------------------------------------------------------------------------------------

const vendors = globalNetworkSet('vendors', { role: 'vendor' }, ['203.0.113.0/24']);
const toVendors = gnp('web', {
  selector: "app == 'web'",
  egress: [{ action: 'Allow', destination: { selector: "role == 'vendor'" } }],
});

test('a network set that a rule names is a node, the rest of the world another', () => {
  const parts = [web, vendors, toVendors];
  expect(nodeIn(parts, 'set:vendors')).toMatchObject({
    kind: 'network-set',
    label: 'vendors',
    namespace: undefined,
    pods: 0,
    detail: '203.0.113.0/24',
    ask: '203.0.113.1',
  });
  expect(nodeIn(parts, 'world')).toMatchObject({ kind: 'world', pods: 0, ask: '8.8.8.8' });
  expect(edgeIn(parts, 'app:shop/web>set:vendors')).toMatchObject({ verdict: 'allow', interest: 'named-allow' });
  expect(edgeIn(parts, 'app:shop/web>world')).toMatchObject({ verdict: 'deny', interest: 'closed' });
});

test('like-the-rest: a rule for anyone decides for a named part of the outside as for the rest', () => {
  const parts = [web, vendors, toVendors];
  expect(edgeIn(parts, 'set:vendors>app:shop/web')?.interest).toBe('like-the-rest');
  expect(edgeIn(parts, 'world>app:shop/web')?.interest).toBe('unpoliced');
  const open = [...parts, np('shop/in', { ingress: [{ action: 'Allow' }] })];
  expect(edgeIn(open, 'set:vendors>app:shop/web')?.interest).toBe('like-the-rest');
  expect(edgeIn(open, 'world>app:shop/web')?.interest).toBe('open-allow');
});

test('a part of the outside that has more than the rest is not like it, though the same rule decides on the port', () => {
  const more = onDb([
    { action: 'Allow', protocol: 'UDP', source: { nets: ['203.0.113.0/24'] }, destination: { ports: [53] } },
    { action: 'Allow', protocol: 'TCP' },
  ]);
  const parts = [db, dbService, more];
  expect(edgeIn(parts, 'net:203.0.113.0/24>svc:shop/db')).toMatchObject({
    verdict: 'allow',
    interest: 'open-allow',
    allowed: 'TCP; UDP 53',
    decider: { decision: { rule: 1 } },
  });
  expect(edgeIn(parts, 'world>svc:shop/db')).toMatchObject({ allowed: 'TCP', decider: { decision: { rule: 1 } } });
});

test('two parts of the outside have no edge, and nobody one with itself', () => {
  const ids = mapWith([web, vendors, toVendors]).edges.map(({ id }) => id);
  expect(ids).toEqual([
    'app:shop/web>set:vendors',
    'app:shop/web>world',
    'set:vendors>app:shop/web',
    'world>app:shop/web',
  ]);
});

test('where sets overlap the smallest has the addresses', () => {
  const inner = networkSet('shop/inner', { role: 'vendor', part: 'inner' }, ['203.0.113.128/25']);
  const to = (selector: string): RuleSpec => ({ action: 'Allow', destination: { selector } });
  const both = gnp('web', { selector: "app == 'web'", egress: [to("part == 'inner'"), to("role == 'vendor'")] });
  const parts = [web, vendors, inner, both];
  expect(nodeIn(parts, 'set:shop/inner')).toMatchObject({ label: 'inner', members: ['203.0.113.129'] });
  expect(nodeIn(parts, 'set:vendors')).toMatchObject({ members: ['203.0.113.1'] });
});

test('CIDRs of rules are nodes, named as they are written where they are one block', () => {
  const idsOf = (...nets: readonly string[]) =>
    mapWith([web, onDb([]), np('shop/web', { egress: [{ action: 'Deny', destination: { nets } }] })])
      .nodes.map(({ id }) => id)
      .filter((id) => id.startsWith('net:'));
  expect(idsOf('198.51.100.0/24')).toEqual(['net:198.51.100.0/24']);
  expect(idsOf('192.0.2.7/32')).toEqual(['net:192.0.2.7']);
  expect(idsOf('192.0.2.0/31', '192.0.2.2/32')).toEqual(['net:192.0.2.0-192.0.2.2']);
  expect(idsOf('172.16.0.0/12', '192.168.0.0/16')).toEqual(['net:172.16.0.0/12 +1']);
});

test('a CIDR that takes in pods names no place outside', () => {
  const out = np('shop/web', { egress: [{ action: 'Deny', destination: { nets: ['10.0.0.0/8'] } }] });
  expect(mapWith([web, out]).nodes.map(({ id }) => id)).toEqual(['app:shop/web', 'world']);
});

// --- what stands inside ----------------------------------------------------------------------------------------------

test('a pod behind two Services stands once, under the first by name, and serves the ports of both', () => {
  const api = pod('shop/api-0', { ips: ['10.0.0.1'] });
  const services = [
    service('shop/metrics', ['TCP 9090 shop/api-0 9090']),
    service('shop/api', ['TCP 80 shop/api-0 8080']),
  ];
  const { nodes } = mapWith([api, ...services]);
  expect(nodes.map(({ id }) => id)).toEqual(['svc:shop/api', 'world']);
  expect(nodes[0]).toMatchObject({
    kind: 'service',
    label: 'api',
    namespace: 'shop',
    pods: 1,
    members: ['shop/api-0'],
    ask: 'shop/api',
    detail: 'also metrics',
    serves: [
      { protocol: 6, port: 8080, servicePort: 80 },
      { protocol: 6, port: 9090, servicePort: undefined },
    ],
  });
});

test('a Service named like the workload comes before the first by name', () => {
  const services = [service('shop/admin', ['TCP 81 shop/web 81']), service('shop/web', ['TCP 80 shop/web 8080'])];
  expect(mapWith([web, ...services]).nodes.map(({ id }) => id)).toEqual(['svc:shop/web', 'world']);
});

test('pods without a Service stand under their app label, else their workload', () => {
  const { nodes } = mapWith([
    pod('shop/a', { ips: ['10.0.0.1'], labels: { app: 'web' } }),
    pod('shop/b', { ips: ['10.0.0.2'], labels: { 'app.kubernetes.io/name': 'web' } }),
    pod('shop/c', { ips: ['10.0.0.3'] }),
  ]);
  expect(nodes.map(({ id, pods }) => [id, pods])).toEqual([
    ['app:shop/web', 2],
    ['wl:shop/Pod/c', 1],
    ['world', 0],
  ]);
});

test('an empty cluster has an empty map', () => {
  expect(mapWith([])).toMatchObject({ nodes: [], edges: [], path: [] });
});
