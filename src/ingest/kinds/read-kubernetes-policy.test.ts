import { expect, test } from 'vitest';
import type { KubernetesPolicyResource } from '../../model/resource';
import { printCidr } from '../../net/cidr';
import { plain, type Plan } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

type Spec = { readonly [key: string]: Plan };

function read(spec: Spec, kind = 'NetworkPolicy') {
  const apiVersion = kind === 'NetworkPolicy' ? 'networking.k8s.io/v1' : 'projectcalico.org/v3';
  const { resource, ...rest } = readPlan({ apiVersion, kind, metadata: { name: 'p', namespace: 'shop' }, spec });
  if (resource === undefined || !('podSelector' in resource)) throw new Error('No Kubernetes policy was read.');
  const policy: KubernetesPolicyResource = resource;
  return { policy, ...rest };
}

const portsOf = (...ports: Plan[]) => {
  const { policy, codes, diagnostics } = read({ podSelector: {}, ingress: [{ ports }] });
  return { rule: policy.ingress[0], codes, diagnostics };
};

test('a whole policy', () => {
  const { policy, codes } = read({
    podSelector: { matchLabels: { app: 'db' }, matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['1'] }] },
    policyTypes: ['Egress', 'Ingress'],
    ingress: [
      {
        from: [
          { podSelector: { matchLabels: { app: 'web' } } },
          { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: 'y', operator: 'Exists' }] } },
          { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
        ],
        ports: [
          { port: 5432 },
          { protocol: 'UDP', port: 53 },
          { port: 'http' },
          { port: 80, endPort: 90 },
          { protocol: 'SCTP' },
        ],
      },
    ],
    egress: [{}],
  });
  expect(codes).toEqual([]);
  expect(policy.kind).toBe('KubernetesNetworkPolicy');
  expect(policy.types).toEqual(['Ingress', 'Egress']);
  expect([...policy.podSelector.matchLabels]).toEqual([['app', 'db']]);
  expect(policy.podSelector.matchExpressions).toEqual([{ key: 'x', operator: 'NotIn', values: ['1'] }]);
  const [rule] = policy.ingress;
  expect(rule?.ports).toEqual([
    { protocol: 6, port: { kind: 'range', first: 5432, last: 5432 } },
    { protocol: 17, port: { kind: 'range', first: 53, last: 53 } },
    { protocol: 6, port: { kind: 'name', name: 'http' } },
    { protocol: 6, port: { kind: 'range', first: 80, last: 90 } },
    { protocol: 132, port: undefined },
  ]);
  expect(
    rule?.peers.map(({ podSelector, namespaceSelector, ipBlock }) =>
      [podSelector, namespaceSelector, ipBlock].map((part) => part !== undefined),
    ),
  ).toEqual([
    [true, false, false],
    [true, true, false],
    [false, false, true],
  ]);
  expect(policy.egress).toMatchObject([{ peers: [], ports: [], broken: undefined }]);
});

// kubernetes-policy-semantics 1.1
test.each<[Spec, string[]]>([
  [{}, ['Ingress']],
  [{ policyTypes: [] }, ['Ingress']],
  [{ egress: [] }, ['Ingress']],
  [{ egress: [{}] }, ['Ingress', 'Egress']],
  [{ policyTypes: ['Egress'] }, ['Egress']],
  [{ policyTypes: ['Ingress'], egress: [{}] }, ['Ingress']],
])('types of %j are %j', (spec, types) => {
  expect(read({ podSelector: {}, ...spec }).policy.types).toEqual(types);
});

test('an unknown type is told; alone it leaves ingress', () => {
  expect(read({ podSelector: {}, policyTypes: ['egress'] })).toMatchObject({
    policy: { types: ['Ingress'] },
    codes: ['error resource/bad-value'],
  });
});

test('without a podSelector it is about every pod', () => {
  expect(read({}).policy.podSelector).toEqual({ matchLabels: new Map(), matchExpressions: [] });
  expect(read({ podSelector: null }).policy.podSelector).toEqual({ matchLabels: new Map(), matchExpressions: [] });
});

// Nobody fills in the types of a staged one, but the API server would when it is promoted.
test('a staged one governs ingress when it lists no types, and what it becomes may govern more', () => {
  const { policy, codes } = read(
    { podSelector: {}, egress: [{}], stagedAction: 'Set' },
    'StagedKubernetesNetworkPolicy',
  );
  expect(policy).toMatchObject({
    kind: 'StagedKubernetesNetworkPolicy',
    types: ['Ingress'],
    promotedTypes: ['Ingress', 'Egress'],
    stagedAction: 'Set',
  });
  expect(codes).toEqual([]);
  expect(read({ podSelector: {} }).policy).toMatchObject({ stagedAction: undefined });
});

// kubernetes-policy-semantics 1.2, 1.6
test.each<[Plan, string]>([
  [{ port: '90:80' }, '`90:80` ends before it begins'],
  [{ port: 90, endPort: 80 }, '`90:80` ends before it begins'],
  [{ port: 'a b' }, '`a b` is no port'],
  [{ port: 70000 }, '`70000` is above 65535'],
  [{ port: 'http', endPort: 90 }, '`http:90` is no port'],
  [{ port: [80] }, 'a list is no port'],
  [{ protocol: 'ICMP' }, '`ICMP` is none of TCP, UDP, SCTP'],
])('port %j breaks its rule', (port, why) => {
  const { rule, diagnostics } = portsOf({ port: 80 }, port);
  expect(rule?.broken).toContain(why.replaceAll('`', ''));
  // What it costs depends on the regime.
  expect(diagnostics).toEqual([]);
});

test.each<[Plan, object, string]>([
  [{ port: '5432' }, { kind: 'range', first: 5432, last: 5432 }, 'resource/bad-value'],
  [{ port: 'HTTP_ALT' }, { kind: 'name', name: 'HTTP_ALT' }, 'resource/bad-value'],
  [{ port: 80, protocol: 'tcp' }, { kind: 'range', first: 80, last: 80 }, 'resource/bad-value'],
])('the API refuses port %j, Calico reads %j', (entry, port, code) => {
  const { rule, diagnostics } = portsOf(entry);
  expect(rule?.ports).toMatchObject([{ protocol: 6, port }]);
  expect(diagnostics).toMatchObject([{ severity: 'warning', code }]);
});

test('endPort alone opens every port', () => {
  expect(portsOf({ endPort: 90 })).toMatchObject({
    rule: { ports: [{ protocol: 6, port: undefined }] },
    codes: ['warning resource/widened'],
  });
});

// kubernetes-policy-semantics 1.6: a block that does not parse opens the peer
test.each<[Plan, string[]]>([
  ['everything', ['warning resource/widened']],
  ['10.0.0.1', ['warning resource/widened']],
  [null, ['warning resource/widened']],
])('block %j is open to everyone', (cidr, told) => {
  const { policy, codes } = read({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }] }] });
  expect(policy.ingress[0]?.peers[0]?.ipBlock).toMatchObject({ cidr: undefined });
  expect(codes).toEqual(told);
});

test('host bits are masked, and exceptions end at the first that does not parse', () => {
  const { policy, codes } = read({
    podSelector: {},
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.1/8', except: ['10.1.0.0/16', '10.2.0.0', '10.3.0.0/16'] } }] }],
  });
  const block = policy.egress[0]?.peers[0]?.ipBlock;
  expect(block?.cidr === undefined ? undefined : printCidr(block.cidr)).toBe('10.0.0.0/8');
  expect(block?.except.map(({ text }) => text)).toEqual(['10.1.0.0/16']);
  expect(codes).toEqual(['info resource/bad-value', 'warning resource/widened']);
});

test('an empty peer stands for the pods of the namespace', () => {
  const { policy, diagnostics } = read({ podSelector: {}, ingress: [{ from: [{}] }] });
  expect(policy.ingress[0]?.peers).toMatchObject([
    { podSelector: undefined, namespaceSelector: undefined, ipBlock: undefined },
  ]);
  expect(diagnostics[0]?.message).toBe('Kubernetes NetworkPolicy shop/p, ingress rule 1: `from[0]` is empty.');
  expect(diagnostics[0]?.hint).toBe(
    "The Kubernetes API refuses this; if it got in past the API, it is evaluated as all pods of the policy's own namespace.",
  );
});

test('a block beside a selector wins', () => {
  expect(
    read({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] }] }).codes,
  ).toEqual(['warning resource/bad-value']);
});

test.each<[Spec, string]>([
  [{ podSelector: {}, ingres: [] }, 'Did you mean `ingress`?'],
  [{ podSelector: {}, ingress: [{ ports: [{ prot: 'TCP' }] }] }, 'Read as'],
  [{ podSelector: {}, ingress: [{ podSelector: {} }] }, 'It belongs into an entry of `from` or `to`.'],
  [{ podSelector: {}, ingress: [{ to: [] }] }, 'An ingress rule has `from`.'],
  [{ podSelector: { app: 'web' } }, 'Labels stand under `matchLabels`.'],
  [{ podSelector: { matchLables: { app: 'web' } } }, 'Did you mean `matchLabels`?'],
])('%j has an unknown field', (spec, hint) => {
  const { diagnostics } = read(spec);
  expect(diagnostics).toMatchObject([{ severity: 'error', code: 'resource/unknown-field' }]);
  expect(diagnostics[0]?.hint).toContain(hint);
});

test('a label value without quotes keeps its text', () => {
  const { policy, codes } = read({ podSelector: { matchLabels: { version: plain('1.10', 1.1) } } });
  expect(policy.podSelector.matchLabels.get('version')).toBe('1.10');
  expect(codes).toEqual(['warning resource/label-not-text']);
});

test.each<[Plan, string[]]>([
  [{ key: 'a', operator: 'Equals', values: ['b'] }, ['warning resource/widened']],
  [{ operator: 'Exists' }, ['warning resource/widened']],
])('the term %j restricts nothing', (expression, told) => {
  const { policy, codes } = read({ podSelector: { matchExpressions: [expression] } });
  expect(policy.podSelector.matchExpressions).toEqual([]);
  expect(codes).toEqual(told);
});

test.each<[Plan]>([[{ key: 'a', operator: 'In' }], [{ key: 'a', operator: 'Exists', values: ['b'] }]])(
  'the API refuses the term %j',
  (expression) => {
    expect(read({ podSelector: { matchExpressions: [expression] } }).codes).toEqual(['warning resource/bad-value']);
  },
);
