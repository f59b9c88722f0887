import { expect, test } from 'vitest';
import { printAddress } from '../../net/address';
import type { Plan } from '../../testing/nodes';
import { readPlan, readPlans } from '../../testing/plans';

function service(spec: Plan, status: Plan = null) {
  const { resource, ...rest } = readPlan({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec,
    status,
  });
  if (resource?.kind !== 'Service') throw new Error('No Service was read.');
  return { service: resource, ...rest };
}

test('a whole Service', () => {
  const { service: read, codes } = service(
    {
      type: 'LoadBalancer',
      clusterIP: '10.96.0.10',
      clusterIPs: ['10.96.0.10', 'fd00::10'],
      externalIPs: ['192.0.2.1'],
      externalTrafficPolicy: 'Local',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80, targetPort: 8080, nodePort: 30080 },
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 'dns' },
        { name: 'plain', port: 90 },
      ],
    },
    { loadBalancer: { ingress: [{ ip: '203.0.113.7' }, { hostname: 'lb.example' }] } },
  );
  expect(read).toMatchObject({
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    selector: new Map([['app', 'web']]),
    ports: [
      { name: 'http', protocol: 6, port: 80, targetPort: 8080, nodePort: 30080 },
      { name: 'dns', protocol: 17, port: 53, targetPort: 'dns', nodePort: undefined },
      { name: 'plain', protocol: 6, port: 90, targetPort: 90 },
    ],
  });
  expect([read.clusterIPs, read.externalIPs, read.loadBalancerIPs].map((list) => list.map(printAddress))).toEqual([
    ['10.96.0.10', 'fd00::10'],
    ['192.0.2.1'],
    ['203.0.113.7'],
  ]);
  expect(codes).toEqual([]);
});

test.each<[Plan, boolean]>([
  [{ clusterIP: 'None', ports: [{ port: 80 }] }, true],
  [{ clusterIP: 'None', clusterIPs: ['None'] }, true],
  [{ type: 'ExternalName', externalName: 'x.example' }, false],
  [null, false],
])('%j has no address and no selector', (spec, headless) => {
  const { service: read, codes } = service(spec);
  expect(read).toMatchObject({ headless, clusterIPs: [], selector: undefined, externalTrafficPolicy: 'Cluster' });
  expect(codes).toEqual([]);
});

// calico-semantics 5.6
test('a slice', () => {
  const { resource, codes } = readPlan({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
    addressType: 'IPv4',
    endpoints: [
      {
        addresses: ['10.0.0.1'],
        conditions: { ready: true },
        targetRef: { kind: 'Pod', name: 'web-0', namespace: 'shop' },
      },
      { addresses: ['10.0.0.2'], conditions: { ready: false, terminating: true } },
      { addresses: ['10.0.0.3', 'not-an-address'] },
    ],
    ports: [{ name: 'http', port: 8080 }, { name: '', port: 53, protocol: 'UDP' }, { name: 'any' }],
  });
  expect(resource).toMatchObject({
    kind: 'EndpointSlice',
    legacy: false,
    service: 'web',
    endpoints: [
      { ready: true, pod: 'shop/web-0' },
      { ready: false, pod: undefined },
      { ready: true, pod: undefined },
    ],
    ports: [
      { name: 'http', protocol: 6, port: 8080 },
      { name: undefined, protocol: 17, port: 53 },
      { name: 'any', protocol: 6, port: undefined },
    ],
  });
  expect(
    resource?.kind === 'EndpointSlice' ? resource.endpoints.map(({ addresses }) => addresses.map(printAddress)) : [],
  ).toEqual([['10.0.0.1'], ['10.0.0.2'], ['10.0.0.3']]);
  expect(codes).toEqual([]);
});

test('a slice without its label belongs to nobody', () => {
  const { resources, codes } = readPlan({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'web-1', namespace: 'shop' },
    endpoints: [],
  });
  expect(resources).toEqual([]);
  expect(codes).toEqual(['info resource/bad-value']);
});

test('Endpoints give one resource a subset', () => {
  const { resources, codes } = readPlans({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: 'shop' },
    subsets: [
      {
        addresses: [{ ip: '10.0.0.1', targetRef: { kind: 'Pod', name: 'web-0', namespace: 'shop' } }],
        notReadyAddresses: [{ ip: '10.0.0.2' }],
        ports: [{ port: 80 }],
      },
      { addresses: [{ ip: '10.0.0.3' }], ports: [{ port: 81 }] },
    ],
  });
  expect(resources).toMatchObject([
    {
      kind: 'EndpointSlice',
      legacy: true,
      service: 'web',
      endpoints: [
        { ready: true, pod: 'shop/web-0' },
        { ready: false, pod: undefined },
      ],
      ports: [{ name: undefined, protocol: 6, port: 80 }],
    },
    { legacy: true, ports: [{ port: 81 }] },
  ]);
  expect(codes).toEqual([]);
});
