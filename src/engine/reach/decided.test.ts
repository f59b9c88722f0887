import { expect, test } from 'vitest';
import { finish } from '../../base/task';
import type { Cluster } from '../../model/cluster';
import type { Direction } from '../../model/resource';
import type { Decision } from '../../model/verdict';
import { gnp, np } from '../../testing/build-policies';
import { cluster, pod, tier, type Part } from '../../testing/builders';
import { editedClusters } from '../../testing/edit-policies';
import { generateCluster } from '../../testing/generate-cluster';
import { createRandom } from '../../testing/generate/random';
import { tripled } from '../../testing/tripled';
import { compileCluster } from '../compile/compile-cluster';
import type { CompiledCluster } from '../compile/compiled';
import { createConnections, type Connections } from '../connections';
import { decidedIn, type Decided, type DecidedIn } from './decided';

const told = (connections: Connections, direction: Direction): DecidedIn =>
  finish(
    decidedIn(
      connections.families.map((family) => connections.reach(family)),
      direction,
    ),
  );

/** `rule np:shop/db 0`, `end gnp:lock`, `policy gnp:lock`, `tier default`, `profiles`: all that a decision counts for. */
function decidersOf(decision: Decision): readonly string[] {
  switch (decision.by) {
    case 'rule':
      return [`rule ${decision.policy.id} ${decision.rule}`, `policy ${decision.policy.id}`, `tier ${decision.tier}`];
    case 'end-of-tier':
      return [`end ${decision.policy.id}`, `policy ${decision.policy.id}`, `tier ${decision.tier}`];
    default:
      return ['profiles'];
  }
}

function printed({ tiers, policies, profiles }: DecidedIn): readonly string[] {
  const line = (name: string, { pairs, endpoints }: Decided) =>
    endpoints === 0 ? [] : [`${name}: ${pairs} pairs, ${endpoints} endpoints`];
  return [
    ...line('profiles', profiles),
    ...[...tiers].flatMap(([name, own]) => line(`tier ${name}`, own)),
    ...[...policies].flatMap(([id, own]) => [
      ...line(`policy ${id}`, own),
      ...line(`end ${id}`, own.endOfTier),
      ...[...own.rules].flatMap(([rule, decided]) => line(`rule ${id} ${rule}`, decided)),
    ]),
  ].sort();
}

/** The same by a walk over all pairs, and over all endpoints with the outside. */
function counted({ cluster: { endpoints } }: CompiledCluster, connections: Connections, direction: Direction) {
  const pairs = new Map<string, number>();
  const at = new Map<string, Set<number>>();
  const side = direction === 'Egress' ? 'egress' : 'ingress';
  for (const family of connections.families) {
    const peers = endpoints.flatMap((_, endpoint) => {
      const peer = connections.classOf(endpoint, family);
      return peer === undefined ? [] : [{ endpoint, peer }];
    });
    const outside = connections.externals(family).map(({ peer }) => ({ endpoint: -1, peer }));
    for (const own of peers) {
      for (const other of [...peers, ...outside]) {
        const [from, to] = direction === 'Egress' ? [own, other] : [other, own];
        const stretches = connections.between(from.peer, to.peer);
        const deciders = new Set(stretches.flatMap((one) => one[side]?.decisions.flatMap(decidersOf) ?? []));
        for (const decider of deciders) {
          if (own.endpoint !== other.endpoint && other.endpoint >= 0) {
            pairs.set(decider, (pairs.get(decider) ?? 0) + 1);
          }
          if (own.endpoint !== other.endpoint) at.set(decider, (at.get(decider) ?? new Set()).add(own.endpoint));
        }
      }
    }
  }
  return [...at].map(([name, own]) => `${name}: ${pairs.get(name) ?? 0} pairs, ${own.size} endpoints`).sort();
}

const ways = [{ large: Infinity }, { large: 0 }, { large: 2 }, { dense: -1 }, undefined];

test.each([false, true])('who decides how much is what a walk over all pairs counts; input missing: %s', (missing) => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const compiled = compileCluster(tripled(generateCluster(seed, { missing }).cluster), 'enforced');
    const connections = createConnections(compiled, { thresholds: ways[seed % ways.length] });
    for (const direction of ['Egress', 'Ingress'] as const) {
      expect(printed(told(connections, direction))).toEqual(counted(compiled, connections, direction));
    }
  }
});

test('what is edited while the count rests does not count', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const [cluster, ...later] = editedClusters(generateCluster(seed).cluster, createRandom(seed), 5);
    let compiled = compileCluster(cluster as Cluster, 'enforced');
    let connections = createConnections(compiled);
    const reaches = connections.families.map((family) => connections.reach(family));
    const task = decidedIn(reaches, 'Ingress');
    task.next();
    const wanted = printed(finish(decidedIn(reaches, 'Ingress')));
    for (const edited of later) {
      compiled = compileCluster(edited, 'enforced', compiled);
      connections = createConnections(compiled, { before: connections });
      for (const family of connections.families) connections.reach(family);
    }
    expect(printed(finish(task)), `seed ${seed}`).toEqual(wanted);
  }
});

const ingressOf = (...parts: readonly Part[]): readonly string[] =>
  printed(told(createConnections(compileCluster(cluster(parts), 'enforced')), 'Ingress'));

const db = pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' } });
const web = [1, 2, 3].map((i) => pod(`shop/web-${i}`, { ips: [`10.0.1.${i}`], labels: { app: 'web' } }));

test('a pair counts once for a policy, whichever of its rules decide which of its ports', () => {
  const lock = np('shop/lock', {
    selector: "app == 'db'",
    ingress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [5432] } }, { action: 'Deny' }],
  });
  expect(ingressOf(db, ...web, lock)).toEqual([
    'policy np:shop/lock: 3 pairs, 1 endpoints',
    'profiles: 9 pairs, 3 endpoints',
    'rule np:shop/lock 0: 3 pairs, 1 endpoints',
    'rule np:shop/lock 1: 3 pairs, 1 endpoints',
    'tier default: 3 pairs, 1 endpoints',
  ]);
});

test('with the outside alone something decides no pair, and still at endpoints', () => {
  const nets = gnp('security.nets', {
    tier: 'security',
    ingress: [{ action: 'Deny', source: { nets: ['192.0.2.0/24'] } }, { action: 'Pass' }],
  });
  expect(ingressOf(tier('security', { order: 1 }), db, ...web, nets)).toContain(
    'policy gnp:security.nets: 0 pairs, 4 endpoints',
  );
});

test('an endpoint with addresses of both families counts once, its pairs once for each', () => {
  const dual = [1, 2].map((i) => pod(`shop/dual-${i}`, { ips: [`10.0.2.${i}`, `2001:db8::${i}`] }));
  expect(ingressOf(...dual)).toEqual(['profiles: 4 pairs, 2 endpoints']);
});
