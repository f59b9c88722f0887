/** The engine against the slow evaluator, on clusters in which much collides: verdict, both sides, and the path. */
import { expect, test } from 'vitest';
import { answerFlow } from '../engine/answer-flow';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Cluster } from '../model/cluster';
import type { Flow } from '../model/flow';
import type { Scope } from '../model/verdict';
import { disagreement } from './compare-verdicts';
import { generateCluster } from './generate-cluster';
import { printCluster } from './print-cluster';
import { shrink } from './shrink';

/** More with `AGREEMENT_SEEDS`; the first of them with `AGREEMENT_FROM`. */
const count = Number(process.env['AGREEMENT_SEEDS'] ?? 100);
const first = Number(process.env['AGREEMENT_FROM'] ?? 1);
const scopes: readonly Scope[] = ['enforced', 'pending', 'promoted'];

function compare(seed: number, cluster: Cluster, flows: readonly Flow[], scope: Scope): void {
  const compiled = compileCluster(cluster, scope);
  for (const flow of flows) {
    if (disagreement(cluster, flow, scope, answerFlow(compiled, flow)) === undefined) continue;
    const differ = (smaller: Cluster, asked: Flow) =>
      disagreement(smaller, asked, scope, answerFlow(compileCluster(smaller, scope), asked));
    const small = shrink(cluster, flow, (smaller, asked) => differ(smaller, asked) !== undefined);
    const report = [`seed ${seed} ${JSON.stringify(flow)} ${scope}`, differ(small, flow), printCluster(small)];
    expect.fail(report.join('\n'));
  }
}

test.each([false, true])('verdict, deciders and path agree; input missing: %s', { timeout: 600_000 }, (missing) => {
  for (let seed = first; seed < first + count; seed += 1) {
    const { cluster, flows } = generateCluster(seed, { missing });
    compare(seed, cluster, flows, scopes[seed % 3] ?? 'enforced');
  }
});
