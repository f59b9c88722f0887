import { expect, test } from 'vitest';
import { sampleMap } from '../../../testing/sample-map';
import { foldByTarget } from './fold-by-target';

const { edges } = sampleMap(`
  shop/a 1, shop/b 1, shop/c 1, shop/d 1, data/db 1, data/log 1
  shop/a > data/db deny security/100 TCP 1
  shop/a > data/log deny security/10 TCP 1
  shop/b > data/db deny security/100 TCP 1
  shop/c > data/db deny security/100 TCP 1
  shop/d > data/db deny security/100 TCP 1
`);

const told = (from = edges) => foldByTarget(from).map(({ first, count }) => `${count} ${first.id}`);

test('four connections to one target by one decider are one line, where the first stood', () => {
  expect(told()).toEqual(['4 svc:shop/a>svc:data/db', '1 svc:shop/a>svc:data/log']);
});

test('three are told one by one', () => {
  expect(told(edges.slice(0, 4))).toHaveLength(4);
});
