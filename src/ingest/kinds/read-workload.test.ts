import { expect, test } from 'vitest';
import type { WorkloadResource } from '../../model/resource';
import type { Plan } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { serviceAccountName: 'web', containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 80 }] }] },
};

function read(apiVersion: string, kind: string, spec: Plan, more: { readonly [key: string]: Plan } = {}) {
  const { resource, ...rest } = readPlan({
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'shop', labels: { of: 'workload' } },
    spec,
    ...more,
  });
  if (resource?.kind !== 'Workload') throw new Error('No workload was read.');
  const workload: WorkloadResource = resource;
  return { workload, ...rest };
}

test.each([
  ['apps/v1', 'Deployment'],
  ['extensions/v1beta1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['apps/v1', 'ReplicaSet'],
  ['v1', 'ReplicationController'],
  ['batch/v1', 'Job'],
])('%s %s has the labels of its template', (apiVersion, kind) => {
  const { workload, codes } = read(apiVersion, kind, { template });
  expect(workload).toMatchObject({
    workloadKind: kind,
    labels: new Map([['app', 'web']]),
    labelsKnown: true,
    serviceAccount: 'web',
    replicas: 1,
    ports: [{ name: 'http', protocol: 6, port: 80, init: false }],
    portsKnown: true,
  });
  expect(codes).toEqual([]);
});

test('a CronJob keeps its template one level deeper', () => {
  const { workload } = read('batch/v1', 'CronJob', { jobTemplate: { spec: { template } } });
  expect(workload).toMatchObject({ labels: new Map([['app', 'web']]), replicas: 1 });
});

test.each<[string, string, { readonly [key: string]: Plan }, { readonly [key: string]: Plan }, number]>([
  ['apps/v1', 'Deployment', { replicas: 0 }, {}, 0],
  ['apps/v1', 'Deployment', { replicas: 3 }, {}, 3],
  ['batch/v1', 'CronJob', { suspend: true }, {}, 0],
  ['batch/v1', 'Job', { parallelism: 2 }, {}, 2],
  ['batch/v1', 'Job', {}, { status: { completionTime: '2026-08-01T10:00:00Z' } }, 0],
  ['batch/v1', 'Job', {}, { status: { conditions: [{ type: 'Failed', status: 'True' }] } }, 0],
  ['apps/v1', 'DaemonSet', {}, {}, 1],
])('%s %s with %j and %j means %i pods', (apiVersion, kind, spec, more, replicas) => {
  expect(read(apiVersion, kind, { template, ...spec }, more).workload.replicas).toBe(replicas);
});

test('without a template the labels of its pods are unknown', () => {
  const { workload, codes } = read('apps/v1', 'Deployment', { replicas: 1 });
  expect(workload).toMatchObject({ labelsKnown: false, serviceAccount: undefined, portsKnown: false });
  expect(codes).toEqual(['warning resource/bad-value']);
});

test('the owner of a ReplicaSet', () => {
  const { resource } = readPlan({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-7c9',
      namespace: 'shop',
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }],
    },
    spec: { template },
  });
  expect(resource).toMatchObject({ owner: { kind: 'Deployment', name: 'web' } });
});
