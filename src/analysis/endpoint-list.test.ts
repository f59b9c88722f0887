import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { np } from '../testing/build-policies';
import { cluster, pod, type Part } from '../testing/builders';
import type { EndpointLine } from './answers';
import { createOverview } from './overview';

const listOf = (...parts: readonly Part[]) => createOverview(compileCluster(cluster(parts), 'enforced')).endpoints;
const textOf = (line: EndpointLine) => (line.kind === 'namespace' ? `${line.name}: ${line.count}` : line.endpoint.id);

const list = listOf(
  pod('data/redis', { ips: ['10.0.0.3'], labels: { app: 'redis' } }),
  pod('shop/api', { ips: ['10.0.0.1'], labels: { app: 'api', Team: 'Blue' } }),
  pod('shop/web', { ips: ['10.0.0.2'], labels: { app: 'web' } }),
  np('shop/api', { selector: "app == 'api'" }),
);
const linesOf = (text: string, from = 0, count = 100) => list.window({ text, from, count }).lines.map(textOf);

test('endpoints stand below the head of their namespace', () => {
  expect(linesOf('')).toEqual(['data: 1', 'data/redis', 'shop: 2', 'shop/api', 'shop/web']);
  expect(list.window({ text: '', from: 0, count: 0 })).toEqual({ total: 5, endpoints: 3, lines: [] });
});

test('a window has the lines asked for, as far as there are any', () => {
  expect(linesOf('', 1, 2)).toEqual(['data/redis', 'shop: 2']);
  expect(linesOf('', 4, 10)).toEqual(['shop/web']);
  expect(linesOf('', 9, 10)).toEqual([]);
});

test('every word is found in the name, a label, an address, in any case', () => {
  expect(linesOf('shop/')).toEqual(['shop: 2', 'shop/api', 'shop/web']);
  expect(linesOf('app=redis')).toEqual(['data: 1', 'data/redis']);
  expect(linesOf('team=blue SHOP')).toEqual(['shop: 1', 'shop/api']);
  expect(linesOf('10.0.0.2')).toEqual(['shop: 1', 'shop/web']);
  expect(linesOf('10.0.0.2 redis')).toEqual([]);
});

test('one endpoint is told with the policies that apply', () => {
  expect(list.detail('shop/api')).toMatchObject({
    labels: [
      ['Team', 'Blue'],
      ['app', 'api'],
    ],
    ingress: [{ ref: { name: 'api' }, tier: 'default' }],
  });
  expect(list.detail('shop/web')?.ingress).toEqual([]);
  expect(list.detail('shop/nobody')).toBeUndefined();
});
