import { expect, test } from 'vitest';
import { sampleMap } from '../../../testing/sample-map';
import { filterRows, rowsOf, sortRows } from './connection-rows';

const map = sampleMap(`
  shop/web 3, shop/cart 2, data/redis 3
  shop/web > shop/cart allow default/1000 TCP 80
  shop/cart > data/redis deny security/100 TCP 6379
  shop/web > data/redis closed default/1000 TCP 6379
`);
const rows = rowsOf(map);
const nothing = { show: 'default', search: '', selection: [] } as const;
const names = (choices: Parameters<typeof filterRows>[2]) =>
  filterRows(rows, map, choices).map(({ from, to }) => `${from} ${to}`);

test('a row says who decided and where', () => {
  expect(rows[1]).toMatchObject({
    from: 'shop/cart',
    to: 'data/redis',
    verdict: 'Denied',
    tier: 'security',
    order: 100,
  });
  expect(rows[2]).toMatchObject({ verdict: 'Denied', kind: 'end-of-tier', policy: 'end of tier' });
});

test('filters leave what fits', () => {
  expect(names(nothing)).toHaveLength(3);
  expect(names({ ...nothing, show: 'allowed' })).toEqual(['shop/web shop/cart']);
  expect(names({ ...nothing, show: 'denied' })).toEqual(['shop/cart data/redis', 'shop/web data/redis']);
  expect(names({ ...nothing, search: 'cart security' })).toEqual(['shop/cart data/redis']);
  expect(names({ ...nothing, show: 'selection', selection: ['svc:shop/cart'] })).toEqual([
    'shop/web shop/cart',
    'shop/cart data/redis',
  ]);
});

test('rows sort by any column, names break ties', () => {
  const sorted = (column: Parameters<typeof sortRows>[1]['column'], descending: boolean) =>
    sortRows(rows, { column, descending }).map(({ from }) => from);
  expect(sorted('order', false)).toEqual(['shop/cart', 'shop/web', 'shop/web']);
  expect(sortRows(rows, { column: 'to', descending: true })[0]?.to).toBe('shop/cart');
});
