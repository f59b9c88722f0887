import { expect, test } from 'vitest';
import type { Cluster } from '../model/cluster';
import type { Flow } from '../model/flow';
import { cluster, flow, namespace, pod, tier } from './builders';
import { cnp, knp } from './build-kubernetes';
import { gnp, np } from './build-policies';
import { generateCluster } from './generate-cluster';
import { printCluster } from './print-cluster';
import { printDecision } from './read-vector';
import { shrink } from './shrink';
import { slowEvaluate } from './slow-evaluator';

const ingressOf = (given: Cluster, asked: Flow): string | undefined =>
  slowEvaluate(given, asked, 'enforced').ingress?.decisions.map(printDecision)[0];

test('only what the disagreement needs is left', () => {
  const given = cluster([
    namespace('shop', { team: 'red' }),
    pod('shop/web', { ips: ['10.0.0.1'], labels: { app: 'web', env: 'prod' }, ports: ['http TCP 8080'] }),
    pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' } }),
    pod('shop/other', { ips: ['10.0.0.3'] }),
    tier('security', { order: 10 }),
    gnp('idle', { tier: 'security', selector: "app == 'nobody'", ingress: [{ action: 'Deny' }] }),
    knp('shop/allow', { ingress: [{}] }),
    np('shop/lock', {
      order: 5,
      selector: "app == 'db'",
      ingress: [
        { action: 'Allow', protocol: 'UDP' },
        { action: 'Deny', protocol: 'TCP', source: { selector: "app == 'web'" }, destination: { ports: [5432, 80] } },
      ],
    }),
  ]);
  const asked = flow('shop/web', 'shop/db', 'TCP 5432');
  const denies = (candidate: Cluster) => ingressOf(candidate, asked)?.startsWith('deny rule') === true;
  const smallest = shrink(given, asked, denies);

  expect(smallest.policies.map(({ id }) => id)).toEqual(['np:shop/lock']);
  expect(smallest.endpoints.map(({ id }) => id)).toEqual(['shop/web', 'shop/db']);
  expect(smallest.tiers.map(({ name }) => name)).toEqual(['kube-admin', 'default', 'kube-baseline']);
  expect(ingressOf(smallest, asked)).toBe('deny rule default NetworkPolicy shop/lock 0');
  const [lock] = smallest.policies;
  expect(lock?.resource.ingress).toMatchObject([{ action: 'Deny', protocol: undefined, source: { selector: '' } }]);
});

test('a generated cluster becomes small', () => {
  let shrunk = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const { cluster, flows } = generateCluster(seed);
    const asked = flows.find((one) => ingressOf(cluster, one)?.includes(' rule ') === true);
    if (asked === undefined) continue;
    const smallest = shrink(cluster, asked, (candidate) => ingressOf(candidate, asked)?.includes(' rule ') === true);
    expect(smallest.policies).toHaveLength(1);
    shrunk += 1;
  }
  expect(shrunk).toBeGreaterThan(3);
});

test('a cluster is printed as YAML', () => {
  const given = cluster([
    namespace('shop', { team: '' }),
    pod('shop/web', { labels: { app: 'web' }, ports: ['http TCP 8080'], unknownAddress: [4] }),
    gnp('lock', { order: 5, ingress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: ['80:90'] } }] }),
    cnp('admin', {
      priority: 3,
      ingress: [{ action: 'Allow', peers: [{ namespaces: 'team in (red,blue)' }], ports: ['TCP 80', 'dns'] }],
    }),
  ]);
  expect(printCluster(given)).toBe(`# Calico 3.32; tiers known; pools: unknown
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    team: ''
    kubernetes.io/metadata.name: shop
---
apiVersion: v1
kind: ServiceAccount
metadata:
  namespace: shop
  name: default
  labels: {}
---
# not told: addresses (IPv4)
apiVersion: v1
kind: Pod
metadata:
  namespace: shop
  name: web
  labels:
    app: web
spec:
  nodeName: node-a
  serviceAccountName: default
  containers:
    - name: c
      ports:
        - name: http
          protocol: TCP
          containerPort: 8080
  initContainers:
    - name: i
      ports: []
status:
  phase: Running
  podIPs: []
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: lock
spec:
  tier: default
  order: 5
  types:
    - Ingress
  ingress:
    - action: Deny
      protocol: TCP
      destination:
        ports:
          - 80:90
  egress: []
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: admin
spec:
  tier: Admin
  priority: 3
  subject:
    pods:
      namespaceSelector: {}
      podSelector: {}
  ingress:
    - action: Accept
      from:
        - namespaces:
            matchExpressions:
              - key: team
                operator: In
                values:
                  - red
                  - blue
      protocols:
        - tcp:
            destinationPort:
              number: 80
        - destinationNamedPort: dns
  egress: []
`);
});
