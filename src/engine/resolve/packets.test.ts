import { expect, test } from 'vitest';
import { gnp } from '../../testing/build-policies';
import { cluster, flow, namespace, pod, type Part } from '../../testing/builders';
import { slowEvaluate } from '../../testing/slow-evaluator';
import { answerFlow } from '../answer-flow';
import { compileCluster } from '../compile/compile-cluster';

const denies = gnp('none', { selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Deny' }] });

function askItself(web: Part): readonly string[] {
  const given = cluster([namespace('shop'), web, denies]);
  const asked = flow('shop/web', 'shop/web', 'TCP 80');
  const fast = answerFlow(compileCluster(given, 'enforced'), asked).verdict;
  return [fast.verdict, slowEvaluate(given, asked, 'enforced').verdict];
}

// calico-semantics 4.1
test('what a pod sends to itself never leaves it', () => {
  expect(askItself(pod('shop/web', { ips: ['10.0.0.1'] }))).toEqual(['allow', 'allow']);
  expect(askItself(pod('shop/web', { unknownAddress: [4] }))).toEqual(['allow', 'allow']);
});

test('a pod of a Deployment may ask another of the same Deployment', () => {
  expect(askItself(pod('shop/web', { unknownAddress: [4], representative: true }))).toEqual(['deny', 'deny']);
});
