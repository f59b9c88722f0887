import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { sizes } from '../testing/load/sizes';
import { planOf } from '../testing/load/plan';
import { clusterOf, resourcesOf } from '../testing/load/resources';
import { gnp, np } from '../testing/build-policies';
import { cluster, namespace, pod, type Part } from '../testing/builders';
import { createApplying } from './applying';

const compiledOf = (...parts: readonly Part[]) => compileCluster(cluster(parts), 'enforced');
const namesOf = (found: readonly { readonly ref: { readonly name: string } }[]) => found.map(({ ref }) => ref.name);

const compiled = compiledOf(
  pod('shop/api', { labels: { app: 'api' } }),
  pod('shop/web', { labels: { app: 'web' } }),
  pod('data/redis', { labels: { app: 'redis' } }),
  gnp('everybody', { order: 1, types: ['Egress'] }),
  np('shop/api', { order: 3, selector: "app == 'api'", types: ['Ingress'] }),
  np('shop/all', { order: 2, types: ['Ingress', 'Egress'] }),
);
const applying = createApplying(compiled);
const policy = (name: string) => {
  const found = compiled.tiers.flatMap(({ policies }) => policies).find(({ ref }) => ref.name === name);
  if (found === undefined) throw new Error(`no policy ${name}`);
  return found;
};

test('policies of an endpoint stand in evaluation order, each in its directions', () => {
  const indexOf = (id: string) => compiled.cluster.endpoints.findIndex((endpoint) => endpoint.id === id);
  expect(namesOf(applying.policiesOf(indexOf('shop/api'), 'Ingress'))).toEqual(['all', 'api']);
  expect(namesOf(applying.policiesOf(indexOf('shop/api'), 'Egress'))).toEqual(['everybody', 'all']);
  expect(namesOf(applying.policiesOf(indexOf('data/redis'), 'Ingress'))).toEqual([]);
});

test('policies on several endpoints tell to how many they apply', () => {
  const all = compiled.cluster.endpoints.map((_, index) => index);
  expect(applying.policiesOn(all, 'Egress').map(({ policy: { ref }, pods }) => `${ref.name} ${pods}`)).toEqual([
    'everybody 3',
    'all 2',
  ]);
});

test('a policy tells its endpoints', () => {
  expect(applying.endpointsOf(policy('everybody'))).toHaveLength(3);
  expect(applying.endpointsOf(policy('api'))).toHaveLength(1);
});

test('what may apply for want of labels counts too', () => {
  const open = compiledOf(
    namespace('shop', {}, { known: false }),
    pod('shop/web'),
    gnp('of-team', { namespaceSelector: "team == 'blue'" }),
  );
  expect(namesOf(createApplying(open).policiesOf(0, 'Ingress'))).toEqual(['of-team']);
});

test('in a cluster of a thousand pods it is what the programs say', () => {
  const large = compileCluster(
    clusterOf(
      resourcesOf(planOf(sizes.S, 7), () => {}),
      () => {},
    ),
    'enforced',
  );
  const own = createApplying(large);
  for (let endpoint = 0; endpoint < large.cluster.endpoints.length; endpoint += 37) {
    for (const direction of ['Ingress', 'Egress'] as const) {
      const walked = large
        .programOf(endpoint, direction)
        .tiers.flatMap(({ policies }) => policies.map(({ policy: { ref } }) => ref.id));
      expect(own.policiesOf(endpoint, direction).map(({ ref }) => ref.id)).toEqual(walked);
    }
  }
});
