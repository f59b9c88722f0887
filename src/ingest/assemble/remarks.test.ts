import { expect, test } from 'vitest';
import type { Plan } from '../../testing/nodes';
import { assemblePlans, readPlans } from '../../testing/plans';

const policy = (generation: number, ports: readonly Plan[]): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'p', generation },
  spec: { selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Allow', destination: { ports } }] },
});
const named = policy(1, ['web']);

// calico-semantics 8.4: up to 3.31 named ports without a protocol are refused too
test('what depends on the regime is told once that is known', () => {
  expect(readPlans(named).codes).toEqual([]);
  expect(assemblePlans([named], '3.32').codes).toEqual([]);
  expect(assemblePlans([named], '3.31').codes).toEqual(['error resource/not-enforced']);
});

test('nothing is told of a copy that does not count', () => {
  const newer = policy(2, []);
  expect(assemblePlans([named, newer], '3.31').codes).toEqual(['warning resource/duplicate']);
  expect(assemblePlans([policy(3, ['web']), newer], '3.31').codes).toEqual([
    'warning resource/duplicate',
    'error resource/not-enforced',
  ]);
});
