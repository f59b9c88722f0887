import { expect, test } from 'vitest';
import { answerFlow, type FlowAnswer } from '../engine/answer-flow';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Cluster } from '../model/cluster';
import type { Flow, FlowEnd } from '../model/flow';
import { cluster, flow, hostEndpoint, namespace, node, pod, type Part } from './builders';
import { gnp } from './build-policies';
import { service } from './build-services';
import { disagreement } from './compare-verdicts';

const world: readonly Part[] = [
  namespace('shop'),
  pod('shop/web', { ips: ['10.0.0.1'] }),
  pod('shop/db', { ips: ['10.0.0.2'], node: 'node-b', labelsKnown: false }),
  node('node-a', ['192.168.0.1']),
  hostEndpoint('one', { interface: 'eth0' }),
  service('shop/db', ['TCP 80 shop/db 5432']),
];

const ask = (given: Cluster, asked: Flow): FlowAnswer => answerFlow(compileCluster(given, 'enforced'), asked);

const nodeA: FlowEnd = { kind: 'node', name: 'node-a' };

test('equal answers do not differ', () => {
  const given = cluster(world);
  for (const asked of [
    flow('8.8.8.8', nodeA, 'TCP 80'),
    flow('shop/web', { kind: 'service', id: 'shop/db' }, 'TCP 80'),
  ]) {
    expect(disagreement(given, asked, 'enforced', ask(given, asked))).toBeUndefined();
  }
});

test('a verdict, a decider or a step too few is told', () => {
  const given = cluster(world);
  const asked = flow('shop/web', 'shop/db', 'TCP 5432');
  const answer = ask(given, asked);
  const withOther = (change: Partial<FlowAnswer['verdict']>) =>
    disagreement(given, asked, 'enforced', { ...answer, verdict: { ...answer.verdict, ...change } });
  expect(withOther({})).toBeUndefined();
  expect(withOther({ verdict: 'deny' })).toMatch(/^fast deny.*\nslow allow/);
  expect(withOther({ egress: undefined })).toContain('egress none');
  expect(withOther({ path: answer.verdict.path.slice(1) })).toContain('slow allow');
  expect(withOther({ path: [] })).toContain('slow allow');
});

test('of several ways that agree any may be told, and none but those', () => {
  const rule = (selector: string) => ({ action: 'Allow' as const, destination: { selector } });
  const given = cluster([...world, gnp('out', { egress: [rule('has(vip)'), { action: 'Allow' }] })]);
  const asked = flow('shop/web', 'shop/db', 'TCP 5432');
  const answer = ask(given, asked);
  expect(answer.verdict.egress?.decisions).toHaveLength(2);
  expect(disagreement(given, asked, 'enforced', answer)).toBeUndefined();
  const [, ...rest] = answer.verdict.path;
  const shortened = { ...answer, verdict: { ...answer.verdict, path: rest } };
  expect(disagreement(given, asked, 'enforced', shortened)).toContain(' or ');
});

test('a backend that is left out is told', () => {
  const given = cluster(world);
  const asked = flow('shop/web', { kind: 'service', id: 'shop/db' }, 'TCP 80');
  expect(disagreement(given, asked, 'enforced', { ...ask(given, asked), backends: [] })).toBe(
    'shop/db: no such backend',
  );
});
