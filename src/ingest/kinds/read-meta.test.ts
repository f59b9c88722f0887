import { expect, test } from 'vitest';
import { plain } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

const calico = (metadata: object, spec: object = { selector: 'all()', types: ['Ingress'] }) => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'NetworkPolicy',
  metadata: { ...metadata },
  spec: { ...spec },
});

// input-formats 2.2
test('a stored object gets the name and the labels that its annotation keeps', () => {
  const { resource, codes } = readPlan(
    calico({
      name: 'default.allow-web',
      namespace: 'shop',
      labels: { owner: 'old', kept: 'yes' },
      annotations: {
        'projectcalico.org/metadata':
          '{"name":"allow-web","labels":{"owner":"fe"},"creationTimestamp":"2026-02-01T10:00:00Z"}',
        other: 'x',
      },
      resourceVersion: plain('17', 17),
      generation: 3,
    }),
  );
  expect(resource?.meta).toMatchObject({
    apiVersion: 'crd.projectcalico.org/v1',
    name: 'default.allow-web',
    namespace: 'shop',
    stored: { name: 'allow-web' },
    resourceVersion: '17',
    generation: 3,
  });
  expect([...(resource?.meta.labels ?? [])]).toEqual([
    ['owner', 'fe'],
    ['kept', 'yes'],
  ]);
  expect(codes).toEqual([]);
});

test('an older annotation has no name; without any the object is as it is', () => {
  const old = readPlan(
    calico({ name: 'default.x', namespace: 'a', annotations: { 'projectcalico.org/metadata': '{"labels":{}}' } }),
  );
  expect(old.resource?.meta.stored).toEqual({ name: undefined });
  expect(readPlan(calico({ name: 'default.x', namespace: 'a' })).resource?.meta.stored).toBeUndefined();
});

test('an annotation that is no JSON is told', () => {
  const { codes, resource } = readPlan(
    calico({ name: 'x', namespace: 'a', annotations: { 'projectcalico.org/metadata': '{labels' } }),
  );
  expect(codes).toEqual(['error resource/bad-value']);
  expect(resource?.meta.stored).toBeUndefined();
});

test('the labels of a network set live in the annotation alone', () => {
  const { resource } = readPlan({
    apiVersion: 'crd.projectcalico.org/v1',
    kind: 'GlobalNetworkSet',
    metadata: { name: 'vendors', annotations: { 'projectcalico.org/metadata': '{"labels":{"role":"vendor"}}' } },
    spec: { nets: ['203.0.113.0/24'] },
  });
  expect(resource?.meta.labels.get('role')).toBe('vendor');
});

test('no annotation is kept: kubectl keeps a copy of the object in one', () => {
  const { resource } = readPlan({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'a', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"kind":"Secret"}' } },
  });
  expect(JSON.stringify(resource)).not.toContain('Secret');
});

test('without a namespace it is in default, and that is told', () => {
  const { resource, diagnostics } = readPlan({ ...calico({ name: 'x' }), apiVersion: 'projectcalico.org/v3' });
  expect(resource?.meta.namespace).toBe('default');
  expect(diagnostics).toMatchObject([
    { code: 'resource/no-namespace', severity: 'info', message: 'NetworkPolicy x: it has no namespace.' },
  ]);
});

test('a global kind has no namespace even where one is written', () => {
  const { resource, codes } = readPlan({
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'x', namespace: 'shop' },
    spec: { selector: 'all()' },
  });
  expect(resource?.meta.namespace).toBeUndefined();
  expect(codes).toEqual(['warning resource/bad-value']);
});

test.each([[{}], [{ name: '' }], [{ namespace: 'a' }]])('without a name it is left out: %j', (metadata) => {
  const { resources, codes } = readPlan(calico(metadata));
  expect(resources).toEqual([]);
  expect(codes).toEqual(['error resource/no-name']);
});
