import { expect, test } from 'vitest';
import type { EndpointId } from '../../model/ids';
import { matchSelector } from '../../selector/match';
import { gnp } from '../../testing/build-policies';
import { cluster, namespace, pod } from '../../testing/builders';
import { generateCluster } from '../../testing/generate-cluster';
import { answerFlow } from '../answer-flow';
import { compileCluster } from '../compile/compile-cluster';
import { createConnections, type PeerClass } from '../connections';
import { wholeLine } from '../line';

const truthsOf = (certain: Int32Array, maybe: Int32Array, size: number): readonly string[] =>
  Array.from({ length: size }, (_, i) => (certain.includes(i) ? 'yes' : maybe.includes(i) ? 'maybe' : 'no'));

test.each([false, true])('the index says of every object what its labels say; input missing: %s', (missing) => {
  for (let seed = 1; seed <= 150; seed += 1) {
    const { cluster: given } = generateCluster(seed, { missing });
    const { sets, space, sides, tiers } = compileCluster(given, 'pending');
    const { classOf, endpointClasses, size } = sets.index();
    const objects = [...space.setLabels, ...space.hostLabels];
    expect(size).toBe(endpointClasses + objects.length);
    const subjects = tiers.flatMap(({ policies }) => policies.map(({ selected }) => selected));
    for (const set of [...subjects, ...sides.flatMap(({ positive, negative }) => [positive, negative])]) {
      if (set?.selector === undefined) continue;
      const { selector } = set;
      const { certain, maybe } = sets.membersOf(set);
      const told = truthsOf(certain, maybe, size);
      const ofEndpoints = given.endpoints.map((_, i) => matchSelector(selector, space.labelsOf(i)));
      expect([...classOf].map((labelClass) => told[labelClass])).toEqual(ofEndpoints);
      expect(told.slice(endpointClasses)).toEqual(objects.map((labels) => matchSelector(selector, labels)));
      expect([...certain]).toEqual([...certain].sort((a, b) => a - b));
    }
  }
});

test('an endpoint with the profile of another namespace has the labels of both', () => {
  const pods = [
    pod('a/one', { ips: ['10.0.0.1'] }),
    pod('a/both', { ips: ['10.0.0.2'], profiles: ['kns.a', 'kns.b'] }),
  ];
  const lock = gnp('lock', { namespaceSelector: "only == 'b'", ingress: [{ action: 'Deny' }] });
  const compiled = compileCluster(cluster([namespace('a'), namespace('b', { only: 'b' }), ...pods, lock]), 'enforced');
  const ids = compiled.cluster.endpoints.map(({ id }) => id);
  const connections = createConnections(compiled);
  const [one, both] = ['a/one', 'a/both'].map(
    (id) => connections.classOf(ids.indexOf(id as EndpointId), 4) as PeerClass,
  );
  expect(connections.outcome(one as PeerClass, both as PeerClass).allow).toEqual([]);
  expect(connections.outcome(both as PeerClass, one as PeerClass).allow).toEqual(wholeLine);
});

test('endpoints that no selector tells apart are of one class', () => {
  const { cluster: given } = generateCluster(7, { missing: false });
  const { sets } = compileCluster({ ...given, policies: [] }, 'enforced');
  const namespaces = new Set(given.endpoints.map((own) => `${own.namespace} ${own.profiles.join(' ')}`));
  expect(sets.index().endpointClasses).toBeLessThanOrEqual(namespaces.size);
});

test('answers leave the classes as they are, those about hosts with staged policies too', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const { cluster: given, flows } = generateCluster(seed, {});
    const compiled = compileCluster(given, 'enforced');
    const before = compiled.sets.index();
    for (const flow of flows) answerFlow(compiled, flow);
    expect(compiled.sets.index(), `seed ${seed}`).toBe(before);
  }
});
