import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { createConnections, type Stretch } from '../engine/connections';
import type { Thresholds } from '../engine/reach/tables';
import { generateCluster } from '../testing/generate-cluster';
import { createEdgeSums, type EdgeSum } from './edge-sums';
import { endpointClassifier, externalGroup, pairClasses, type Group } from './groups';

type Counted = readonly { readonly pairs: number; readonly stretches: readonly Stretch[] }[];

/** What holds, and whether rules, ends of tiers or profiles decide it; not whose. */
function tallyOfKinds(sums: Counted) {
  const kinds = (side: Stretch['egress']) => side?.decisions.map(({ by }) => by).join('+');
  const found = new Map<string, number>();
  for (const { pairs, stretches } of sums) {
    const text = stretches.map(
      ({ start, end, verdict, egress, ingress }) => `${start} ${end} ${verdict} ${kinds(egress)} ${kinds(ingress)}`,
    );
    found.set(text.join(), (found.get(text.join()) ?? 0) + pairs);
  }
  return found;
}

/** What holds, and for how many pairs. */
function tally(sums: Counted) {
  const found = new Map<string, number>();
  for (const { pairs, stretches } of sums) {
    const allowed: string[] = [];
    for (const { start, end, verdict } of stretches) {
      const last = allowed.at(-1)?.split(' ');
      if (last?.[2] === verdict) allowed[allowed.length - 1] = `${last[0]} ${end} ${verdict}`;
      else allowed.push(`${start} ${end} ${verdict}`);
    }
    found.set(allowed.join(), (found.get(allowed.join()) ?? 0) + pairs);
  }
  return found;
}

const ways: readonly (Thresholds | undefined)[] = [{ large: Infinity }, { large: 0 }, { large: 2 }, { dense: -1 }];

test.each([false, true])('sums are those of all pairs of classes; input missing: %s', (missing) => {
  for (let seed = 1; seed <= 120; seed += 1) {
    const { cluster } = generateCluster(seed, { missing });
    const connections = createConnections(compileCluster(cluster, 'enforced'), {
      thresholds: ways[seed % ways.length],
    });
    const classify = endpointClassifier(connections);
    const inside = [0, 1, 2].map((rest): Group => {
      const members = cluster.endpoints.flatMap((_, i) => (i % 3 === rest ? [i] : []));
      const name = { kind: 'namespace' as const, name: `${rest}` };
      return { key: `${rest}`, name, members, classes: classify(members), shares: false };
    });
    const outside = connections.families.flatMap((family) => connections.externals(family).map(externalGroup));
    const groups = [...inside, ...outside];
    const sums = createEdgeSums(
      connections,
      groups.map(({ classes }) => classes),
    );
    for (const [source, from] of groups.entries()) {
      const own = sums.from(source);
      for (const [destination, to] of groups.entries()) {
        if (from === to) continue;
        const pairs = pairClasses(connections, from, to);
        const sum = own[destination];
        const found = (sum?.pairs ?? []).map((count, place) => ({
          pairs: count,
          stretches: connections.between(...(sum as EdgeSum).sampleAt(place)),
        }));
        expect(tally(found), `seed ${seed}`).toEqual(tally(pairs));
        const isByVerdict = sum?.holds.some((holds) => sum.isByVerdict(holds)) === true;
        if (!isByVerdict) expect(tallyOfKinds(found), `seed ${seed}`).toEqual(tallyOfKinds(pairs));
        const known = new Set(pairs.map(({ stretches }) => stretches));
        for (const { stretches } of found) expect(known.has(stretches)).toBe(true);
      }
    }
  }
});
