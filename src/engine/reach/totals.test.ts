import { expect, test } from 'vitest';
import { generateCluster } from '../../testing/generate-cluster';
import { tripled } from '../../testing/tripled';
import { compileCluster } from '../compile/compile-cluster';
import { createConnections } from '../connections';
import { totalsOf } from './totals';

const ways = [{ large: Infinity }, { large: 0 }, { large: 2 }, { dense: -1 }, undefined];

test.each([false, true])('totals are those of a walk over all pairs; input missing: %s', (missing) => {
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
      for (const from of peers) {
        for (const to of peers) {
          if (from === to) continue;
          const stretches = connections.between(from.peer, to.peer);
          totals.pairs += 1;
          if (stretches.some(({ verdict }) => verdict === 'allow')) totals.reachable += 1;
          else if (stretches.some(({ verdict }) => verdict === 'undetermined')) totals.open += 1;
        }
      }
      expect(totalsOf(connections.reach(family))).toEqual(totals);
    }
  }
});
