import { expect, test } from 'vitest';
import {
  policyOrderVectors,
  policySelectorVectors,
  ruleSelectorVectors,
  tierOrderVectors,
} from '../../testing/order-vectors';
import { compileCluster } from './compile-cluster';
import { sideSelectors } from './selectors';

test.each(policyOrderVectors.map((vector) => [vector.name, vector] as const))('%s', (_, { cluster, order }) => {
  const { tiers } = compileCluster(cluster, 'pending');
  expect(tiers.flatMap(({ policies }) => policies.map(({ ref }) => ref.id))).toEqual(order);
});

test.each(tierOrderVectors.map((vector) => [vector.name, vector] as const))('%s', (_, { cluster, order }) => {
  const names = compileCluster(cluster, 'enforced').tiers.map(({ name }) => name);
  expect(names.filter((name) => order.includes(name))).toEqual(order);
});

test.each(policySelectorVectors)('policy: $text', ({ cluster, text }) => {
  const { tiers } = compileCluster(cluster, 'enforced');
  expect(tiers.flatMap(({ policies }) => policies.map(({ subject }) => subject))).toEqual([text]);
});

test.each(ruleSelectorVectors)('rule: $positive, $negative', ({ namespace, entity, positive, negative }) => {
  expect(sideSelectors(entity, namespace === '' ? undefined : namespace)).toEqual({ positive, negative });
});
