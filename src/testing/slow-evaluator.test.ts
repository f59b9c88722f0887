import { expect, test } from 'vitest';
import type { FlowVerdict } from '../model/verdict';
import { printDecision } from './read-vector';
import { slowBackends, slowEvaluate } from './slow-evaluator';
import { calicoVectors, e2eTables, hostVectors, kubernetesVectors, type Vector } from './vectors';

/** A flow to a Service is judged by its only backend. */
function verdictFor({ cluster, flow, scope }: Vector): FlowVerdict {
  const { to } = flow;
  if (to.kind !== 'service') return slowEvaluate(cluster, flow, scope);
  const backends = slowBackends(cluster, { ...flow, to }, scope);
  if (!Array.isArray(backends) || backends.length !== 1) throw new Error('one backend');
  return (backends as readonly { readonly verdict: FlowVerdict }[])[0]?.verdict as FlowVerdict;
}

const inWords = ({ verdict, egress, ingress }: FlowVerdict) => ({
  verdict,
  egress: egress?.decisions.map(printDecision).join(', '),
  ingress: ingress?.decisions.map(printDecision).join(', '),
});

test.each(calicoVectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  expect(inWords(verdictFor(vector))).toEqual(vector.expected);
});

test.each(kubernetesVectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
  expect(inWords(verdictFor(vector))).toEqual(vector.expected);
});

test.each(e2eTables.map((table) => [table.name, table] as const))('%s', (_, { cluster, checks }) => {
  expect(checks.map(({ flow }) => ({ flow, verdict: slowEvaluate(cluster, flow, 'enforced').verdict }))).toEqual(
    checks,
  );
});

test('nothing of the reference is lost on the way', () => {
  expect(new Set([...calicoVectors, ...hostVectors].map(({ name }) => Number.parseInt(name, 10)))).toEqual(
    new Set(Array.from({ length: 93 }, (_, i) => i + 1)),
  );
  expect(new Set(kubernetesVectors.map((v) => v.name.split(' ')[0])).size).toBe(71);
  expect(e2eTables.flatMap((table) => table.checks)).toHaveLength(64 * 72);
});
