import { expect, test } from 'vitest';
import { columnLines, edgeLines, graphText, hiddenLines } from '../testing/graph-text';
import { incidentMap, sampleMap, shopMap } from '../testing/sample-map';
import { graphViewOf } from './graph-view';
import { initialChoices } from './initial-choices';

const incident = incidentMap();
const base = initialChoices(incident);

const text = (lines: string) => lines.replace(/^\n/, '').replace(/\n *$/, '');

test('an incident: what somebody wrote a rule about, from left to right', () => {
  // Seven namespaces and two externals. The DNS is a hub: its eleven edges are a badge. Of twelve times eleven pairs
  // of services, the 12 + 11 told by rules are not closed.
  expect(graphText(graphViewOf(incident, base))).toBe(
    text(`
columns
  internet · ingress-nginx[nginx] · monitoring[grafana prometheus]
  shop[web cart checkout search] · payments[api ledger]
  data[redis postgres] · stripe-api · kube-system[kube-dns]
edges
  ingress-nginx/nginx > shop/web  allow  ✓ default/500 · TCP 8080
  monitoring/grafana > monitoring/prometheus  allow  ✓ default/1000 · TCP 9090
  monitoring/prometheus > data/redis  end-of-tier  ⊘ default/1000 · TCP 9121
  monitoring/prometheus > payments/api  allow  ✓ platform/50 · TCP 9090
  payments/api > payments/ledger  allow  ✓ default/1000 · TCP 8080
  payments/api > stripe-api  allow  ✓ default/1000 · TCP 443
  payments/ledger > data/postgres  allow  ✓ default/1000 · TCP 5432
  shop/cart > data/redis  allow  ✓ default/1000 · TCP 6379
  shop/cart > shop/checkout  allow  ✓ default/1000 · TCP 8080
  shop/checkout > payments/api  deny  ✕ security/100 · TCP 8443
  shop/checkout > shop/search  allow  ✓ default/1000 · TCP 8080
  shop/search > data/postgres  end-of-tier  ⊘ default/1000 · TCP 5432
  shop/web > shop/cart  allow  ✓ default/1000 · TCP 8080
  internet > ingress-nginx/nginx  allow  ✓ default/1000 · TCP 443
hidden
  11 named-allow allow: badge
  109 closed deny: class
`),
  );
});

test('a selected service keeps its edges, badge edges included, and the rest recedes', () => {
  const view = graphViewOf(incident, { ...base, selection: ['svc:payments/ledger'] });
  expect(edgeLines(view).filter((line) => !line.startsWith('  ('))).toEqual([
    '  * payments/api > payments/ledger  allow  ✓ default/1000 · TCP 8080',
    '  * payments/ledger > data/postgres  allow  ✓ default/1000 · TCP 5432',
    '  * payments/ledger > kube-system/kube-dns  allow  ✓ platform/20 · UDP 53',
  ]);
  expect(view.nodes.filter(({ emphasis }) => emphasis !== 'receded').map(({ label }) => label)).toEqual([
    'postgres',
    'kube-dns',
    'api',
    'ledger',
  ]);
});

test('two selected services are asked about: the edge between them is strong, others of theirs stay', () => {
  const view = graphViewOf(incident, { ...base, selection: ['svc:shop/checkout', 'svc:payments/api'] });
  const strong = view.edges.filter(({ emphasis }) => emphasis === 'strong');
  expect(strong.map(({ id, tag }) => `${id} ${tag?.text}`)).toEqual([
    'svc:shop/checkout>svc:payments/api ✕ security/100 · TCP 8443',
  ]);
  const normal = view.edges.filter(({ emphasis }) => emphasis === 'normal').map(({ to }) => to);
  expect(normal).toContain('set:stripe-api');
  expect(normal).not.toContain('svc:data/redis');
});

test('the pair that is asked about is drawn even when nobody wrote a rule about it', () => {
  const selection = ['svc:shop/web', 'svc:data/postgres'];
  expect(graphViewOf(incident, { ...base, selection }).edges.map(({ id }) => id)).toContain(
    'svc:shop/web>svc:data/postgres',
  );
});

test('tags: denials by a rule say which, ends of tiers their glyph, allowed edges who decided', () => {
  const { edges } = graphViewOf(incident, base);
  const said = (kind: string) => new Set(edges.flatMap((edge) => (edge.kind === kind ? (edge.tag?.text ?? []) : [])));
  expect(said('allow')).toContain('default/1000');
  expect(said('end-of-tier')).toEqual(new Set(['⊘']));
  expect(said('deny')).toEqual(new Set(['✕ security/100']));
});

test('a collapsed namespace is one node; its edges say how the verdicts mix', () => {
  const map = sampleMap(`
    shop/web, shop/cart, data/redis
    shop/web > data/redis allow
    shop/cart > data/redis deny
    data/redis > shop/web closed
    shop/web > shop/cart allow
  `);
  const view = graphViewOf(map, { ...initialChoices(map), collapsed: new Set(['shop']) });
  expect(graphText(view)).toBe(
    text(`
columns
  shop
  data[redis]
edges
  data/redis > shop  end-of-tier  ⊘ default/1000 · TCP 8080
  shop > data/redis  partial  1 ✓ 1 ✕
hidden
  1 named-allow allow: inside
`),
  );
});

test('forty services: hubs are badges, one class is too large, all else is drawn', () => {
  // The DNS and the monitor have 39 edges each, one of them in common; 40 times 39 pairs less those and 51 others.
  const map = shopMap();
  const view = graphViewOf(map, initialChoices(map));
  expect(hiddenLines(view)).toEqual(['  77 named-allow allow: badge', '  1432 closed deny: class']);
  expect(view.nodes.flatMap(({ label, badges }) => badges.map((badge) => `${label} ${badge.text}`))).toEqual([
    'kube-dns from 39',
    'prometheus to 39',
  ]);
  expect(view.legend).toEqual(['allow', 'partial', 'deny', 'end-of-tier', 'undetermined']);
});

test('externals stand left of what they send to and right of what sends to them, or above and below', () => {
  const lines = columnLines(graphViewOf(shopMap(), initialChoices(shopMap())));
  const columnOf = (name: string) => lines.findIndex((line) => line.includes(name));
  expect(columnOf('internet')).toBeLessThanOrEqual(columnOf('edge['));
  expect(columnOf('carrier-apis')).toBeGreaterThan(columnOf('fulfilment['));
  expect(columnOf('smtp-relay')).toBeGreaterThan(columnOf('accounts['));
});

test('selected ids that are not there select nothing, and nothing recedes', () => {
  const view = graphViewOf(incident, { ...base, selection: ['svc:gone/away'] });
  expect(view.selection).toEqual([]);
  expect(view.nodes.every(({ emphasis }) => emphasis === 'normal')).toBe(true);
});

test('a search lets everything recede that does not match', () => {
  const view = graphViewOf(incident, { ...base, search: 'Payments/a' });
  expect(view.nodes.filter(({ emphasis }) => emphasis === 'normal').map(({ id }) => id)).toEqual(['svc:payments/api']);
});

test('a selected edge puts the ring on its two ends, which stay unselected themselves', () => {
  const map = incidentMap();
  const edge = map.edges.find(({ from, to }) => from === 'svc:shop/checkout' && to === 'svc:payments/api');
  const view = graphViewOf(map, { ...initialChoices(map), selection: [edge?.id ?? ''] });
  expect(view.nodes.filter(({ selected }) => selected).map(({ id }) => id)).toEqual([
    'svc:payments/api',
    'svc:shop/checkout',
  ]);
  expect(view.selection).toEqual([edge?.id]);
});
