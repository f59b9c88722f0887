import { expect, test } from 'vitest';
import { gnp, np } from '../testing/build-policies';
import { cluster, flow, namespace, pod, tier } from '../testing/builders';
import { calicoVectors, kubernetesVectors } from '../testing/vectors';
import { answerFlow } from './answer-flow';
import { compileCluster } from './compile/compile-cluster';
import { explainFlow } from './explain';

const vectors = [...calicoVectors, ...kubernetesVectors].map((vector) => [vector.name, vector] as const);

test.each(vectors)('the explanation says what the evaluation says: %s', (_, { cluster, flow, scope }) => {
  const compiled = compileCluster(cluster, scope);
  const explanation = explainFlow(compiled, flow);
  const answer = answerFlow(compiled, flow);
  expect(explanation.verdict).toEqual((answer.backends?.[0] ?? answer).verdict);
  for (const trace of [explanation.egress, explanation.ingress]) {
    const rules = trace?.tiers.flatMap(({ policies }) => policies.flatMap((policy) => policy.rules)) ?? [];
    for (const rule of rules) {
      // A rule that did not match says why, and one that matched has nothing against it.
      if (rule.matched !== 'not-reached')
        expect([rule, rule.misses.length > 0]).toEqual([rule, rule.matched !== 'yes']);
    }
    const ends = trace?.tiers.flatMap(({ end }) => (end?.decides === true ? [end] : [])) ?? [];
    const decided = [...rules.filter(({ decides }) => decides), ...ends];
    const byTier = trace?.side.decisions.filter(({ by }) => by === 'rule' || by === 'end-of-tier') ?? [];
    expect(decided.length > 0).toBe(byTier.length > 0);
  }
});

/** The outage of the design: a rule of an early tier wants another case than the pods have. */
const outage = cluster([
  namespace('shop'),
  namespace('payments'),
  tier('security', { order: 100, defaultAction: 'Pass' }),
  pod('shop/checkout', { ips: ['10.0.0.1'], labels: { role: 'checkout' } }),
  pod('payments/api', { ips: ['10.0.0.2'], labels: { app: 'api' } }),
  gnp('guard', {
    tier: 'security',
    order: 100,
    selector: "app == 'api'",
    ingress: [
      { action: 'Allow', protocol: 'TCP', source: { selector: "role == 'Checkout'" }, destination: { ports: [8443] } },
      { action: 'Deny', protocol: 'TCP' },
    ],
  }),
  np('payments/api', { ingress: [{ action: 'Allow' }] }),
]);

test('tiers, rules and the decider of a denied flow, and the rule that nearly allowed it', () => {
  const asked = flow({ kind: 'pod', id: 'shop/checkout' }, { kind: 'pod', id: 'payments/api' }, 'TCP 8443');
  const { verdict, ingress, nearest } = explainFlow(compileCluster(outage, 'enforced'), asked);
  expect(verdict.verdict).toBe('deny');
  expect(ingress?.tiers.map(({ tier: name, status }) => `${name} ${status}`)).toEqual([
    'security decided',
    'default not-reached',
  ]);
  expect(ingress?.tiers[0]?.policies[0]?.rules.map(({ text, matched, decides }) => [text, matched, decides])).toEqual([
    ["Allow TCP 8443 from role == 'Checkout'", 'no', false],
    ['Deny TCP', 'yes', true],
  ]);
  expect(nearest).toMatchObject({
    rule: 0,
    miss: { kind: 'selector', label: { key: 'role', got: 'checkout', near: 'case' } },
    change: { from: "role == 'Checkout'", to: "role == 'checkout'" },
  });
});

test('a tier in which nothing matches is left by its default action', () => {
  const asked = flow({ kind: 'pod', id: 'shop/checkout' }, { kind: 'pod', id: 'payments/api' }, 'UDP 53');
  const { nearest, ingress } = explainFlow(compileCluster(outage, 'enforced'), asked);
  expect(ingress?.tiers.map(({ status, end }) => [status, end?.action])).toEqual([
    ['passed', 'Pass'],
    ['decided', undefined],
  ]);
  expect(nearest).toBeUndefined();
});

test('a port beside the one allowed is told as the nearest miss, and HTTP matches as what is left open', () => {
  const web = cluster([
    namespace('shop'),
    pod('shop/web', { ips: ['10.0.0.1'] }),
    pod('shop/api', { ips: ['10.0.0.2'], labels: { app: 'api' } }),
    np('shop/api', {
      selector: "app == 'api'",
      ingress: [
        {
          action: 'Allow',
          protocol: 'TCP',
          destination: { ports: [8080] },
          http: { methods: ['GET'], paths: [] },
        },
      ],
    }),
  ]);
  const ask = (connection: string) =>
    explainFlow(
      compileCluster(web, 'enforced'),
      flow({ kind: 'pod', id: 'shop/web' }, { kind: 'pod', id: 'shop/api' }, connection),
    );
  expect(ask('TCP 80').nearest).toMatchObject({
    rule: 0,
    miss: { kind: 'port', wanted: '8080', got: '80' },
  });
  const { verdict, notes } = ask('TCP 8080');
  expect(verdict.verdict).toBe('allow');
  expect(notes).toMatchObject([{ kind: 'http', rule: 0, policy: { name: 'api' } }]);
});
