import { expect, test } from 'vitest';
import { regimes, toldOf } from '../../testing/told';

const policy = (rule: string, kind = 'NetworkPolicy') => `
apiVersion: projectcalico.org/v3
kind: ${kind}
metadata: {name: p${kind === 'NetworkPolicy' ? ', namespace: shop' : ''}}
spec: {types: [Ingress], ingress: [${rule}]}
`;

// What the rows of calico-semantics 8.4 and 8.3 let pass; what they do not stands in `refused.test.ts`.
const fine = [
  '{action: Deny, protocol: TCP, source: {services: {name: a, namespace: b}, ports: [80]}}',
  '{action: Deny, source: {services: {name: a, namespace: b}, nets: [], selector: ""}}',
  '{action: Deny, notICMP: {type: 8}}',
  '{action: Allow, protocol: TCP, http: {methods: [GET, PUT], paths: [{exact: /a}, {prefix: /b}]}}',
  '{action: Allow, http: {}}',
  '{action: Deny, source: {namespaceSelector: " global( ) "}}',
  '{action: Deny, source: {notSelector: "global()", serviceAccounts: {selector: "!global()"}}}',
  '{action: Deny, ipVersion: 4, protocol: ICMP, icmp: {type: 254, code: 255}}',
  '{action: Deny, source: {nets: [0.0.0.0/0], notNets: [10.0.0.0/8]}, destination: {nets: [10.0.0.0/8]}}',
];

test.each(fine.flatMap((rule) => regimes.map((regime) => ({ rule, regime }))))(
  '$rule is fine in $regime',
  ({ rule, regime }) => {
    expect(toldOf(policy(rule), regime)).toEqual([]);
  },
);

// calico-semantics 8.4; in a NetworkPolicy the API takes it, and the compiled cluster tells that it matches nothing
test.each(regimes)('services without a namespace in a GlobalNetworkPolicy of %s', (regime) => {
  const rule = '{action: Deny, source: {services: {name: a}}}';
  expect(toldOf(policy(rule, 'GlobalNetworkPolicy'), regime)).toMatchObject([
    {
      code: 'resource/bad-value',
      marks: '{name: a}',
      hint: "Write the namespace. Calico's API refuses this; if it got in past the API, it is evaluated as written: it matches nothing.",
    },
  ]);
  expect(toldOf(policy(rule), regime)).toEqual([]);
});

test('every fault of a rule is told, at its own place', () => {
  const rule =
    '{action: allow, protocol: tcp, source: {nets: [10.0.0.5/8, x]}, destination: {ports: [0, 80], selector: a b}}';
  expect(toldOf(policy(rule), '3.32').map(({ code, marks }) => `${code} ${marks}`)).toEqual([
    'resource/bad-value allow',
    'resource/bad-value tcp',
    'resource/bad-value 10.0.0.5/8',
    'resource/bad-value x',
    'selector/syntax b',
    'resource/not-enforced a b',
    'resource/not-enforced 0',
  ]);
});
