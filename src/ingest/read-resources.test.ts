import { expect, test } from 'vitest';
import { nodeOf, type Plan } from '../testing/nodes';
import { readPlan, readPlans } from '../testing/plans';
import { readResources } from './read-resources';

const metadata = { name: 'p', namespace: 'shop' };
const calicoSpec = { selector: "app == 'web'", types: ['Ingress'], ingress: [{ action: 'Allow', source: {} }] };
const kubernetesSpec = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [] }] };

test.each([
  ['networking.k8s.io/v1', 'NetworkPolicy', kubernetesSpec, 'KubernetesNetworkPolicy'],
  ['extensions/v1beta1', 'NetworkPolicy', kubernetesSpec, 'KubernetesNetworkPolicy'],
  ['projectcalico.org/v3', 'NetworkPolicy', calicoSpec, 'NetworkPolicy'],
  ['crd.projectcalico.org/v1', 'NetworkPolicy', calicoSpec, 'NetworkPolicy'],
  ['projectcalico.org/v3', 'StagedNetworkPolicy', calicoSpec, 'StagedNetworkPolicy'],
  ['projectcalico.org/v3', 'StagedKubernetesNetworkPolicy', kubernetesSpec, 'StagedKubernetesNetworkPolicy'],
])('%s %s', (apiVersion, kind, spec, read) => {
  const { resource, codes } = readPlan({ apiVersion, kind, metadata, spec });
  expect(resource?.kind).toBe(read);
  expect(codes).toEqual([]);
});

// input-formats 9.4: wrong group, right kind
test.each<[string | undefined, string, Plan, string, string]>([
  ['v1', 'NetworkPolicy', kubernetesSpec, 'KubernetesNetworkPolicy', 'networking.k8s.io/v1'],
  ['v1', 'NetworkPolicy', calicoSpec, 'NetworkPolicy', 'projectcalico.org/v3'],
  [undefined, 'NetworkPolicy', calicoSpec, 'NetworkPolicy', 'projectcalico.org/v3'],
  ['networking.k8s.io/v1', 'NetworkPolicy', calicoSpec, 'NetworkPolicy', 'projectcalico.org/v3'],
  ['projectcalico.org/v3', 'NetworkPolicy', kubernetesSpec, 'KubernetesNetworkPolicy', 'networking.k8s.io/v1'],
  ['networking.k8s.io/v1', 'GlobalNetworkPolicy', calicoSpec, 'GlobalNetworkPolicy', 'projectcalico.org/v3'],
  ['v1', 'Deployment', { template: { spec: { containers: [] } } }, 'Workload', 'apps/v1'],
])('%s %s is read as its author means it', (apiVersion, kind, spec, read, proposed) => {
  const { resources, diagnostics } = readPlans({
    apiVersion,
    kind,
    metadata: kind.startsWith('Global') ? { name: 'p' } : metadata,
    spec,
  });
  expect(resources.map((resource) => resource.kind)).toEqual([read]);
  expect(diagnostics).toMatchObject([
    {
      severity: 'error',
      code: 'resource/wrong-group',
      hint: `Write \`apiVersion: ${proposed}\`; it is read as if it were.`,
    },
  ]);
});

test('an unknown version is read as a known one', () => {
  const { resource, diagnostics } = readPlan({
    apiVersion: 'policy.networking.k8s.io/v1beta1',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'p' },
    spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} } },
  });
  expect(resource?.kind).toBe('ClusterNetworkPolicy');
  expect(diagnostics).toMatchObject([
    { severity: 'warning', code: 'resource/wrong-group', hint: 'It is read as `policy.networking.k8s.io/v1alpha2`.' },
  ]);
});

test('a policy with fields of both APIs stays where it is', () => {
  const { resource, codes } = readPlan({
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata,
    spec: { selector: 'all()', policyTypes: ['Ingress'] },
  });
  expect(resource?.kind).toBe('NetworkPolicy');
  expect(codes).toEqual(['error resource/unknown-field']);
});

test('a kind of another engine is named once with what it leaves open', () => {
  const cilium = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata, spec: {} };
  const { resources, unread, diagnostics } = readPlans(cilium, cilium);
  expect(resources).toEqual([]);
  expect(unread.map(({ kind }) => kind)).toEqual(['CiliumNetworkPolicy', 'CiliumNetworkPolicy']);
  expect(diagnostics).toMatchObject([
    {
      severity: 'warning',
      code: 'resource/kind-not-modelled',
      message: '2 objects of kind `CiliumNetworkPolicy` (cilium.io/v2) are not read.',
      hint: 'Only Cilium enforces it: an allow here means that Calico allows it.',
    },
  ]);
});

test.each<[string, string, string]>([
  ['v1', 'ConfigMap', 'info resource/unknown-kind'],
  ['v1', 'Secret', 'warning resource/unknown-kind'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'info resource/unknown-kind'],
  ['v1', 'Event', 'info resource/unknown-kind'],
  ['rbac.authorization.k8s.io/v1', 'Role', 'info resource/unknown-kind'],
  ['projectcalico.org/v3', 'KubeControllersConfiguration', 'info resource/kind-not-modelled'],
  ['example.com/v1', 'Widget', 'info resource/unknown-kind'],
  ['security.istio.io/v1', 'AuthorizationPolicy', 'warning resource/kind-not-modelled'],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy', 'warning resource/kind-not-modelled'],
  ['projectcalico.org/v3', 'GlobalNetworkPolcy', 'warning resource/unknown-kind'],
])('%s %s', (apiVersion, kind, code) => {
  const { resources, unread, codes } = readPlans({ apiVersion, kind, metadata });
  expect(resources).toEqual([]);
  expect(unread).toMatchObject([{ apiVersion, kind }]);
  expect(codes).toEqual([code]);
});

test('the version of Calico travels with its object', () => {
  const { unread } = readPlans({
    apiVersion: 'crd.projectcalico.org/v1',
    kind: 'ClusterInformation',
    metadata: { name: 'default' },
    spec: { calicoVersion: 'v3.30.2' },
  });
  expect(unread).toMatchObject([{ kind: 'ClusterInformation', calicoVersion: 'v3.30.2' }]);
});

test.each<[Plan, string]>([
  [{ apiVersion: 'v1', metadata }, 'It is left out.'],
  [{ metadata, spec: calicoSpec }, 'a Calico policy'],
  [{ metadata, spec: kubernetesSpec }, 'a Kubernetes policy'],
  ['text', 'It is left out.'],
])('%j has no kind', (plan, hint) => {
  const { resources, unread, diagnostics } = readPlans(plan);
  expect([resources, unread]).toEqual([[], []]);
  expect(diagnostics).toMatchObject([{ severity: 'error', code: 'resource/no-kind' }]);
  expect(diagnostics[0]?.hint).toContain(hint);
});

test('a key of any name is only a key', () => {
  const node = nodeOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { constructor: 'x' } } });
  const { resources } = readResources([node], () => undefined);
  expect(resources[0]?.meta.labels.get('constructor')).toBe('x');
  expect(readPlans({ apiVersion: 'constructor/v1', kind: 'toString', metadata }).codes).toEqual([
    'info resource/unknown-kind',
  ]);
});
