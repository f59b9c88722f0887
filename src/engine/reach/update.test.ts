import { expect, test } from 'vitest';
import { finish } from '../../base/task';
import type { Scope } from '../../model/verdict';
import { editedClusters } from '../../testing/edit-policies';
import { generateCluster } from '../../testing/generate-cluster';
import { createRandom } from '../../testing/generate/random';
import { compileCluster } from '../compile/compile-cluster';
import type { CompiledCluster } from '../compile/compiled';
import { createConnections, type Connections, type PeerClass, type Stretch } from '../connections';
import type { Thresholds } from './tables';
import { decidedIn, type DecidedIn } from './decided';
import { totalsOf } from './totals';
import { updatedReach } from './update';

const scopes: readonly Scope[] = ['enforced', 'pending', 'promoted'];

/** All that can be asked: every pair with all that decides it, the outside in its parts, and what it adds up to. */
function told({ cluster }: CompiledCluster, connections: Connections): readonly string[] {
  const printed = new Map<readonly Stretch[], string>();
  const sums = [`source port: ${connections.sourcePortMatters}`];
  return connections.families.flatMap((family) => {
    const outside = connections.externals(family);
    const peers: (readonly [string, PeerClass])[] = [
      ...cluster.endpoints.flatMap(({ id }, endpoint) => {
        const peer = connections.classOf(endpoint, family);
        return peer === undefined ? [] : [[id, peer] as const];
      }),
      ...outside.map(({ ranges, peer }) => [ranges.join(), peer] as const),
    ];
    const pairs = peers.flatMap(([from, source]) =>
      peers.map(([to, destination]) => {
        const stretches = connections.between(source, destination);
        if (!printed.has(stretches)) printed.set(stretches, JSON.stringify(stretches));
        const { allow, open } = connections.outcome(source, destination);
        return `${from} > ${to}: ${printed.get(stretches)} ${JSON.stringify([allow, open])}`;
      }),
    );
    const reach = connections.reach(family);
    const decided = (['Egress', 'Ingress'] as const).flatMap((direction) =>
      printDecided(finish(decidedIn([reach], direction))).map((line) => `${direction} ${line}`),
    );
    return [...sums, ...pairs, JSON.stringify(totalsOf(reach)), ...decided];
  });
}

const printDecided = ({ tiers, policies, profiles }: DecidedIn): readonly string[] => [
  JSON.stringify(profiles),
  ...[...tiers].map((tier) => JSON.stringify(tier)).sort(),
  ...[...policies].map(([id, own]) => JSON.stringify([id, own, [...own.rules].sort(([a], [b]) => a - b)])).sort(),
];

/** The first of the lines that only one of them has. */
function difference(told: readonly string[], wanted: readonly string[]): string | undefined {
  const [own, other] = [new Set(told), new Set(wanted)];
  const extra = told.find((line) => !other.has(line));
  const lacking = wanted.find((line) => !own.has(line));
  return extra === lacking && told.length === wanted.length ? undefined : `told: ${extra}\nwanted: ${lacking}`;
}

const ways: readonly Thresholds[] = [
  { large: Infinity, edited: Infinity },
  { large: 2, edited: Infinity },
  { large: 4, edited: Infinity },
  { dense: -1, edited: Infinity },
  { large: 2 },
  { edited: 0 },
  {},
];

/** More with `AGREEMENT_SEEDS`; the first of them with `AGREEMENT_FROM`. */
const count = Number(process.env['AGREEMENT_SEEDS'] ?? 20);
const first = Number(process.env['AGREEMENT_FROM'] ?? 1);

interface Version {
  readonly compiled: CompiledCluster;
  readonly connections: Connections;
  readonly wanted: readonly string[];
}

test.each([false, true])(
  'after every edit, all is as if made anew; input missing: %s',
  { timeout: 3_600_000 },
  (missing) => {
    const taken = { updated: 0, anew: 0, split: 0, further: 0 };
    for (let seed = first; seed < first + count; seed += 1) {
      const random = createRandom(seed);
      const scope = scopes[seed % 3] ?? 'enforced';
      const thresholds = ways[seed % ways.length];
      const versions: Version[] = [];
      const complete = generateCluster(seed, { missing }).cluster;
      const all = compileCluster(complete, scope);
      // Labels of the policies to come are told apart already, or are not.
      if (random.chance(0.7)) all.sets.index();
      for (const cluster of editedClusters(complete, random, 6)) {
        // Some start from what was before the last edit.
        const before = random.chance(0.2) ? versions.at(-2) : versions.at(-1);
        const compiled = compileCluster(cluster, scope, before?.compiled ?? all);
        const connections = createConnections(compiled, { thresholds, before: before?.connections });
        const anew = compileCluster(cluster, scope);
        const wanted = told(anew, createConnections(anew, { thresholds }));
        versions.push({ compiled, connections, wanted });
        for (const family of connections.families) {
          const older = before?.connections.latestReach(family);
          if (older === undefined) continue;
          const programs = older.programs.all.length;
          const next = updatedReach(older, compiled);
          taken[next === undefined ? 'anew' : 'updated'] += 1;
          if (next !== undefined && next.classes > older.classes) taken.split += 1;
          if (next !== undefined && next.programs.all.length > programs) taken.further += 1;
        }
        // Some tables are made after the next edit only.
        if (random.chance(0.7))
          expect(
            difference(told(compiled, connections), wanted),
            `seed ${seed}, edit ${versions.length - 1}`,
          ).toBeUndefined();
        else for (const family of connections.families) connections.reach(family);
      }
      for (const [i, { compiled, connections, wanted }] of versions.entries()) {
        expect(difference(told(compiled, connections), wanted), `seed ${seed}, version ${i} at last`).toBeUndefined();
        const again = createConnections(compiled, { thresholds, before: connections });
        expect(difference(told(compiled, again), wanted), `seed ${seed}, version ${i} again`).toBeUndefined();
      }
    }
    expect(Math.min(...Object.values(taken))).toBeGreaterThan(0);
  },
);
