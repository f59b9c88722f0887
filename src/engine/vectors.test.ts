import { expect, test } from 'vitest';
import type { FlowVerdict } from '../model/verdict';
import { printDecision } from '../testing/read-vector';
import { calicoVectors, e2eTables, kubernetesVectors, type Vector } from '../testing/vectors';
import { answerFlow } from './answer-flow';
import { compileCluster } from './compile/compile-cluster';

const inWords = ({ verdict, egress, ingress }: FlowVerdict) => ({
  verdict,
  egress: egress?.decisions.map(printDecision).join(', '),
  ingress: ingress?.decisions.map(printDecision).join(', '),
});

/** A flow to a Service is judged by its only backend. */
function verdictFor({ cluster, flow, scope }: Vector): FlowVerdict {
  const answer = answerFlow(compileCluster(cluster, scope), flow);
  return answer.backends?.[0]?.verdict ?? answer.verdict;
}

test.each(calicoVectors.map((vector) => [vector.name, vector] as const))('Calico %s', (_, vector) => {
  expect(inWords(verdictFor(vector))).toEqual(vector.expected);
});

test.each(kubernetesVectors.map((vector) => [vector.name, vector] as const))('Kubernetes %s', (_, vector) => {
  expect(inWords(verdictFor(vector))).toEqual(vector.expected);
});

test.each(e2eTables.map((table) => [table.name, table] as const))('Kubernetes e2e %s', (_, { cluster, checks }) => {
  const compiled = compileCluster(cluster, 'enforced');
  expect(checks.map(({ flow }) => ({ flow, verdict: answerFlow(compiled, flow).verdict.verdict }))).toEqual(checks);
});
