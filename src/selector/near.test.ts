import { expect, test } from 'vitest';
import { nearnessOf } from './near';

test.each([
  ['web', 'Web', 'case'],
  ['web', 'web ', 'blank'],
  ['"web"', 'web', 'blank'],
  ['web', '‘web’', 'blank'],
  ['we\u200bb', 'web', 'blank'],
  ['checkout', 'chekout', 'typo'],
  ['chekout', 'checkout', 'typo'],
  ['checkout', 'checkaut', 'typo'],
  ['checkout', 'chekcout', 'typo'],
  ['prods', 'prod', 'typo'],
  ['aaab', 'aaaab', 'typo'],
  ['pro', 'prod', 'typo'],
  ['dev', 'deb', undefined],
  ['checkout', 'chekcuot', undefined],
  ['checkout', 'check', undefined],
  ['Web', 'web ', undefined],
  ['web', '', undefined],
  ['  ', '', undefined],
])('%j for %j: %s', (got, wanted, expected) => {
  expect(nearnessOf(got, wanted, (a, b) => a === b)).toBe(expected);
});
