import { expect, test } from 'vitest';
import { answerFlow } from '../engine/answer-flow';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Cluster } from '../model/cluster';
import type { Flow } from '../model/flow';
import type { HostEndpointResource } from '../model/resource';
import type { Scope, Side } from '../model/verdict';
import { printAddress } from '../net/address';
import { generateCluster } from './generate-cluster';
import { hideInput } from './generate/hide-input';
import { nodeAddresses, nodePorts } from './generate/hosts';
import { createRandom } from './generate/random';
import { printDecision, printPath } from './read-vector';
import { slowEvaluate, type SlowVerdict } from './slow-evaluator';

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
const scopes: readonly Scope[] = ['enforced', 'pending', 'promoted'];
const scopeOf = (seed: number): Scope => scopes[seed % 3] ?? 'enforced';

const decisionsOf = (side: Side | undefined): readonly string[] => (side?.decisions ?? []).map(printDecision);

function answers(cluster: Cluster, flows: readonly Flow[], scope: Scope): readonly SlowVerdict[] {
  return flows.map((flow) => slowEvaluate(cluster, flow, scope));
}

test('a seed settles everything', { timeout: 60_000 }, () => {
  for (const seed of seeds.slice(0, 20)) expect(generateCluster(seed)).toEqual(generateCluster(seed));
  expect(generateCluster(1)).not.toEqual(generateCluster(2));
});

test('every way to decide comes up, in many tiers and by every kind of policy', { timeout: 60_000 }, () => {
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= 240; seed += 1) {
    const regime = (['3.28', '3.31', '3.32'] as const)[seed % 3] ?? '3.32';
    const { cluster, flows } = generateCluster(seed, { regime, flows: 6 });
    for (const { egress, ingress } of answers(cluster, flows, scopeOf(Math.floor(seed / 3)))) {
      for (const decision of [...(egress?.decisions ?? []), ...(ingress?.decisions ?? [])]) {
        const kind = 'policy' in decision ? ` ${decision.policy.kind}` : '';
        for (const key of [`${decision.by} ${decision.action}${kind}`, 'tier' in decision ? decision.tier : '']) {
          seen.set(key, (seen.get(key) ?? 0) + 1);
        }
      }
    }
  }
  const often = ['rule allow GlobalNetworkPolicy', 'rule deny NetworkPolicy', 'rule allow KubernetesNetworkPolicy'];
  for (const key of often) expect(seen.get(key) ?? 0, key).toBeGreaterThan(20);
  const now = [
    'rule deny ClusterNetworkPolicy',
    'rule deny AdminNetworkPolicy',
    'rule allow StagedGlobalNetworkPolicy',
    'rule allow StagedNetworkPolicy',
    'end-of-tier deny StagedKubernetesNetworkPolicy',
    'end-of-tier deny GlobalNetworkPolicy',
    'profile allow',
    'profile deny',
    'host-bypass allow',
    'encapsulation-guard deny',
    'security',
    'ghost',
    'kube-baseline',
    'baselineadminnetworkpolicy',
  ];
  for (const key of now) expect(seen.get(key) ?? 0, key).toBeGreaterThan(0);
});

test('host endpoints decide at every hook in every way there is', { timeout: 60_000 }, () => {
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= 400; seed += 1) {
    const { cluster, flows } = generateCluster(seed);
    const compiled = compileCluster(cluster, scopeOf(seed));
    for (const { at, stage, direction, decision } of flows.flatMap((flow) => answerFlow(compiled, flow).verdict.path)) {
      if (at.kind === 'pod') continue;
      const key = `${stage} ${direction} ${decision.action} ${decision.by}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  const always = ['allow rule', 'deny rule'];
  const ended = [...always, 'deny end-of-tier'];
  const wanted = [
    ...[...always, 'allow failsafe'].flatMap((way) => [`untracked ingress ${way}`, `untracked egress ${way}`]),
    ...[...always, 'allow failsafe'].map((way) => `pre-dnat ingress ${way}`),
    ...[...ended, 'allow forward-default'].flatMap((way) => [`forward ingress ${way}`, `forward egress ${way}`]),
    ...[...ended, 'allow failsafe', 'allow profile', 'deny profile', 'deny no-profile-match'].flatMap((way) => [
      `normal ingress ${way}`,
      `normal egress ${way}`,
    ]),
    'normal ingress deny endpoint-to-host',
  ];
  expect([...seen.keys()].toSorted()).toEqual(wanted.toSorted());
});

test('with the whole input nothing is left open', { timeout: 60_000 }, () => {
  for (const seed of seeds) {
    const { cluster, flows } = generateCluster(seed);
    // Which of its addresses a node with a tunnel speaks from, no input tells.
    if ([...cluster.nodes].some(([name, { addresses }]) => addresses.length > (nodeAddresses[name]?.length ?? 0)))
      continue;
    for (const { egress, ingress, reason } of answers(cluster, flows, scopeOf(seed))) {
      expect(reason?.kind).not.toBe('missing-input');
      for (const side of [egress, ingress]) expect(side?.decisions.length ?? 1).toBe(1);
    }
  }
});

test('what is decided with the whole input stays possible with less', { timeout: 60_000 }, () => {
  let open = 0;
  for (const seed of seeds) {
    const { cluster, flows } = generateCluster(seed);
    const less = hideInput(cluster, createRandom(seed));
    // A single name is taken for the interface that counts until addresses speak against it.
    if (cluster.hostEndpoints.some((host) => hasStrayName(cluster, host))) continue;
    for (const flow of flows.filter(isByName)) {
      const known = slowEvaluate(cluster, flow, scopeOf(seed));
      const possible = slowEvaluate(less, flow, scopeOf(seed));
      if (known.verdict === 'undetermined' || possible.reason?.kind === 'node-without-address') continue;
      if (possible.verdict === 'undetermined') open += 1;
      else expect(possible.verdict, `seed ${seed}`).toBe(known.verdict);
      expect(decisionsOf(possible.egress)).toEqual(expect.arrayContaining([...decisionsOf(known.egress)]));
      expect(decisionsOf(possible.ingress)).toEqual(expect.arrayContaining([...decisionsOf(known.ingress)]));
      expect(possible.ways.map(printPath)).toEqual(expect.arrayContaining(known.ways.map(printPath)));
    }
  }
  expect(open).toBeGreaterThan(10);
});

/** Without Services nothing tells that a port of a node leads to one, and an address may be anybody's. */
const isByName = ({ from, to, port }: Flow): boolean =>
  from.kind !== 'ip' && to.kind !== 'ip' && !nodePorts.some((own) => own === port);

const hasStrayName = ({ nodes }: Cluster, { node, interfaceName, expectedIPs }: HostEndpointResource): boolean => {
  const own = nodes.get(node ?? '')?.addresses.map(printAddress) ?? [];
  return (
    interfaceName === 'eth0' && expectedIPs.length > 0 && !expectedIPs.map(printAddress).some((ip) => own.includes(ip))
  );
};

test('the order of the input does not matter', { timeout: 60_000 }, () => {
  for (const seed of seeds.slice(0, 50)) {
    const { cluster, flows } = generateCluster(seed, { missing: seed % 2 === 0 });
    const reversed = { ...cluster, policies: cluster.policies.toReversed(), tiers: cluster.tiers.toReversed() };
    expect(answers(reversed, flows, scopeOf(seed))).toEqual(answers(cluster, flows, scopeOf(seed)));
  }
});

test('without staged policies the scopes agree', { timeout: 60_000 }, () => {
  for (const seed of seeds.slice(0, 50)) {
    const { cluster, flows } = generateCluster(seed);
    const enforced = {
      ...cluster,
      policies: cluster.policies.filter(({ resource }) => !resource.kind.startsWith('Staged')),
    };
    const [first, ...others] = scopes.map((scope) => answers(enforced, flows, scope));
    for (const other of others) expect(other).toEqual(first);
    // A staged forward policy ends the forward default, which changes paths and no verdict (calico-semantics 9).
    const sides = (all: readonly SlowVerdict[] = []) =>
      all.map(({ verdict, egress, ingress }) => ({ verdict, egress, ingress }));
    expect(sides(answers(cluster, flows, 'enforced'))).toEqual(sides(first));
  }
});
