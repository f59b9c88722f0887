import { expect, test } from 'vitest';
import type { Flow } from '../model/flow';
import { defaultSourcePort } from '../model/flow';
import { contains } from '../net/intervals';
import type { Decision, Scope } from '../model/verdict';
import { generateCluster } from '../testing/generate-cluster';
import { printDecision } from '../testing/read-vector';
import { calicoVectors, kubernetesVectors } from '../testing/vectors';
import { compileCluster } from './compile/compile-cluster';
import type { CompiledCluster } from './compile/compiled';
import { createConnections, type Connections, type PeerClass } from './connections';
import { evaluatePackets } from './evaluate';
import { connectionAt, lineEnd, pointOf } from './line';
import type { Thresholds } from './reach/tables';
import type { Place } from './space';

const scopes: readonly Scope[] = ['enforced', 'pending', 'promoted'];

const words = (decisions: readonly Decision[] | undefined) => decisions?.map(printDecision).join(', ');

/** Points of the line that rules cut at, and some that none does. */
const points = [
  { protocol: 6, port: 80 },
  { protocol: 6, port: 8080 },
  { protocol: 6, port: 5432 },
  { protocol: 17, port: 53 },
  { protocol: 17, port: 5353 },
  { protocol: 132, port: 9003 },
  { protocol: 1, port: undefined },
  { protocol: 58, port: undefined },
  { protocol: 47, port: undefined },
].map((connection) => pointOf({ ...connection, icmp: undefined }));

interface End {
  readonly endpoint: number | undefined;
  readonly place: Place;
  readonly peer: PeerClass;
}

function endsOf(compiled: CompiledCluster, connections: Connections): readonly End[] {
  const { cluster, space } = compiled;
  return connections.families.flatMap((family) => [
    ...cluster.endpoints.flatMap((_, endpoint): readonly End[] => {
      const place = space.placeOf(endpoint, family);
      const peer = connections.classOf(endpoint, family);
      expect(peer === undefined).toBe(place === undefined);
      return place === undefined || peer === undefined ? [] : [{ endpoint, place, peer }];
    }),
    ...connections.externals(family).flatMap(({ ranges, peer }) =>
      ranges.flatMap(([start, end]) =>
        [start, end - 1n].flatMap((value): readonly End[] => {
          const place = space.placeAt({ family, value });
          return place.endpoints.length > 0 ? [] : [{ endpoint: undefined, place, peer }];
        }),
      ),
    ),
  ]);
}

/** Every pair of ends at every point, and the first that differs. */
function firstDifference(compiled: CompiledCluster, thresholds: Thresholds | undefined): string | undefined {
  const connections = createConnections(compiled, { thresholds });
  const ends = endsOf(compiled, connections);
  for (const from of ends) {
    for (const to of ends) {
      if (to.place.family !== from.place.family || (from.endpoint ?? to.endpoint) === undefined) continue;
      const stretches = connections.between(from.peer, to.peer);
      if (stretches[0]?.start !== 0 || stretches.at(-1)?.end !== lineEnd) return 'the line has gaps';
      for (const point of points) {
        const anyone = { kind: 'ip', ip: '' } as const;
        const flow: Flow = { from: anyone, to: anyone, sourcePort: defaultSourcePort, ...connectionAt(point) };
        const packet = {
          flow,
          source: from.place,
          destination: to.place,
          sender: from.endpoint,
          receiver: to.endpoint,
        };
        const walked = evaluatePackets(compiled, [packet]);
        const stretch = stretches.find(({ start, end }) => start <= point && point < end);
        const told = [stretch?.verdict, words(stretch?.egress?.decisions), words(stretch?.ingress?.decisions)];
        const wanted = [walked.verdict, words(walked.egress?.decisions), words(walked.ingress?.decisions)];
        const { allow, open } = connections.outcome(from.peer, to.peer);
        const outcome = contains(allow, point) ? 'allow' : contains(open, point) ? 'undetermined' : 'deny';
        if (outcome !== walked.verdict) return JSON.stringify({ from, to, point, outcome, wanted }, printBig);
        if (told.join() !== wanted.join()) return JSON.stringify({ from, to, point, told, wanted }, printBig);
      }
    }
  }
  return undefined;
}

const printBig = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** All sets exceptions, all of them in the coarse vectors, and what the size of the cluster brings. */
const ways: readonly (Thresholds | undefined)[] = [
  { large: Infinity },
  { large: 0 },
  { large: 2 },
  { dense: -1 },
  undefined,
];

const vectors = [...calicoVectors, ...kubernetesVectors].map(
  ({ name, cluster, scope }, i) => [name, cluster, scope, ways[i % ways.length]] as const,
);

test.each(vectors)('a pair says of each point what the walk says: %s', (_, cluster, scope, way) => {
  expect(firstDifference(compileCluster(cluster, scope), way)).toBeUndefined();
});

/** More with `AGREEMENT_SEEDS`; the first of them with `AGREEMENT_FROM`. */
const count = Number(process.env['AGREEMENT_SEEDS'] ?? 60);
const first = Number(process.env['AGREEMENT_FROM'] ?? 1);

test.each([false, true])('generated clusters too; input missing: %s', { timeout: 3_600_000 }, (missing) => {
  for (let seed = first; seed < first + count; seed += 1) {
    const { cluster } = generateCluster(seed, { missing });
    const compiled = compileCluster(cluster, scopes[seed % 3] ?? 'enforced');
    const difference = firstDifference(compiled, ways[seed % ways.length]);
    if (difference !== undefined) expect.fail(`seed ${seed}: ${difference}`);
  }
});

test('an endpoint may have more addresses of a family, and share some that are not its first', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const { cluster } = generateCluster(seed, {});
    const { endpoints } = cluster;
    const more = endpoints.map((endpoint, i) => ({
      ...endpoint,
      addresses: [...endpoint.addresses, ...(endpoints[(i + 1) % endpoints.length]?.addresses ?? [])],
    }));
    const compiled = compileCluster({ ...cluster, endpoints: more }, 'enforced');
    expect(firstDifference(compiled, ways[seed % ways.length]), `seed ${seed}`).toBeUndefined();
  }
});
