import { expect, test } from 'vitest';
import type { Flow } from '../model/flow';
import { defaultSourcePort } from '../model/flow';
import type { Decision } from '../model/verdict';
import { printDecision } from '../testing/read-vector';
import { calicoVectors, kubernetesVectors } from '../testing/vectors';
import { compileCluster } from './compile/compile-cluster';
import { createConnections } from './connections';
import { evaluatePackets } from './evaluate';
import { connectionAt, lineEnd, pointOf } from './line';

const words = (decisions: readonly Decision[] | undefined) => decisions?.map(printDecision).join(', ');

/** Points of the line that rules of the vectors cut at, and some that none does. */
const points = [
  { protocol: 6, port: 80 },
  { protocol: 6, port: 8080 },
  { protocol: 17, port: 53 },
  { protocol: 17, port: 5353 },
  { protocol: 132, port: 9003 },
  { protocol: 1, port: undefined },
  { protocol: 58, port: undefined },
  { protocol: 47, port: undefined },
].map((connection) => pointOf({ ...connection, icmp: undefined }));

const clusters = [...calicoVectors, ...kubernetesVectors].map(
  ({ name, cluster, scope }) => [name, cluster, scope] as const,
);

test.each(clusters)('a row says of each point what the walk says: %s', (_, cluster, scope) => {
  const compiled = compileCluster(cluster, scope);
  const connections = createConnections(compiled);
  const ends = cluster.endpoints.flatMap((__, endpoint) =>
    ([4, 6] as const).flatMap((family) => {
      const place = compiled.space.placeOf(endpoint, family);
      return place === undefined ? [] : [{ endpoint, place }];
    }),
  );
  for (const from of ends) {
    for (const to of ends.filter(({ place }) => place.family === from.place.family)) {
      const stretches = connections.between(
        { place: connections.classOf(from.place), endpoint: from.endpoint },
        { place: connections.classOf(to.place), endpoint: to.endpoint },
      );
      expect(stretches[0]?.start).toBe(0);
      expect(stretches.at(-1)?.end).toBe(lineEnd);
      for (const point of points) {
        const anyone = { kind: 'ip', ip: '' } as const;
        const flow: Flow = { from: anyone, to: anyone, sourcePort: defaultSourcePort, ...connectionAt(point) };
        const walked = evaluatePackets(compiled, [
          {
            flow,
            source: from.place,
            destination: to.place,
            sender: from.endpoint,
            receiver: to.endpoint,
          },
        ]);
        const stretch = stretches.find(({ start, end }) => start <= point && point < end);
        expect([stretch?.verdict, words(stretch?.egress?.decisions), words(stretch?.ingress?.decisions)]).toEqual([
          walked.verdict,
          words(walked.egress?.decisions),
          words(walked.ingress?.decisions),
        ]);
      }
    }
  }
});
