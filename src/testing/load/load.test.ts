import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { assembleCluster } from '../../ingest/assemble';
import { readResources } from '../../ingest/read-resources';
import { readText } from '../../ingest/read-text';
import type { Cluster } from '../../model/cluster';
import type { Diagnostic } from '../../model/diagnostic';
import { fileId } from '../../model/ids';
import { planOf } from './plan';
import { policiesOf } from './policies';
import { podObject } from './pod-object';
import { podsOf } from './pods';
import { inKeyOrder } from './plain';
import { clusterOf, resourcesOf } from './resources';
import { adversarialSizes, ordinarySizes, sizes, type LoadSize, type SizeName } from './sizes';
import { filesOf, formats, type Format } from './texts';

const small = planOf(sizes.S, 1);

const textsOf = (format: Format) =>
  filesOf(small, format).map(({ name, chunks }) => ({ name, text: [...chunks()].join('') }));

test('the texts are the same on every machine', () => {
  const hashes = formats.map((format) => {
    const hash = createHash('sha256');
    for (const { text } of textsOf(format)) hash.update(text);
    return `${format} ${hash.digest('hex').slice(0, 16)}`;
  });
  expect(hashes).toMatchInlineSnapshot(`
    [
      "yaml e7c0205a7c6a4a99",
      "json b87f807c88081c22",
      "pretty f3bb1e27f1b55fb2",
      "managed e8c5b06565da9cef",
    ]
  `);
});

test('what S is made of', () => {
  const { kinds, cluster } = own();
  expect(Object.fromEntries(kinds)).toMatchInlineSnapshot(`
    {
      "GlobalNetworkPolicy": 14,
      "GlobalNetworkSet": 12,
      "KubernetesNetworkPolicy": 28,
      "Namespace": 40,
      "NetworkPolicy": 58,
      "Node": 33,
      "Pod": 1000,
      "Service": 195,
      "ServiceAccount": 75,
      "Tier": 3,
    }
  `);
  expect(cluster.endpoints).toHaveLength(sizes.S.pods);
  expect(cluster.policies).toHaveLength(sizes.S.policies);
  expect(new Set(cluster.policies.map(({ id }) => id)).size).toBe(sizes.S.policies);
});

const entries = Object.entries({ ...ordinarySizes, ...adversarialSizes }) as readonly [SizeName, LoadSize][];

test.each(entries.filter(([, { pods }]) => pods <= 10_000))('%s has what its row says', (_, size) => {
  const plan = planOf(size, 1);
  const pods = new Set<string>();
  const addresses = new Set<number>();
  for (const { application, name, address } of podsOf(plan)) {
    pods.add(`${application.namespace.name}/${name}`);
    addresses.add(address);
  }
  expect({ pods: pods.size, addresses: addresses.size }).toEqual({ pods: size.pods, addresses: size.pods });
  expect(plan.namespaces).toHaveLength(size.namespaces);
  const extra = size.extra?.kind === 'namespace-pairs' ? size.extra.policies : 0;
  expect(policiesOf(plan)).toHaveLength(size.policies + extra);
});

test.each(formats)('read back from %s it is the same cluster', (format) => {
  const { diagnostics, cluster } = readBack(format);
  expect(diagnostics).toEqual([]);
  expect(withoutPlaces(cluster)).toEqual(withoutPlaces(own().cluster));
});

test('a pod has its keys in order', () => {
  for (const pod of podsOf(planOf({ ...sizes.S, pods: 60 }, 1))) {
    expect(JSON.stringify(podObject(pod))).toBe(JSON.stringify(inKeyOrder(podObject(pod))));
  }
});

function own() {
  const diagnostics: Diagnostic[] = [];
  const resources = resourcesOf(small, (diagnostic) => void diagnostics.push(diagnostic));
  const cluster = clusterOf(resources, (diagnostic) => void diagnostics.push(diagnostic));
  expect(diagnostics).toEqual([]);
  const kinds = new Map<string, number>();
  for (const { kind } of resources) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return { kinds, cluster };
}

function readBack(format: Format) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const resources = textsOf(format).flatMap(({ name, text }) => {
    const { objects } = readText({ id: fileId(name), name, text }, report);
    return readResources(objects, report).resources;
  });
  return { diagnostics, cluster: assembleCluster(resources, [], { regime: undefined }, report) };
}

/** Where things stand in files hangs on the format. */
function withoutPlaces(value: Cluster): unknown {
  const places = new Set(['at', 'nameAt', 'tierAt']);
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    // Some maps are made only as far as somebody asks, and are no `Map`.
    if (Symbol.iterator in value) {
      const entries = value as Iterable<readonly [unknown, unknown]>;
      return new Map([...entries].map(([key, own]) => [key, strip(own)]));
    }
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, own]) => (places.has(key) ? [] : [[key, strip(own)]])),
    );
  };
  return strip(value);
}
