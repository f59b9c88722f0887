import { expect, test } from 'vitest';
import { matchSelector } from '../../selector/match';
import { generateCluster } from '../../testing/generate-cluster';
import { answerFlow } from '../answer-flow';
import { compileCluster } from '../compile/compile-cluster';

const truthsOf = (certain: Int32Array, maybe: Int32Array, size: number): readonly string[] =>
  Array.from({ length: size }, (_, i) => (certain.includes(i) ? 'yes' : maybe.includes(i) ? 'maybe' : 'no'));

test.each([false, true])('the index says of every object what its labels say; input missing: %s', (missing) => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const { cluster } = generateCluster(seed, { missing });
    const { sets, space, sides, tiers } = compileCluster(cluster, 'pending');
    const { classOf, endpointClasses, size } = sets.index();
    const objects = [...space.setLabels, ...space.hostLabels];
    expect(size).toBe(endpointClasses + objects.length);
    const subjects = tiers.flatMap(({ policies }) => policies.map(({ selected }) => selected));
    for (const set of [...subjects, ...sides.flatMap(({ positive, negative }) => [positive, negative])]) {
      if (set?.selector === undefined) continue;
      const { selector } = set;
      const { certain, maybe } = sets.membersOf(set);
      const told = truthsOf(certain, maybe, size);
      const ofEndpoints = cluster.endpoints.map((_, i) => matchSelector(selector, space.labelsOf(i)));
      expect([...classOf].map((labelClass) => told[labelClass])).toEqual(ofEndpoints);
      expect(told.slice(endpointClasses)).toEqual(objects.map((labels) => matchSelector(selector, labels)));
      expect([...certain]).toEqual([...certain].sort((a, b) => a - b));
    }
  }
});

test('endpoints that no selector tells apart are of one class', () => {
  const { cluster } = generateCluster(7, { missing: false });
  const { sets } = compileCluster({ ...cluster, policies: [] }, 'enforced');
  const namespaces = new Set(cluster.endpoints.map(({ namespace, profiles }) => `${namespace} ${profiles.join(' ')}`));
  expect(sets.index().endpointClasses).toBeLessThanOrEqual(namespaces.size);
});

test('answers leave the classes as they are, those about hosts with staged policies too', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const { cluster, flows } = generateCluster(seed, {});
    const compiled = compileCluster(cluster, 'enforced');
    const before = compiled.sets.index();
    for (const flow of flows) answerFlow(compiled, flow);
    expect(compiled.sets.index(), `seed ${seed}`).toBe(before);
  }
});
