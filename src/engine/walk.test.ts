import { expect, test } from 'vitest';
import { at, cluster, flow, namespace, pod, type Part } from '../testing/builders';
import { calicoRule, type RuleSpec } from '../testing/build-policies';
import { printDecision } from '../testing/read-vector';
import { answerFlow } from './answer-flow';
import { compileCluster } from './compile/compile-cluster';

const profile = (name: string, egress: readonly RuleSpec[]): Part => ({
  part: 'profile',
  profile: {
    name,
    labelsToApply: new Map(),
    ingress: [],
    egress: egress.map((rule, i) => calicoRule(rule, `profile:${name}`, i)),
    at: at(`profile:${name}`),
  },
});

test('a Pass that may match leads to the next profile, even where a later rule surely matches', () => {
  const given = cluster([
    namespace('shop'),
    pod('shop/web', { ips: ['10.0.0.1'], profiles: ['custom', 'gone'] }),
    pod('shop/db', { ips: ['10.0.0.2'], labelsKnown: false }),
    profile('custom', [{ action: 'Pass', destination: { selector: 'has(vip)' } }, { action: 'Allow' }]),
  ]);
  const { verdict } = answerFlow(compileCluster(given, 'enforced'), flow('shop/web', 'shop/db', 'TCP 80'));
  expect(verdict.egress?.decisions.map(printDecision)).toEqual(['allow profile custom', 'deny profile gone']);
});
