import { expect, test } from 'vitest';
import { policyOrderVectors, tierOrderVectors } from '../order-vectors';
import { plainPolicies } from './plain-policies';
import { knownTiers } from './walk';

test.each(policyOrderVectors.map((vector) => [vector.name, vector] as const))(
  'policies: %s',
  (_, { cluster, order }) => {
    expect(plainPolicies(cluster, 'pending').map(({ policy }) => policy.id)).toEqual(order);
  },
);

test.each(tierOrderVectors.map((vector) => [vector.name, vector] as const))('tiers: %s', (_, { cluster, order }) => {
  expect(knownTiers(cluster).map(({ name }) => name)).toEqual(order);
});
