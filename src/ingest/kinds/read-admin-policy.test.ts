import { expect, test } from 'vitest';
import type { AdminPolicyResource } from '../../model/resource';
import { printCidr } from '../../net/cidr';
import type { Plan } from '../../testing/nodes';
import { readPlan } from '../../testing/plans';

type Spec = { readonly [key: string]: Plan };

function read(kind: AdminPolicyResource['kind'], spec: Spec) {
  const version = kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
  const { resource, ...rest } = readPlan({
    apiVersion: `policy.networking.k8s.io/${version}`,
    kind,
    metadata: { name: kind === 'BaselineAdminNetworkPolicy' ? 'default' : 'p' },
    spec,
  });
  if (resource === undefined || !('subject' in resource)) throw new Error('No cluster policy was read.');
  const policy: AdminPolicyResource = resource;
  return { policy, ...rest };
}

const subject = { namespaces: {} };
const cnp = (spec: Spec) => read('ClusterNetworkPolicy', { tier: 'Admin', priority: 7, subject, ...spec });
const anp = (spec: Spec) => read('AdminNetworkPolicy', { priority: 7, subject, ...spec });

// The worked conversion of kubernetes-policy-semantics 2.3
test('a whole ClusterNetworkPolicy', () => {
  const { policy, codes } = read('ClusterNetworkPolicy', {
    tier: 'Admin',
    priority: 7,
    subject: { namespaces: { matchLabels: { team: 'red' } } },
    ingress: [
      {
        name: 'r1',
        action: 'Accept',
        from: [{ namespaces: {} }, { pods: { podSelector: { matchLabels: { app: 'cli' } } } }],
        protocols: [
          { udp: { destinationPort: { number: 53 } } },
          { tcp: { destinationPort: { range: { start: 80, end: 90 } } } },
          { destinationNamedPort: 'web' },
          { sctp: {} },
        ],
      },
    ],
    egress: [{ action: 'Pass', to: [{ networks: ['10.0.0.5/8'] }] }],
  });
  expect(policy).toMatchObject({ kind: 'ClusterNetworkPolicy', tier: 'Admin', priority: 7 });
  expect([...(policy.subject?.namespaces.matchLabels ?? [])]).toEqual([['team', 'red']]);
  expect(policy.subject?.pods.matchLabels.size).toBe(0);
  expect(policy.ingress[0]).toMatchObject({
    name: 'r1',
    action: 'Allow',
    peers: [{ kind: 'namespaces' }, { kind: 'pods' }],
    ports: [
      { kind: 'ports', protocol: 17, range: { first: 53, last: 53 } },
      { kind: 'ports', protocol: 6, range: { first: 80, last: 90 } },
      { kind: 'named', name: 'web' },
      { kind: 'ports', protocol: 132, range: undefined },
    ],
  });
  const [peer] = policy.egress[0]?.peers ?? [];
  expect(policy.egress[0]).toMatchObject({ action: 'Pass', ports: undefined });
  expect(peer?.kind === 'networks' ? peer.networks.map((net) => net && printCidr(net.cidr)) : undefined).toEqual([
    '10.0.0.0/8',
  ]);
  // `sctp: {}`, and bits behind a prefix
  expect(codes).toEqual(['info resource/bad-value', 'info resource/bad-value']);
});

test('a whole AdminNetworkPolicy', () => {
  const { policy, codes } = read('AdminNetworkPolicy', {
    priority: 10,
    subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } } },
    ingress: [
      {
        action: 'Allow',
        from: [{ pods: { namespaceSelector: {}, podSelector: {} } }],
        ports: [{ portNumber: { port: 80 } }, { portRange: { protocol: 'UDP', start: 1, end: 9 } }],
      },
    ],
  });
  expect(policy).toMatchObject({
    tier: 'Admin',
    priority: 10,
    ingress: [
      {
        action: 'Allow',
        ports: [
          { kind: 'ports', protocol: 6, range: { first: 80, last: 80 } },
          { kind: 'ports', protocol: 17, range: { first: 1, last: 9 } },
        ],
      },
    ],
  });
  expect(codes).toEqual([]);
});

test('the baseline policy has no priority of its own', () => {
  const { policy, codes } = read('BaselineAdminNetworkPolicy', { subject });
  expect(policy).toMatchObject({ tier: 'Baseline', priority: 1000 });
  expect(codes).toEqual([]);
});

test.each<[Spec, Partial<AdminPolicyResource>, string[]]>([
  [{ tier: 'admin' }, { tier: undefined }, ['error resource/not-enforced']],
  [{ tier: null }, { tier: undefined }, ['error resource/not-enforced']],
  [{ subject: {} }, { subject: undefined }, ['error resource/not-enforced']],
  [{ priority: null }, { priority: 0 }, ['warning resource/bad-value']],
  [{ priority: 1001 }, { priority: 1001 }, ['warning resource/bad-value']],
])('%j is read as %j', (spec, fields, told) => {
  const { policy, codes } = cnp(spec);
  expect(policy).toMatchObject(fields);
  expect(codes).toEqual(told);
});

// kubernetes-policy-semantics 2.1, 2.2: the two versions use different words
test('actions are those of the version', () => {
  expect(cnp({ ingress: [{ action: 'Allow', from: [{ namespaces: {} }] }] })).toMatchObject({
    policy: { ingress: [{ action: undefined }] },
    codes: ['error resource/bad-value'],
  });
  expect(
    anp({ ingress: [{ action: 'Accept', from: [{ namespaces: {} }] }] }).policy.ingress[0]?.action,
  ).toBeUndefined();
  expect(
    read('BaselineAdminNetworkPolicy', { subject, ingress: [{ action: 'Pass', from: [{ namespaces: {} }] }] }).policy
      .ingress[0]?.action,
  ).toBeUndefined();
});

// kubernetes-policy-semantics 2.4
test.each<[Plan, object]>([
  [{ nodes: {} }, { kind: 'unsupported', field: 'nodes' }],
  [{ domainNames: ['a.example'] }, { kind: 'unsupported', field: 'domainNames' }],
  [{}, { kind: 'unsupported', field: '' }],
  [{ networks: ['10.0.0.0/8', 'x'] }, { kind: 'networks' }],
])('Calico cannot convert the peer %j', (peer, read) => {
  const { policy, diagnostics } = cnp({ egress: [{ action: 'Deny', to: [peer] }] });
  expect(policy.egress[0]?.peers).toMatchObject([read]);
  expect(diagnostics).toMatchObject([{ severity: 'error', code: 'resource/bad-value' }]);
  expect(diagnostics[0]?.message).toContain('so the rule matches more than written: Calico denies everything instead');
  expect(cnp({ egress: [{ action: 'Accept', to: [peer] }] }).diagnostics[0]?.message).toContain(
    'so the rule is not enforced: Calico leaves the whole rule out',
  );
});

test('a network that does not parse keeps its place', () => {
  const { policy } = cnp({ egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.1', '10.0.0.0/8'] }] }] });
  const [peer] = policy.egress[0]?.peers ?? [];
  expect(peer?.kind === 'networks' ? peer.networks.map((net) => net?.text) : undefined).toEqual([
    undefined,
    '10.0.0.0/8',
  ]);
});

test('an ingress peer cannot be a network', () => {
  expect(cnp({ ingress: [{ action: 'Deny', from: [{ networks: ['10.0.0.0/8'] }] }] }).policy.ingress[0]?.peers).toEqual(
    [{ kind: 'unsupported', field: 'networks' }],
  );
});

test.each<[Plan, object, string[]]>([
  [
    { tcp: { destinationPort: { range: { start: 90, end: 80 } } } },
    { range: { first: 90, last: 80 } },
    ['error resource/bad-value'],
  ],
  [
    { tcp: { destinationPort: { number: 70000 } } },
    { range: undefined },
    ['error resource/bad-value', 'warning resource/widened'],
  ],
  [{ tcp: { destinationPort: { range: { start: 80 } } } }, { range: undefined }, ['warning resource/widened']],
  [{}, { kind: 'unknown' }, ['warning resource/widened']],
])('the protocol %j is read as %j', (entry, port, told) => {
  const { policy, codes } = cnp({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], protocols: [entry] }] });
  expect(policy.ingress[0]?.ports).toMatchObject([port]);
  expect(codes).toEqual(told);
});

test('a named port of v1alpha1 opens everything', () => {
  const { policy, codes } = anp({
    ingress: [{ action: 'Allow', from: [{ namespaces: {} }], ports: [{ namedPort: 'web' }] }],
  });
  expect(policy.ingress[0]?.ports).toEqual([{ kind: 'unknown' }]);
  expect(codes).toEqual(['warning resource/widened']);
});

test('the field of the other version is unknown', () => {
  const { diagnostics } = cnp({ ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ports: [] }] });
  expect(diagnostics).toMatchObject([
    { code: 'resource/unknown-field', hint: 'v1alpha2 writes `protocols`. Read as if it were absent.' },
  ]);
});
