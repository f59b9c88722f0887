import { expect, test } from 'vitest';
import type { CalicoPolicyResource } from '../../model/resource';
import type { Plan } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

type Spec = { readonly [key: string]: Plan };

const np = (spec: Spec, apiVersion = 'projectcalico.org/v3') =>
  read({ apiVersion, kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'shop' }, spec });

const gnp = (spec: Spec) =>
  read({ apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'p' }, spec });

function read(plan: Plan) {
  const { resource, ...rest } = readPlan(plan);
  if (resource === undefined || !('rejected' in resource)) throw new Error('No Calico policy was read.');
  const policy: CalicoPolicyResource = resource;
  return { policy, ...rest };
}

test('a whole policy', () => {
  const { policy, codes } = gnp({
    tier: 'security',
    order: -1.5,
    selector: "app == 'web'",
    namespaceSelector: "team == 'red'",
    serviceAccountSelector: 'has(role)',
    types: ['Egress', 'Ingress'],
    ingress: [{ action: 'Allow' }],
    egress: [],
    performanceHints: ['AssumeNeededOnEveryNode'],
    applyOnForward: true,
    preDNAT: false,
    doNotTrack: false,
  });
  expect(policy).toMatchObject({
    kind: 'GlobalNetworkPolicy',
    tier: 'security',
    order: -1.5,
    selector: "app == 'web'",
    namespaceSelector: "team == 'red'",
    serviceAccountSelector: 'has(role)',
    types: ['Ingress', 'Egress'],
    applyOnForward: true,
    preDNAT: false,
    doNotTrack: false,
    stagedAction: undefined,
    rejected: undefined,
  });
  expect(policy.ingress).toHaveLength(1);
  expect(codes).toEqual([]);
});

// calico-semantics 2.1
test.each<[Spec, string, string[]]>([
  [{}, 'projectcalico.org/v3', ['Ingress']],
  [{ egress: [] }, 'projectcalico.org/v3', ['Ingress']],
  [{ types: [], egress: [{ action: 'Deny' }] }, 'projectcalico.org/v3', ['Egress']],
  [{ ingress: [{ action: 'Deny' }], egress: [{ action: 'Deny' }] }, 'projectcalico.org/v3', ['Ingress', 'Egress']],
  [{ ingress: [{ action: 'Deny' }] }, 'crd.projectcalico.org/v1', ['Ingress', 'Egress']],
  [{ types: ['Ingress'] }, 'crd.projectcalico.org/v1', ['Ingress']],
])('types of %j in %s are %j', (spec, apiVersion, types) => {
  expect(np(spec, apiVersion).policy.types).toEqual(types);
});

test('missing types in the storage API are told', () => {
  expect(np({}, 'crd.projectcalico.org/v1').codes).toEqual(['warning resource/bad-value']);
});

test.each<[Plan, string[], string[]]>([
  [['ingress'], ['Ingress'], ['warning resource/bad-value']],
  [['Ingress', 'Ingress'], ['Ingress'], ['warning resource/bad-value']],
  [['Ingress', 'Forward'], ['Ingress'], ['error resource/bad-value']],
  ['Egress', ['Egress'], ['error resource/wrong-type']],
])('types written as %j are %j', (types, read, told) => {
  const { policy, codes } = np({ types });
  expect(policy.types).toEqual(read);
  expect(codes).toEqual(told);
});

test('a quoted order is read, any other text is none', () => {
  expect(np({ order: '100' })).toMatchObject({ policy: { order: 100 }, codes: ['warning resource/wrong-type'] });
  expect(np({ order: 'high' })).toMatchObject({ policy: { order: undefined }, codes: ['error resource/wrong-type'] });
});

test('an order of 0 is one', () => {
  expect(np({ order: 0 }).policy.order).toBe(0);
});

test('a blank selector is none', () => {
  expect(np({ selector: '  ' })).toMatchObject({ policy: { selector: '', rejected: undefined }, codes: [] });
});

// calico-semantics 8, 8.3
test('a policy selector that does not parse costs the whole policy', () => {
  const { policy, diagnostics } = np({ selector: "app = 'web'" });
  expect(policy.rejected).toBe('`spec.selector` does not parse');
  expect(policy.selector).toBe("app = 'web'");
  expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'error selector/syntax',
    'error resource/not-enforced',
  ]);
  expect(diagnostics[0]?.message).toBe(
    "NetworkPolicy shop/p: `spec.selector` `app = 'web'` is no selector: expected ==.",
  );
  expect(diagnostics[0]?.hint).toContain("Write: app == 'web'");
});

// calico-semantics 8.6
test('a namespaceSelector or serviceAccountSelector that does not parse vanishes', () => {
  const { policy, codes } = gnp({ namespaceSelector: 'team = red', serviceAccountSelector: 'role = dev' });
  expect(policy.rejected).toBeUndefined();
  expect(policy.namespaceSelector).toBe('team = red');
  expect(codes).toEqual([
    'error selector/syntax',
    'warning resource/widened',
    'error selector/syntax',
    'warning resource/widened',
  ]);
});

test('a hint that nobody knows costs the whole policy', () => {
  expect(np({ performanceHints: ['Fast'] })).toMatchObject({
    policy: { rejected: '`spec.performanceHints` has `Fast`' },
    codes: ['error resource/not-enforced'],
  });
  expect(np({ performanceHints: ['AssumeNeededOnEveryNode', 'AssumeNeededOnEveryNode'] }).policy.rejected).toBe(
    '`spec.performanceHints` has `AssumeNeededOnEveryNode` twice',
  );
});

test.each<[Spec, string]>([
  [{ ingres: [] }, 'Did you mean `ingress`? Read as if it were absent.'],
  [{ policyTypes: ['Ingress'], selector: 'all()' }, 'Calico writes `types`. Read as if it were absent.'],
  [
    { namespaceSelector: 'all()' },
    'Only a GlobalNetworkPolicy has it; this kind stays in its own namespace. Read as if it were absent.',
  ],
  [{ stagedAction: 'Set' }, 'Read as if it were absent.'],
])('%j has a field that a NetworkPolicy does not have', (spec, hint) => {
  expect(np(spec).diagnostics).toMatchObject([{ severity: 'error', code: 'resource/unknown-field', hint }]);
});

test('a field beside spec belongs into it', () => {
  const { diagnostics } = read({
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'shop' },
    spec: {},
    selector: "app == 'web'",
  });
  expect(diagnostics).toMatchObject([{ hint: 'It belongs under `spec`. Read as if it were absent.' }]);
});

test.each([[null], [undefined]])('without a spec (%s) it is left out', (spec) => {
  const { resources, codes } = readPlan({
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'shop' },
    spec,
  });
  expect(resources).toEqual([]);
  expect(codes).toEqual(['error resource/bad-value']);
});

// calico-semantics 2.2, 9
test.each<[Plan, string, string[]]>([
  [null, 'Set', []],
  ['Delete', 'Delete', []],
  ['Learn', 'Learn', []],
  ['delete', 'Set', ['warning resource/bad-value']],
])('stagedAction %j is read as %s', (stagedAction, action, told) => {
  const { policy, codes } = read({
    apiVersion: 'projectcalico.org/v3',
    kind: 'StagedGlobalNetworkPolicy',
    metadata: { name: 'p' },
    spec: { stagedAction, tier: 'default' },
  });
  expect(policy.stagedAction).toBe(action);
  expect(codes).toEqual(told);
});

test('server-made noise is no fault', () => {
  const { codes } = read({
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: {
      name: 'p',
      namespace: 'shop',
      uid: '1',
      creationTimestamp: '2026-02-01T10:00:00Z',
      managedFields: [{ manager: 'kubectl', fieldsV1: { 'f:spec': {} } }],
    },
    spec: { selector: 'all()', types: ['Ingress'] },
    status: {},
  });
  expect(codes).toEqual([]);
});
