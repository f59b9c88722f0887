import { expect, test } from 'vitest';
import { sampleMap } from '../testing/sample-map';
import { foldMap } from './fold-map';

const map = sampleMap(`
  internet world
  shop/web 3, shop/cart 2, data/redis 1, data/postgres 1
  internet > shop/web open
  shop/web > data/redis allow
  shop/cart > data/redis deny security/10
  shop/cart > data/postgres undetermined
  shop/web > shop/cart allow
  data/redis > data/postgres deny
`);

const edgesOf = (collapsed: readonly string[]) =>
  foldMap(map, new Set(collapsed)).edges.map(
    ({ id, kind, interest, members, decider }) => `${id} ${kind} ${interest} ${members} ${decider}`,
  );

test('nothing collapsed: nodes and edges of the map', () => {
  const { nodes, edges, inside } = foldMap(map, new Set());
  expect(nodes.map(({ id, shape, count }) => `${id} ${shape} ${count}`.trim())).toEqual([
    'svc:data/postgres box 1',
    'svc:data/redis box 1',
    'svc:shop/cart box 2',
    'svc:shop/web box 3',
    'world pill',
  ]);
  expect(edges).toHaveLength(6);
  expect(inside).toEqual([]);
});

test('a collapsed namespace is one node with the pods of all', () => {
  const stack = foldMap(map, new Set(['shop'])).nodes.find(({ id }) => id === 'ns:shop');
  expect(stack).toMatchObject({ shape: 'stack', label: 'shop', count: '2 services', pods: 5, detail: 'cart, web' });
});

test('edges between two collapsed namespaces are one: as telling as the best of them, with the mix of verdicts', () => {
  expect(edgesOf(['shop', 'data'])).toEqual([
    'world>ns:shop allow open-allow 1 default/1000',
    'ns:shop>ns:data partial named-allow 3 1 ✓ 1 ✕ 1 ?',
  ]);
  expect(foldMap(map, new Set(['shop', 'data'])).inside).toHaveLength(2);
});

test('a hub stays one when its neighbours collapse, and its edges stay apart from the others', () => {
  const names = Array.from({ length: 9 }, (_, i) => `shop/s${i}`);
  const lines = names.map((name) => `${name} > system/dns allow`);
  const hub = sampleMap(`${names.join('\n')}\nsystem/dns, system/log\n${lines.join('\n')}\nshop/s0 > system/log deny`);
  const { edges, hubs } = foldMap(hub, new Set(['shop', 'system']));
  expect(edges.map(({ id, isHub, members }) => `${id}: ${members} ${isHub}`)).toEqual([
    'ns:shop>ns:system hub: 9 true',
    'ns:shop>ns:system: 1 false',
  ]);
  expect(hubs.get('ns:system')).toEqual([{ direction: 'from', kind: 'allow', count: 9 }]);
});

test('one edge alone keeps its decider', () => {
  expect(edgesOf(['data'])).toContain('svc:shop/web>ns:data allow named-allow 1 default/1000');
  expect(edgesOf(['data'])).toContain('svc:shop/cart>ns:data undetermined named-deny 2 1 ✕ 1 ?');
});
