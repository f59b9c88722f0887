import { expect, test } from 'vitest';
import { sampleMap, shopMap } from '../testing/sample-map';
import type { ClusterMap, GroupedMap } from './answers';
import { packMap, unpackMap } from './pack-map';

const grouped = (map: ClusterMap): GroupedMap => ({
  ...map,
  grouping: 'service',
  options: [{ grouping: 'service', nodes: map.nodes.length }],
  path: [],
});

test.each([
  ['a shop', shopMap()],
  ['one node', sampleMap('shop/web 3')],
  ['profiles and no edges of a kind', sampleMap('a/a 1, b/b 1\n a/a > b/b unpoliced')],
])('a map arrives as it was sent: %s', (_name, map) => {
  expect(unpackMap(structuredClone(packMap(grouped(map))))).toEqual(grouped(map));
});
