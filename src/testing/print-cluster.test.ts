import { expect, test } from 'vitest';
import { cluster, namespace, pod } from './builders';
import { cnp } from './build-kubernetes';
import { gnp } from './build-policies';
import { generateCluster } from './generate-cluster';
import { printCluster } from './print-cluster';
import { hasYaml, readPrinted } from './read-printed';
import { printVerdict } from './read-vector';
import { slowEvaluate } from './slow-evaluator';

test('a printed cluster reads back as one that answers alike', { timeout: 60_000 }, () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const { cluster: given, flows } = generateCluster(seed, { flows: 8 });
    if (!hasYaml(given)) continue;
    const again = readPrinted([printCluster(given)], given.regime);
    for (const scope of ['enforced', 'pending', 'promoted'] as const) {
      const [before, after] = [given, again].map((one) =>
        flows.map((flow) => printVerdict(slowEvaluate(one, flow, scope))),
      );
      expect(after, `seed ${seed}, ${scope}`).toEqual(before);
    }
  }
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
kind: FelixConfiguration
metadata:
  name: default
spec:
  defaultEndpointToHostAction: Accept
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
