import { expect, test } from 'vitest';
import type { Cluster, Endpoint } from '../../model/cluster';
import type { EndpointId } from '../../model/ids';
import type { Decision } from '../../model/verdict';
import { generateCluster } from '../../testing/generate-cluster';
import { compileCluster } from '../compile/compile-cluster';
import { createConnections } from '../connections';
import { decidedBy, totalsOf } from './totals';

/** Every endpoint three times, so that classes have members that are peers of one another. */
function tripled(cluster: Cluster): Cluster {
  const copy = (endpoint: Endpoint, i: number): Endpoint => ({
    ...endpoint,
    id: `${endpoint.id}-${i}` as EndpointId,
    addresses: endpoint.addresses.map(({ family, value }) => ({ family, value: value + 2n ** 20n * BigInt(i) })),
  });
  return { ...cluster, endpoints: cluster.endpoints.flatMap((endpoint) => [0, 1, 2].map((i) => copy(endpoint, i))) };
}

const ways = [{ large: Infinity }, { large: 0 }, { large: 2 }, { dense: -1 }, undefined];

test.each([false, true])('totals and deciders are those of a walk over all pairs; input missing: %s', (missing) => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { cluster } = generateCluster(seed, { missing });
    const compiled = compileCluster(tripled(cluster), 'enforced');
    const connections = createConnections(compiled, { thresholds: ways[seed % ways.length] });
    for (const family of connections.families) {
      const peers = compiled.cluster.endpoints.flatMap((_, endpoint) => {
        const peer = connections.classOf(endpoint, family);
        return peer === undefined ? [] : [{ endpoint, peer }];
      });
      const totals = { pairs: 0, reachable: 0, open: 0 };
      const pairs = new Map<Decision, number>();
      for (const from of peers) {
        for (const to of peers) {
          if (from === to) continue;
          const stretches = connections.between(from.peer, to.peer);
          totals.pairs += 1;
          if (stretches.some(({ verdict }) => verdict === 'allow')) totals.reachable += 1;
          else if (stretches.some(({ verdict }) => verdict === 'undetermined')) totals.open += 1;
          for (const side of ['egress', 'ingress'] as const) {
            const deciding = new Set(stretches.flatMap((stretch) => stretch[side]?.decisions ?? []));
            for (const decision of deciding) pairs.set(decision, (pairs.get(decision) ?? 0) + 1);
          }
        }
      }
      const reach = connections.reach(family);
      expect(totalsOf(reach)).toEqual(totals);
      const told = [...decidedBy(reach)].filter(([, decided]) => decided.pairs > 0);
      expect(new Map(told.map(([decision, decided]) => [decision, decided.pairs]))).toEqual(pairs);
    }
  }
});
