import { expect, test } from 'vitest';
import { sortedBy } from '../../base/order';
import type { Plan } from '../../testing/nodes';
import { assemblePlans } from '../../testing/plans';

type Part = { readonly [key: string]: Plan };

const pod: Plan = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'shop' },
  spec: { nodeName: 'n', serviceAccountName: 'web', containers: [] },
  status: { phase: 'Running', podIP: '10.0.0.1' },
};
const namespace = (labels: Part = {}): Plan => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels },
});
const gnp = (spec: Part): Plan => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'p' },
  spec: { types: ['Ingress'], ...spec },
});
const from = (source: Part): Plan => gnp({ ingress: [{ action: 'Allow', source }] });

test('a namespace has the label with its name', () => {
  const { cluster } = assemblePlans([namespace({ team: 'fe', 'kubernetes.io/metadata.name': 'wrong' })]);
  const [found] = cluster.namespaces.values();
  expect(found).toMatchObject({ known: true });
  expect(sortedBy(found?.labels ?? [], ([key]) => key)).toEqual([
    ['kubernetes.io/metadata.name', 'shop'],
    ['team', 'fe'],
  ]);
});

test('a namespace that is only named has unknown labels, told once', () => {
  const other: Plan = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' } };
  const { cluster, diagnostics } = assemblePlans([pod, other]);
  expect(cluster.namespaces.get('shop')).toEqual({
    labels: new Map([['kubernetes.io/metadata.name', 'shop']]),
    known: false,
    at: undefined,
  });
  expect(diagnostics).toMatchObject([
    {
      severity: 'info',
      code: 'cluster/namespace-missing',
      message: 'Namespace `shop` is named and not in the input, so its labels are unknown.',
      hint: 'No policy asks for labels of namespaces, so nothing hangs on it.',
    },
  ]);
});

const knp = (peer: Part): Plan => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec: { podSelector: {}, ingress: [{ from: [peer] }] },
});

test.each<[Plan, boolean]>([
  [gnp({ namespaceSelector: "team == 'red'" }), true],
  [from({ namespaceSelector: 'has(team)' }), true],
  [gnp({ selector: "pcns.team == 'red'" }), true],
  [knp({ namespaceSelector: { matchLabels: { team: 'red' } } }), true],
  [knp({ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } }), true],
  [gnp({ namespaceSelector: 'all()' }), false],
  [from({ namespaceSelector: 'global()' }), false],
  [from({ namespaceSelector: "projectcalico.org/name == 'shop'" }), false],
  [from({ namespaceSelector: "kubernetes.io/metadata.name in {'shop'}" }), false],
  [knp({ namespaceSelector: {} }), false],
  [knp({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }), false],
  [knp({ podSelector: { matchLabels: { team: 'red' } } }), false],
])('%j asks for labels of namespaces: %s', (policy, asks) => {
  const { diagnostics } = assemblePlans([pod, policy]);
  const [missing] = diagnostics.filter(({ code }) => code === 'cluster/namespace-missing');
  expect(missing?.hint?.startsWith('One policy selects')).toBe(asks);
});

test('a service account that is only named is told where a policy asks for its labels', () => {
  const quiet = assemblePlans([namespace(), pod, from({ serviceAccounts: { names: ['web'] } })]);
  expect(quiet.cluster.serviceAccounts.get('shop/web')).toEqual({ labels: new Map(), known: false, at: undefined });
  expect(quiet.codes).toEqual([]);

  const asks = from({ serviceAccounts: { selector: "role == 'dev'" } });
  expect(assemblePlans([namespace(), pod, asks]).diagnostics).toMatchObject([
    { severity: 'warning', code: 'cluster/service-account-missing' },
  ]);
  const other: Plan = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'other', namespace: 'shop', labels: { a: 'b' } },
  };
  const { cluster, diagnostics } = assemblePlans([namespace(), pod, asks, other]);
  expect(diagnostics).toMatchObject([
    { message: 'ServiceAccount `shop/web` is named and not in the input, so its labels are unknown.' },
  ]);
  expect(cluster.serviceAccounts.get('shop/other')).toMatchObject({ known: true, labels: new Map([['a', 'b']]) });
});
