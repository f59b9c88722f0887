import { expect, test } from 'vitest';
import { printAddress } from '../../net/address';
import type { Plan } from '../../testing/nodes';
import { assemblePlans } from '../../testing/plans';

type Part = { readonly [key: string]: Plan };

const shop: Plan = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const pod = (name: string, ip: string, more: { spec?: Part; status?: Part; labels?: Part } = {}): Plan => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', labels: more.labels ?? { app: 'web' } },
  spec: { nodeName: 'n', containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }], ...more.spec },
  status: { phase: 'Running', podIP: ip, ...more.status },
});
const service = (spec: Part): Plan => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { clusterIP: '10.96.0.10', ...spec },
});
const http: Part = { name: 'http', port: 80, targetPort: 'http' };
const slice = (name: string, endpoints: Plan[], ports: Plan[]): Plan => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name, namespace: 'shop', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints,
  ports,
});
const target = (name: string): Part => ({ targetRef: { kind: 'Pod', name, namespace: 'shop' } });

function serviceOf(...plans: Plan[]) {
  const { cluster, codes } = assemblePlans([shop, ...plans]);
  const [found] = cluster.services;
  return {
    codes,
    from: found?.backendsFrom,
    notReady: found?.notReady,
    addresses: found?.addresses.map(printAddress),
    backends: found?.backends.map(({ endpoint, address, targets }) => [
      endpoint,
      address === undefined ? undefined : printAddress(address),
      ...targets,
    ]),
    matched: (cluster.serviceEndpoints.get('shop/web') ?? []).map(({ address, protocol, port }) => [
      printAddress(address),
      protocol,
      port,
    ]),
  };
}

test('slices tell the backends: ready ones, with the ports of the slice', () => {
  const found = serviceOf(
    service({ selector: { app: 'web' }, ports: [http, { name: 'dns', port: 53, protocol: 'UDP' }] }),
    pod('web-0', '10.0.0.1'),
    pod('web-1', '10.0.0.2'),
    slice(
      'web-b',
      [
        { addresses: ['10.0.0.2'], conditions: { ready: false } },
        { addresses: ['10.0.0.1'], conditions: { ready: true }, ...target('web-0') },
        { addresses: ['198.51.100.9'] },
      ],
      [{ name: 'http', port: 8080 }],
    ),
  );
  expect(found).toMatchObject({
    from: 'slices',
    notReady: 1,
    addresses: ['10.96.0.10'],
    backends: [
      [undefined, '198.51.100.9', 8080, undefined],
      ['shop/web-0', '10.0.0.1', 8080, undefined],
    ],
    codes: [],
  });
});

// calico-semantics 5.6: readiness does not count, an entry without a number gives no port
test('what a rule about the Service matches', () => {
  const found = serviceOf(
    slice(
      'web-a',
      [{ addresses: ['10.0.0.1', 'no'] }, { addresses: ['10.0.0.2'], conditions: { ready: false } }],
      [{ name: 'http', port: 8080 }, { name: 'any' }],
    ),
    slice('web-b', [{ addresses: ['10.0.0.1'] }], [{ name: 'dns', port: 53, protocol: 'UDP' }]),
    slice('web-c', [{ addresses: ['10.0.0.3'] }], []),
  );
  expect(found.matched).toEqual([
    ['10.0.0.1', 17, 53],
    ['10.0.0.1', 6, 8080],
    ['10.0.0.2', 6, 8080],
    ['10.0.0.3', 6, undefined],
  ]);
});

test('without slices the selector and the pods tell the same', () => {
  const found = serviceOf(
    service({ selector: { app: 'web' }, ports: [http, { name: 'plain', port: 9090 }] }),
    pod('web-0', '10.0.0.1'),
    pod('web-1', '10.0.0.2', { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] } }),
    pod('other', '10.0.0.3', { labels: { app: 'other' } }),
    pod('agent', '192.168.0.1', { spec: { hostNetwork: true } }),
  );
  expect(found).toMatchObject({
    from: 'selector',
    notReady: 1,
    backends: [
      [undefined, '192.168.0.1', 8080, 9090],
      ['shop/web-0', '10.0.0.1', 8080, 9090],
    ],
    matched: [
      ['10.0.0.1', 6, 8080],
      ['10.0.0.1', 6, 9090],
      ['10.0.0.2', 6, 8080],
      ['10.0.0.2', 6, 9090],
      ['192.168.0.1', 6, 8080],
      ['192.168.0.1', 6, 9090],
    ],
  });
});

test('the name of a port means another number in each pod, and none in some', () => {
  const found = serviceOf(
    service({ selector: { app: 'web' }, ports: [http] }),
    pod('web-0', '10.0.0.1', { spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 81 }] }] } }),
    pod('web-1', '10.0.0.2', {
      spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 81, protocol: 'UDP' }] }] },
    }),
    pod('web-2', '10.0.0.3'),
  );
  expect(found.backends).toEqual([
    ['shop/web-0', '10.0.0.1', 81],
    ['shop/web-1', '10.0.0.2', undefined],
    ['shop/web-2', '10.0.0.3', 8080],
  ]);
});

test('a workload without pods stands behind its Service', () => {
  const deployment: Plan = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'c', ports: [{ name: 'http', containerPort: 8080 }] }] },
      },
    },
  };
  expect(serviceOf(service({ selector: { app: 'web' }, ports: [http] }), deployment).backends).toEqual([
    ['shop/web', undefined, 8080],
  ]);
});

test('a pod in two slices is one backend, at its IPv4 address', () => {
  const found = serviceOf(
    service({ ports: [http, { name: 'dns', port: 53, protocol: 'UDP' }] }),
    pod('web-0', '10.0.0.1', { status: { podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] } }),
    slice('web-a', [{ addresses: ['fd00::1'], ...target('web-0') }], [{ name: 'dns', port: 53, protocol: 'UDP' }]),
    slice('web-b', [{ addresses: ['10.0.0.1'], ...target('web-0') }], [{ name: 'http', port: 8080 }]),
  );
  expect(found.backends).toEqual([['shop/web-0', '10.0.0.1', 8080, 53]]);
});

test('Endpoints count where there is no slice', () => {
  const endpoints: Plan = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { name: 'web', namespace: 'shop' },
    subsets: [{ addresses: [{ ip: '10.0.0.9' }], ports: [{ name: 'http', port: 8080 }] }],
  };
  const written = service({ ports: [http] });
  expect(serviceOf(written, endpoints)).toMatchObject({ from: 'slices', matched: [['10.0.0.9', 6, 8080]] });
  const both = serviceOf(
    written,
    endpoints,
    slice('web-a', [{ addresses: ['10.0.0.1'] }], [{ name: 'http', port: 8080 }]),
  );
  expect(both.matched).toEqual([['10.0.0.1', 6, 8080]]);
});

test('a Service that leads nowhere is told', () => {
  const written = service({ selector: { app: 'gone' }, ports: [http] });
  expect(serviceOf(written, pod('web-0', '10.0.0.1')).codes).toEqual(['warning cluster/service-without-backends']);
  expect(serviceOf(written).codes).toEqual([]);
  expect(serviceOf(service({ type: 'ExternalName', clusterIP: null }), pod('web-0', '10.0.0.1')).codes).toEqual([]);
});
