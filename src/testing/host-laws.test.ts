/** What holds of every cluster with nodes and host endpoints, asked of the engine. */
import { expect, test } from 'vitest';
import { answerFlow } from '../engine/answer-flow';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Cluster } from '../model/cluster';
import type { Flow } from '../model/flow';
import type { Scope } from '../model/verdict';
import { cluster, namespace, networkSet, pod, type Part } from './builders';
import { knp } from './build-kubernetes';
import { np } from './build-policies';
import { service } from './build-services';
import { generateCluster } from './generate-cluster';
import { printCluster } from './print-cluster';
import { hasYaml, readPrinted } from './read-printed';
import { printVerdict } from './read-vector';

const scopes: readonly Scope[] = ['enforced', 'pending', 'promoted'];
const scopeOf = (seed: number): Scope => scopes[seed % 3] ?? 'enforced';

interface Sample {
  readonly seed: number;
  readonly cluster: Cluster;
  readonly flows: readonly Flow[];
}

/** Clusters with host endpoints; every other one with part of the input missing, where the law allows. */
function* samples(count: number, missing: 'never' | 'at times'): Generator<Sample> {
  for (let seed = 1, found = 0; found < count; seed += 1) {
    const hidden = missing === 'at times' && seed % 2 === 0;
    const { cluster, flows } = generateCluster(seed, { missing: hidden });
    if (cluster.hostEndpoints.length === 0) continue;
    found += 1;
    yield { seed, cluster, flows };
  }
}

function answers(given: Cluster, flows: readonly Flow[], scope: Scope): readonly string[] {
  const compiled = compileCluster(given, scope);
  return flows.map((flow) => {
    const { verdict, backends } = answerFlow(compiled, flow);
    return [verdict, ...(backends ?? []).map((backend) => backend.verdict)].map(printVerdict).join('\n');
  });
}

test('the order of policies, tiers, sets, services and pods does not matter', () => {
  for (const { seed, cluster, flows } of samples(60, 'at times')) {
    const reversed: Cluster = {
      ...cluster,
      policies: cluster.policies.toReversed(),
      tiers: cluster.tiers.toReversed(),
      endpoints: cluster.endpoints.toReversed(),
      networkSets: cluster.networkSets.toReversed(),
      services: cluster.services.toReversed(),
      nodes: new Map([...cluster.nodes].toReversed()),
    };
    expect(answers(reversed, flows, scopeOf(seed)), `seed ${seed}`).toEqual(answers(cluster, flows, scopeOf(seed)));
  }
});

test('files may come in any order, and one object or all to a file', () => {
  let asked = 0;
  for (const { seed, cluster, flows } of samples(40, 'never')) {
    if (!hasYaml(cluster)) continue;
    const text = printCluster(cluster);
    const documents = text.split(/^---\n/m);
    const wanted = answers(readPrinted([text], cluster.regime), flows, scopeOf(seed));
    const found = answers(readPrinted(documents.toReversed(), cluster.regime), flows, scopeOf(seed));
    expect(found, `seed ${seed}`).toEqual(wanted);
    asked += 1;
  }
  expect(asked).toBeGreaterThan(10);
});

/** Names of which the order decides nothing. */
const otherNames: readonly (readonly [RegExp, string])[] = [
  [/\bnode-a\b/g, 'worker-9'],
  [/\bnode-b\b/g, 'control-1'],
  [/\beth0\b/g, 'uplink0'],
  [/\beth1\b/g, 'ens9'],
  [/\bon-host\b/g, 'agent'],
  [/\bfront\b/g, 'zz-front'],
  [/\bp(\d+)\b/g, 'x-$1'],
];

const renamed = (text: string): string => otherNames.reduce((all, [name, other]) => all.replace(name, other), text);

test('what is called otherwise everywhere fares alike', () => {
  let asked = 0;
  for (const { seed, cluster, flows } of samples(40, 'never')) {
    if (!hasYaml(cluster)) continue;
    const text = printCluster(cluster);
    const wanted = answers(readPrinted([text], cluster.regime), flows, scopeOf(seed));
    const renamedFlows = JSON.parse(renamed(JSON.stringify(flows))) as readonly Flow[];
    const found = answers(readPrinted([renamed(text)], cluster.regime), renamedFlows, scopeOf(seed));
    const sorted = (lines: readonly string[]) => lines.map((line) => line.split('\n').toSorted());
    expect(sorted(found), `seed ${seed}`).toEqual(sorted(wanted.map(renamed)));
    asked += 1;
  }
  expect(asked).toBeGreaterThan(10);
});

/** Its policies apply to nobody else, its pods stand where no flow starts or ends. */
const unrelated: readonly Part[] = [
  namespace('elsewhere', { env: 'prod' }),
  pod('elsewhere/web', { ips: ['172.30.0.1'], labels: { app: 'web' }, ports: ['http TCP 80'] }),
  networkSet('elsewhere/set', { app: 'db' }, ['172.30.1.0/24']),
  service('elsewhere/web', ['TCP 80 elsewhere/web 80'], { addresses: ['172.30.2.1'], nodePorts: [31000] }),
  np('elsewhere/lock', { order: -10, ingress: [{ action: 'Deny' }], egress: [{ action: 'Deny' }] }),
  knp('elsewhere/deny', { types: ['Ingress', 'Egress'] }),
];

test('a namespace that has nothing to do with a flow changes nothing', () => {
  for (const { seed, cluster: given, flows } of samples(60, 'never')) {
    const more = cluster(unrelated, { regime: given.regime });
    const larger: Cluster = {
      ...given,
      endpoints: [...given.endpoints, ...more.endpoints],
      namespaces: new Map([...given.namespaces, ...more.namespaces]),
      serviceAccounts: new Map([...given.serviceAccounts, ...more.serviceAccounts]),
      networkSets: [...given.networkSets, ...more.networkSets],
      services: [...given.services, ...more.services],
      policies: [...given.policies, ...more.policies],
    };
    expect(answers(larger, flows, scopeOf(seed)), `seed ${seed}`).toEqual(answers(given, flows, scopeOf(seed)));
  }
});

test('without staged policies the scopes agree', () => {
  for (const { seed, cluster, flows } of samples(60, 'at times')) {
    const policies = cluster.policies.filter(({ resource }) => !resource.kind.startsWith('Staged'));
    const [first, ...others] = scopes.map((scope) => answers({ ...cluster, policies }, flows, scope));
    for (const other of others) expect(other, `seed ${seed}`).toEqual(first);
  }
});

test('a staged forward policy is seen by the forward default alone', () => {
  let differs = 0;
  for (const { seed, cluster, flows } of samples(60, 'never')) {
    const policies = cluster.policies.filter(({ resource }) => !resource.kind.startsWith('Staged'));
    const [all, enforced] = [cluster, { ...cluster, policies }].map((given) => answers(given, flows, 'enforced'));
    const without = (lines: readonly string[] = []) => lines.map((line) => line.replace(/; path: .*/g, ''));
    expect(without(all), `seed ${seed}`).toEqual(without(enforced));
    differs += (all ?? []).filter((line, i) => line !== enforced?.[i]).length;
  }
  expect(differs).toBeGreaterThan(0);
});
