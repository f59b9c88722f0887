import { expect, test } from 'vitest';
import type { PodResource } from '../../model/resource';
import { printAddress } from '../../net/address';
import { plain, type Plan } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

type Part = { readonly [key: string]: Plan };

function read({ metadata = {}, spec, status }: { metadata?: Part; spec?: Part; status?: Part }) {
  const { resource, ...rest } = readPlan({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0', namespace: 'shop', ...metadata },
    spec,
    status,
  });
  if (resource?.kind !== 'Pod') throw new Error('No pod was read.');
  const pod: PodResource = resource;
  return { pod, addresses: pod.addresses.map(printAddress), ...rest };
}

const containers = [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }];

// input-formats 1.2
test('a pod of a cluster', () => {
  const { pod, addresses, codes } = read({
    metadata: {
      generateName: 'web-7c9fbd4d6c-',
      labels: { app: 'web', 'pod-template-hash': '7c9fbd4d6c' },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'Other', name: 'x' },
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-7c9fbd4d6c', controller: true },
      ],
    },
    spec: {
      nodeName: 'node-1',
      serviceAccountName: 'web',
      containers: [
        {
          name: 'web',
          ports: [
            { name: 'http', containerPort: 8080 },
            { containerPort: 9090, protocol: 'UDP' },
          ],
        },
        { name: 'side' },
      ],
      initContainers: [{ name: 'init', ports: [{ name: 'boot', containerPort: 81, protocol: 'TCP' }] }],
    },
    status: {
      phase: 'Running',
      podIP: '10.244.1.5',
      podIPs: [{ ip: '10.244.1.5' }, { ip: 'fd00:10:244::5' }],
      hostIP: '172.18.0.3',
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });
  expect(addresses).toEqual(['10.244.1.5', 'fd00:10:244::5']);
  expect(pod).toMatchObject({
    node: 'node-1',
    phase: 'Running',
    serviceAccount: 'web',
    hostNetwork: false,
    labelsKnown: true,
    portsKnown: true,
    ready: true,
    released: false,
    owner: { kind: 'ReplicaSet', name: 'web-7c9fbd4d6c' },
    generateName: 'web-7c9fbd4d6c-',
    ports: [
      { name: 'http', protocol: 6, port: 8080, init: false },
      { name: undefined, protocol: 17, port: 9090, init: false },
      { name: 'boot', protocol: 6, port: 81, init: true },
    ],
  });
  expect(pod.hostIP === undefined ? undefined : printAddress(pod.hostIP)).toBe('172.18.0.3');
  expect(codes).toEqual([]);
});

test('a manifest has the account that admission gives, and is taken to be ready', () => {
  const { pod } = read({ spec: { containers } });
  expect(pod).toMatchObject({
    serviceAccount: 'default',
    labelsKnown: true,
    ready: true,
    phase: undefined,
    node: undefined,
  });
  expect(pod.addresses).toEqual([]);
});

// The API demands containers and a spec: without them an export was cut short.
test('what an export leaves out is unknown', () => {
  const short = read({ spec: { nodeName: 'n' } }).pod;
  expect(short).toMatchObject({ labelsKnown: true, serviceAccount: 'default', portsKnown: false, ports: [] });
  expect(read({ status: { podIP: '10.0.0.1' } }).pod).toMatchObject({ serviceAccount: undefined, portsKnown: false });
});

// input-formats 2.5: the first that is not empty
test.each<[Part, Part, string[]]>([
  [{}, { podIP: '10.0.0.1' }, ['10.0.0.1']],
  [{ annotations: { 'cni.projectcalico.org/podIPs': '10.0.0.2/32,fd00::2/128' } }, {}, ['10.0.0.2', 'fd00::2']],
  [{ annotations: { 'cni.projectcalico.org/podIP': '10.0.0.3/32' } }, {}, ['10.0.0.3']],
  [{ annotations: { 'vpc.amazonaws.com/pod-ips': '10.0.0.4' } }, {}, ['10.0.0.4']],
  [{ annotations: { 'cni.projectcalico.org/podIP': '10.0.0.3/32' } }, { podIP: '10.0.0.1' }, ['10.0.0.1']],
  [{}, { podIPs: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }] }, ['10.0.0.1']],
  [{}, { podIP: '' }, []],
])('addresses of %j and %j are %j', (metadata, status, addresses) => {
  expect(read({ metadata, spec: { containers }, status }).addresses).toEqual(addresses);
});

test('a text that is no address is told', () => {
  const { addresses, codes } = read({ spec: { containers }, status: { podIP: 'unknown' } });
  expect(addresses).toEqual([]);
  expect(codes).toEqual(['warning resource/bad-value']);
});

test.each<[Part, boolean]>([
  [{ deletionTimestamp: '2026-08-01T10:00:00Z', annotations: { 'cni.projectcalico.org/podIP': '' } }, true],
  [{ deletionTimestamp: '2026-08-01T10:00:00Z', annotations: { 'vpc.amazonaws.com/pod-ips': '' } }, true],
  [{ deletionTimestamp: '2026-08-01T10:00:00Z', annotations: { 'cni.projectcalico.org/podIP': '10.0.0.1/32' } }, false],
  [{ deletionTimestamp: '2026-08-01T10:00:00Z' }, false],
  [{ annotations: { 'cni.projectcalico.org/podIP': '' } }, false],
])('%j: its addresses are given back: %s', (metadata, released) => {
  expect(read({ metadata, spec: { containers } }).pod.released).toBe(released);
});

test.each<[Part, boolean]>([
  [{ phase: 'Running' }, true],
  [{ phase: 'Pending' }, false],
  [{ phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] }, false],
  [{ phase: 'Running', containerStatuses: [{ ready: true }, { ready: false }] }, false],
  [{ phase: 'Running', containerStatuses: [{ ready: true }] }, true],
])('with status %j it is ready: %s', (status, ready) => {
  expect(read({ spec: { containers }, status }).pod.ready).toBe(ready);
});

test.each([70_000, 2 ** 32 + 80, -1, 80.5])('%d is no port of a container', (containerPort) => {
  const { pod, diagnostics } = read({
    spec: { containers: [{ name: 'web', ports: [{ name: 'http', containerPort }] }] },
  });
  expect(pod.ports).toEqual([]);
  expect(diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    `warning Pod shop/web-0: \`spec.containers[0].ports[0].containerPort\` is \`${containerPort}\`, and a port is a number from 1 to 65535.`,
  ]);
});

test('labels of Calico on a pod are told', () => {
  const { diagnostics } = read({
    metadata: { labels: { 'pcns.team': 'x', 'projectcalico.org/namespace': 'y', app: 'web' } },
    spec: { containers },
  });
  expect(diagnostics.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    "warning Pod shop/web-0: label `pcns.team` is Calico's own, which drops it from pods.",
    "warning Pod shop/web-0: label `projectcalico.org/namespace` is Calico's own, which replaces its value.",
  ]);
});

test('a label value without quotes keeps its text', () => {
  const { pod, codes } = read({ metadata: { labels: { version: plain('1.10', 1.1) } }, spec: { containers } });
  expect(pod.labels.get('version')).toBe('1.10');
  expect(codes).toEqual(['warning resource/label-not-text']);
});

test('noise of the API server is no fault', () => {
  const { codes } = read({
    metadata: { managedFields: [{}], uid: 'x', selfLink: '/x', creationTimestamp: null },
    spec: { containers, tolerations: [], volumes: [{ name: 'v' }], dnsPolicy: 'ClusterFirst' },
    status: { phase: 'Running', qosClass: 'Burstable', podIPs: [], startTime: 'x' },
  });
  expect(codes).toEqual([]);
});
