import { expect, test } from 'vitest';
import { printAddress } from '../../net/address';
import { printCidr } from '../../net/cidr';
import type { Plan } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

const calico = (kind: string, spec: Plan, metadata: { readonly [key: string]: Plan } = {}) =>
  readPlan({ apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'x', ...metadata }, spec });

// calico-semantics 2.3
test.each<[Plan, object, string[]]>([
  [{ order: 100, defaultAction: 'Pass' }, { order: 100, defaultAction: 'Pass' }, []],
  [{}, { order: undefined, defaultAction: 'Deny' }, []],
  [null, { order: undefined, defaultAction: 'Deny' }, []],
  [{ defaultAction: 'pass' }, { defaultAction: 'Deny' }, ['warning resource/bad-value']],
  [{ order: 'first' }, { order: undefined }, ['error resource/wrong-type']],
  [{ ordr: 1 }, { order: undefined }, ['error resource/unknown-field']],
])('tier %j', (spec, tier, told) => {
  const { resource, codes } = calico('Tier', spec);
  expect(resource).toMatchObject({ kind: 'Tier', ...tier });
  expect(codes).toEqual(told);
});

// calico-semantics 1.4, 8.5: sets take bare addresses and host bits, and skip what is no CIDR
test('the blocks of a set', () => {
  const { resource, diagnostics } = calico('GlobalNetworkSet', {
    nets: ['203.0.113.0/24', '198.51.100.7', '10.0.0.5/24', 'example.com', '10.0.0.1-10.0.0.9', '/32', 'fd00::/200'],
  });
  expect(resource?.kind === 'GlobalNetworkSet' ? resource.nets.map(({ cidr }) => printCidr(cidr)) : []).toEqual([
    '203.0.113.0/24',
    '198.51.100.7/32',
    '10.0.0.0/24',
  ]);
  const then = "Calico's API refuses this; if it got in past the API, this entry is left out.";
  expect(diagnostics.map(({ severity, hint }) => `${severity} ${hint ?? ''}`)).toEqual([
    'info ',
    `error Names and wildcards do not go into a set. ${then}`,
    `error Ranges are not supported: write the CIDRs that make up the range. ${then}`,
    `error The address before the prefix is missing. ${then}`,
    `error An IPv6 prefix has at most 128 bits. ${then}`,
  ]);
});

// calico-semantics 5.1
test.each([['projectcalico.org/namespace'], ['projectcalico.org/orchestrator']])('a set with label %s', (label) => {
  const { codes, resource } = calico('NetworkSet', { nets: [] }, { namespace: 'shop', labels: { [label]: 'k8s' } });
  expect(codes).toEqual(['warning resource/bad-value']);
  expect(resource?.meta.labels.get(label)).toBe('k8s');
});

test('a profile', () => {
  const { resource, codes } = calico('Profile', { labelsToApply: { zone: 'a' }, ingress: [{ action: 'Allow' }] });
  expect(resource).toMatchObject({ kind: 'Profile', ingress: [{ action: 'Allow' }], egress: [] });
  expect(codes).toEqual([]);
});

test('a profile with a rule that is refused is missing', () => {
  const { resources, codes } = calico('Profile', { ingress: [{ action: 'Permit' }] });
  expect(resources).toEqual([]);
  expect(codes).toEqual(['error resource/not-enforced']);
});

test('an address pool', () => {
  const { resource } = calico('IPPool', { cidr: '10.244.0.0/16', natOutgoing: true, ipipMode: 'Always' });
  expect(resource?.kind === 'IPPool' ? printCidr(resource.cidr) : undefined).toBe('10.244.0.0/16');
  expect(calico('IPPool', { cidr: 'all' })).toMatchObject({ resources: [], codes: ['warning resource/bad-value'] });
});

test('a host endpoint', () => {
  const { resource, codes } = calico('HostEndpoint', {
    node: 'node-a',
    interfaceName: 'eth0',
    expectedIPs: ['192.168.0.1'],
    profiles: ['projectcalico-default-allow'],
    ports: [{ name: 'ssh', protocol: 'TCP', port: 22 }],
  });
  expect(resource).toMatchObject({
    kind: 'HostEndpoint',
    node: 'node-a',
    interfaceName: 'eth0',
    profiles: ['projectcalico-default-allow'],
    ports: [{ name: 'ssh', protocol: 6, port: 22 }],
  });
  expect(codes).toEqual([]);
  expect(calico('HostEndpoint', { node: 'node-a' }).codes).toEqual(['warning resource/bad-value']);
});

// input-formats 2.5
test('a workload endpoint', () => {
  const { resource, codes } = calico(
    'WorkloadEndpoint',
    {
      orchestrator: 'k8s',
      node: 'node-1',
      pod: 'web-0',
      endpoint: 'eth0',
      serviceAccountName: 'web',
      ipNetworks: ['10.244.1.5/32', 'fd00::5/128'],
      interfaceName: 'cali2004a2c1de7',
      profiles: ['kns.shop', 'ksa.shop.web'],
      ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
    },
    { namespace: 'shop', labels: { app: 'web', 'projectcalico.org/orchestrator': 'k8s' } },
  );
  expect(resource).toMatchObject({
    kind: 'WorkloadEndpoint',
    pod: 'web-0',
    node: 'node-1',
    serviceAccount: 'web',
    profiles: ['kns.shop', 'ksa.shop.web'],
    ports: [{ name: 'http', protocol: 6, port: 8080, init: false }],
  });
  expect(resource?.kind === 'WorkloadEndpoint' ? resource.addresses.map(printAddress) : []).toEqual([
    '10.244.1.5',
    'fd00::5',
  ]);
  expect(codes).toEqual([]);
});

const nodeAddresses = (plan: Plan) => {
  const { resource, codes } = readPlan(plan);
  return { codes, addresses: resource?.kind === 'Node' ? resource.addresses.map(printAddress) : [] };
};

test('a node of Kubernetes with the addresses that Calico notes', () => {
  expect(
    nodeAddresses({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: 'n',
        annotations: {
          'projectcalico.org/IPv4Address': '172.18.0.3/16',
          'projectcalico.org/IPv4VXLANTunnelAddr': '10.244.1.0',
        },
      },
      status: {
        addresses: [
          { type: 'Hostname', address: 'n' },
          { type: 'ExternalIP', address: '198.51.100.3' },
          { type: 'InternalIP', address: '172.18.0.3' },
          { type: 'InternalIP', address: 'fd00::3' },
        ],
      },
    }),
  ).toEqual({ codes: [], addresses: ['172.18.0.3', 'fd00::3', '10.244.1.0', '198.51.100.3'] });
});

test('a node of calicoctl', () => {
  expect(
    nodeAddresses({
      apiVersion: 'projectcalico.org/v3',
      kind: 'Node',
      metadata: { name: 'n' },
      spec: {
        addresses: [{ address: '172.18.0.3/16' }, { address: '172.18.0.4' }],
        bgp: { ipv4Address: '172.18.0.3/16', ipv4IPIPTunnelAddr: '10.244.1.1' },
        ipv4VXLANTunnelAddr: '10.244.1.0',
      },
    }),
  ).toEqual({ codes: [], addresses: ['172.18.0.3', '172.18.0.4', '10.244.1.1', '10.244.1.0'] });
});

test("the label with the name of a namespace is the server's", () => {
  const { codes } = readPlan({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'other' } },
  });
  expect(codes).toEqual(['warning resource/bad-value']);
});
