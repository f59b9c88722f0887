import { expect, test } from 'vitest';
import { nearestName } from './nearest-name';

const fields = ['ingress', 'egress', 'selector', 'types', 'order', 'podSelector', 'policyTypes', 'to'];

test.each([
  ['ingres', 'ingress'],
  ['egres', 'egress'],
  ['Ingress', 'ingress'],
  ['policytypes', 'policyTypes'],
  ['slector', 'selector'],
  ['podSelectro', 'podSelector'],
  ['type', 'types'],
  ['nets', undefined],
  ['serviceAccounts', undefined],
  ['t', 'to'],
])('%s may mean %s', (written, meant) => {
  expect(nearestName(written, fields)).toBe(meant);
});
