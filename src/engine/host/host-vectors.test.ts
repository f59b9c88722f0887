/** What calico-semantics fixes about host endpoints: 12.1, 73 to 86 and 93, and 12.2. Both evaluators are asked. */
import { describe, expect, test } from 'vitest';
import type { Cluster, FelixSettings } from '../../model/cluster';
import type { Flow } from '../../model/flow';
import type { FlowVerdict } from '../../model/verdict';
import { cluster, flow, hostEndpoint, namespace, node, pod, type Part } from '../../testing/builders';
import { gnp } from '../../testing/build-policies';
import { printDecision } from '../../testing/read-vector';
import { slowEvaluate } from '../../testing/slow-evaluator';
import { hostVectors } from '../../testing/vectors';
import { answerFlow } from '../answer-flow';
import { compileCluster } from '../compile/compile-cluster';

type Evaluate = (given: Cluster, asked: Flow) => FlowVerdict;

const engine: Evaluate = (given, asked) => answerFlow(compileCluster(given, 'enforced'), asked).verdict;
const slow: Evaluate = (given, asked) => slowEvaluate(given, asked, 'enforced');

const hostDecisions = ({ path }: FlowVerdict): readonly string[] =>
  path.filter(({ at }) => at.kind === 'host-endpoint').map(({ decision }) => printDecision(decision));

/** `undefined` in place of a host endpoint: none. The policy is Deny or Allow of all ingress. */
type Row = readonly [
  action: FelixSettings['endpointToHost'],
  host: 'eth0' | '*' | undefined,
  policy: 'Deny' | 'Allow' | undefined,
  preDNAT: boolean,
  verdict: 'allow' | 'deny',
];

/**
 * 12.2. With `Return` the node's own INPUT chain decides, of which no input tells: it is taken to accept, and the two
 * rows where it drops are left out.
 */
const rows: readonly Row[] = [
  ['Accept', undefined, undefined, false, 'allow'],
  ['Return', undefined, undefined, false, 'allow'],
  ['Drop', undefined, undefined, false, 'deny'],
  ['Return', 'eth0', 'Deny', false, 'allow'],
  ['Accept', '*', 'Deny', false, 'allow'],
  ['Accept', '*', 'Deny', true, 'deny'],
  ['Drop', '*', 'Allow', true, 'deny'],
];

function clusterOf([endpointToHost, host, action, preDNAT]: Row): Cluster {
  const parts: readonly Part[] = [
    namespace('a'),
    pod('a/web', { ips: ['10.0.0.1'] }),
    node('node-a', ['192.168.0.1']),
    ...(host === undefined ? [] : [hostEndpoint('hep', { interface: host, labels: { host: 'y' } })]),
  ];
  const policy = { selector: "host == 'y'", types: ['Ingress'] as const, preDNAT, applyOnForward: preDNAT };
  return cluster([...parts, ...(action === undefined ? [] : [gnp('p', { ...policy, ingress: [{ action }] })])], {
    endpointToHost,
  });
}

describe.each([
  ['engine', engine],
  ['slow evaluator', slow],
] as const)('%s', (_, evaluate) => {
  test.each(hostVectors.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const answer = evaluate(vector.cluster, vector.flow);
    expect({ verdict: answer.verdict, decisions: hostDecisions(answer) }).toEqual({
      verdict: vector.verdict,
      decisions: vector.decisions,
    });
  });

  test.each(rows)('to its own node: %s, host endpoint %s with %s, pre-DNAT %s', (...row) => {
    const asked = flow('a/web', { kind: 'node', name: 'node-a' }, 'TCP 8055');
    expect(evaluate(clusterOf(row), asked).verdict).toBe(row[4]);
  });
});

test('every vector with a host endpoint is there', () => {
  const numbers = hostVectors.map(({ name }) => Number.parseInt(name, 10));
  expect(numbers).toEqual([...Array.from({ length: 14 }, (_, i) => 73 + i), 93]);
});
