/** The engine against the slow evaluator, on clusters in which much collides. */
import { expect, test } from 'vitest';
import { answerFlow } from '../engine/answer-flow';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Cluster } from '../model/cluster';
import type { Flow } from '../model/flow';
import type { FlowVerdict, Scope, Side } from '../model/verdict';
import { generateCluster } from './generate-cluster';
import { printCluster } from './print-cluster';
import { printDecision } from './read-vector';
import { shrink } from './shrink';
import { slowEvaluate } from './slow-evaluator';

/** More with `AGREEMENT_SEEDS`; the first of them with `AGREEMENT_FROM`. */
const count = Number(process.env['AGREEMENT_SEEDS'] ?? 150);
const first = Number(process.env['AGREEMENT_FROM'] ?? 1);
const scopes: readonly Scope[] = ['enforced', 'pending', 'promoted'];

const sideText = (side: Side | undefined): string =>
  side === undefined ? 'none' : `${side.verdict}: ${side.decisions.map(printDecision).sort().join(', ')}`;

/** Where a host decides on the way, which the engine does not model, only the sides are compared. */
const text = ({ verdict, reason, egress, ingress }: FlowVerdict): string =>
  `${reason?.kind === 'not-modelled' ? 'allow' : verdict}; egress ${sideText(egress)}; ingress ${sideText(ingress)}`;

function compare(cluster: Cluster, flows: readonly Flow[], scope: Scope): void {
  const compiled = compileCluster(cluster, scope);
  for (const flow of flows) {
    const [fast, slow] = [text(answerFlow(compiled, flow).verdict), text(slowEvaluate(cluster, flow, scope))];
    if (fast === slow) continue;
    const disagrees = (smaller: Cluster, asked: Flow) =>
      text(answerFlow(compileCluster(smaller, scope), asked).verdict) !== text(slowEvaluate(smaller, asked, scope));
    const small = shrink(cluster, flow, disagrees);
    const answers = [
      text(answerFlow(compileCluster(small, scope), flow).verdict),
      text(slowEvaluate(small, flow, scope)),
    ];
    expect.fail(`${JSON.stringify(flow)} ${scope}\nfast ${answers[0]}\nslow ${answers[1]}\n${printCluster(small)}`);
  }
}

test.each([false, true])('verdict and deciders agree; input missing: %s', { timeout: 600_000 }, (missing) => {
  for (let seed = first; seed < first + count; seed += 1) {
    const { cluster, flows } = generateCluster(seed, { missing });
    compare(cluster, flows, scopes[seed % 3] ?? 'enforced');
  }
});
