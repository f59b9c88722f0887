import { expect, test } from 'vitest';
import { regimes, toldOf } from '../../testing/told';

const policy = (rules: string) => `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec: {types: [Ingress], ingress: [${rules}]}
`;
const source = (fields: string) => policy(`{action: Deny, protocol: TCP, source: {${fields}}}`);

const many = (count: number, entry: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => entry(index)).join(', ');
const ports = (count: number) => `ports: [${many(count, (index) => `${index + 1}`)}]`;
const nets = (count: number) => `notNets: [${many(count, (index) => `10.${index >> 8}.${index & 255}.0/24`)}]`;
const selector = (length: number) => `selector: "a == '${'x'.repeat(length - "a == ''".length)}'"`;
const rules = (count: number) => many(count, () => '{action: Deny}');

// calico-semantics 8.4, 6.2: the newest versions only, so that nobody knows whether the cluster's would refuse it
test.each<[string, string, string, string]>([
  [
    '> 50 ports',
    source(ports(51)),
    'ports',
    '`source.ports` has 51 entries, and the newest versions of Calico take 50.',
  ],
  ['> 256 nets', source(nets(257)), 'notNets', '`source.notNets` has 257 entries'],
  ['selector > 1024', source(selector(1025)), 'selector', '`source.selector` is 1025 characters long'],
])('%s', (_, text, marks, says) => {
  expect(toldOf(text, '3.32')).toMatchObject([{ severity: 'info', code: 'resource/bad-value', marks }]);
  expect(toldOf(text, '3.32')[0]?.message).toContain(says);
  expect(toldOf(text, '3.31')).toEqual([]);
  expect(toldOf(text, '3.28')).toEqual([]);
});

// calico-semantics 8.3
test('> 1024 rules', () => {
  expect(toldOf(policy(rules(1025)), '3.32')).toMatchObject([
    {
      severity: 'warning',
      marks: 'ingress',
      message: 'NetworkPolicy shop/p: `spec.ingress` has 1025 rules, and a policy takes 1024 a direction.',
    },
  ]);
  expect(toldOf(policy(rules(1025)), '3.31')).toEqual([]);
});

test.each([source(ports(50)), source(nets(256)), source(selector(1024)), policy(rules(1024))])(
  'as much as there may be',
  (text) => {
    for (const regime of regimes) expect(toldOf(text, regime)).toEqual([]);
  },
);
