/**
 * A made-up cluster, as kubectl and calicoctl print one: files that nobody looks at, by which code is run once before
 * there is something to wait for. It has a little of what is common, so that as much of the code as possible is met.
 */
import type { InputFile } from './read-input';

const NAMESPACES = 40;
const TENANTS = 10;
const APPS = ['web', 'api', 'worker', 'db'] as const;
const PODS = 4;

export function sampleFiles(): readonly InputFile[] {
  const namespaces = Array.from({ length: NAMESPACES }, (_, i) => i);
  const each = (print: (namespace: number) => string): readonly string[] => namespaces.map(print);
  const eachApp = (print: (namespace: number, app: number) => string): readonly string[] =>
    namespaces.flatMap((namespace) => APPS.map((_, app) => print(namespace, app)));
  const texts = {
    'namespaces.yaml': each(namespaceText),
    'accounts.yaml': each(accountText),
    'nodes.yaml': each(nodeText),
    'services.yaml': eachApp(serviceText),
    'pods.yaml': eachApp((namespace, app) =>
      Array.from({ length: PODS }, (_, pod) => podText(namespace, app, pod)).join(''),
    ),
    'policies.yaml': [...clusterPolicies, ...each(denialText), ...eachApp(allowanceText)],
  };
  return Object.entries(texts).map(([name, items]) => ({ id: name, name, content: bytesOf(listText(items)) }));
}

const listText = (items: readonly string[]): string =>
  `apiVersion: v1\nitems:\n${items.join('')}kind: List\nmetadata:\n  resourceVersion: ""\n`;

/** Files are read as bytes; these have a byte for each letter. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const nameOf = (namespace: number): string => `team-${namespace}`;
const uidOf = (number: number): string => `3f2da09d-338d-4a2f-af83-${String(number).padStart(12, '0')}`;
const hourOf = (number: number): string => `"2026-01-01T${String(number % 24).padStart(2, '0')}:00:00Z"`;
const podNumber = (namespace: number, app: number, pod: number): number => (namespace * APPS.length + app) * PODS + pod;
const addressOf = (number: number): string => `10.128.${number >> 8}.${number & 255}`;

const namespaceText = (namespace: number): string => `- apiVersion: v1
  kind: Namespace
  metadata:
    creationTimestamp: ${hourOf(namespace)}
    labels:
      env: ${namespace % 3 === 0 ? 'prod' : 'dev'}
      kubernetes.io/metadata.name: ${nameOf(namespace)}
      tenant: tenant-${namespace % TENANTS}
    name: ${nameOf(namespace)}
    resourceVersion: "${1000 + namespace}"
    uid: ${uidOf(namespace)}
  spec:
    finalizers:
    - kubernetes
  status:
    phase: Active
`;

const accountText = (namespace: number): string => `- apiVersion: v1
  kind: ServiceAccount
  metadata:
    creationTimestamp: ${hourOf(namespace)}
    labels:
      team: "${namespace}"
    name: default
    namespace: ${nameOf(namespace)}
    resourceVersion: "${2000 + namespace}"
    uid: ${uidOf(namespace)}
`;

const nodeText = (node: number): string => `- apiVersion: v1
  kind: Node
  metadata:
    annotations:
      node.alpha.kubernetes.io/ttl: "0"
      projectcalico.org/IPv4Address: 10.10.0.${node + 10}/16
    creationTimestamp: ${hourOf(node)}
    labels:
      kubernetes.io/hostname: node-${node}
      kubernetes.io/os: linux
    name: node-${node}
    resourceVersion: "${3000 + node}"
    uid: ${uidOf(node)}
  spec:
    podCIDR: 10.128.${node}.0/24
  status:
    addresses:
    - address: 10.10.0.${node + 10}
      type: InternalIP
    - address: node-${node}
      type: Hostname
    conditions:
    - lastHeartbeatTime: ${hourOf(node)}
      reason: KubeletReady
      status: "True"
      type: Ready
    nodeInfo:
      architecture: amd64
      kubeletVersion: v1.34.2
`;

const serviceText = (namespace: number, app: number): string => `- apiVersion: v1
  kind: Service
  metadata:
    creationTimestamp: ${hourOf(app)}
    labels:
      app: ${APPS[app]}
    name: ${APPS[app]}
    namespace: ${nameOf(namespace)}
    resourceVersion: "${4000 + namespace}"
    uid: ${uidOf(namespace)}
  spec:
    clusterIP: 10.96.${namespace}.${app + 1}
    clusterIPs:
    - 10.96.${namespace}.${app + 1}
    internalTrafficPolicy: Cluster
    ipFamilies:
    - IPv4
    ipFamilyPolicy: SingleStack
    ports:
    - name: http
      port: 80
      protocol: TCP
      targetPort: http
    - name: metrics
      port: 9090
      protocol: TCP
      targetPort: 9090
    selector:
      app: ${APPS[app]}
    sessionAffinity: None
    type: ClusterIP
  status:
    loadBalancer: {}
`;

function podText(namespace: number, app: number, pod: number): string {
  const number = podNumber(namespace, app, pod);
  const name = APPS[app];
  const hash = `7d9c${namespace}x${app}`;
  return `- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      cni.projectcalico.org/podIP: ${addressOf(number)}/32
      kubectl.kubernetes.io/restartedAt: ${hourOf(pod)}
      prometheus.io/scrape: "true"
    creationTimestamp: ${hourOf(pod)}
    generateName: ${name}-${hash}-
    labels:
      app: ${name}
      app.kubernetes.io/name: ${name}
      pod-template-hash: ${hash}
      tier: ${app === 0 ? 'frontend' : 'backend'}
    name: ${name}-${hash}-${number}
    namespace: ${nameOf(namespace)}
    ownerReferences:
    - apiVersion: apps/v1
      blockOwnerDeletion: true
      controller: true
      kind: ReplicaSet
      name: ${name}-${hash}
      uid: ${uidOf(number)}
    resourceVersion: "${5000 + number}"
    uid: ${uidOf(number)}
  spec:
    containers:
    - args:
      - --log-level=info
      env:
      - name: POD_NAME
        valueFrom:
          fieldRef:
            fieldPath: metadata.name
      image: registry.example.com/shop/${name}:2.14.1
      imagePullPolicy: IfNotPresent
      livenessProbe:
        failureThreshold: 3
        httpGet:
          path: /healthz
          port: http
      name: ${name}
      ports:
      - containerPort: ${8080 + app}
        name: http
        protocol: TCP
      - containerPort: 9090
        name: metrics
        protocol: TCP
      resources:
        limits:
          cpu: "1"
          memory: 512Mi
      volumeMounts:
      - mountPath: /etc/app
        name: config
        readOnly: true
    dnsPolicy: ClusterFirst
    nodeName: node-${number % NAMESPACES}
    restartPolicy: Always
    serviceAccount: default
    serviceAccountName: default
    tolerations:
    - effect: NoExecute
      key: node.kubernetes.io/not-ready
      operator: Exists
      tolerationSeconds: 300
    volumes:
    - configMap:
        defaultMode: 420
        name: ${name}-config
      name: config
  status:
    conditions:
    - lastTransitionTime: ${hourOf(pod)}
      status: "True"
      type: Ready
    containerStatuses:
    - containerID: containerd://${uidOf(number)}
      image: registry.example.com/shop/${name}:2.14.1
      name: ${name}
      ready: true
      restartCount: 0
      state:
        running:
          startedAt: ${hourOf(pod)}
    hostIP: 10.10.0.10
    phase: Running
    podIP: ${addressOf(number)}
    podIPs:
    - ip: ${addressOf(number)}
    qosClass: Burstable
    startTime: ${hourOf(pod)}
`;
}

// --- policies --------------------------------------------------------------------------------------------------------

const calicoText = (kind: string, where: string, spec: string): string => `- apiVersion: projectcalico.org/v3
  kind: ${kind}
  metadata:
${where}  spec:
${spec}`;

const clusterPolicies: readonly string[] = [
  calicoText('Tier', '    name: security\n', '    order: 100\n'),
  calicoText(
    'GlobalNetworkSet',
    '    labels:\n      feed: "true"\n    name: feed\n',
    `    nets:\n${Array.from({ length: 100 }, (_, i) => `    - 203.0.${i}.0/25\n`).join('')}`,
  ),
  calicoText(
    'GlobalNetworkPolicy',
    '    name: security.feed\n',
    `    egress:
    - action: Log
    - action: Deny
      destination:
        namespaceSelector: global()
        selector: feed == 'true'
    - action: Deny
      destination:
        namespaceSelector: env == 'prod'
        notNets:
        - 10.10.0.0/16
    - action: Pass
    ingress:
    - action: Deny
      source:
        nets:
        - 192.0.2.0/24
    - action: Pass
    namespaceSelector: env == 'dev'
    order: 10
    selector: has(app) && app not in {'db'}
    tier: security
    types:
    - Ingress
    - Egress
`,
  ),
];

/** Half of the namespaces are closed the way of Kubernetes, the others by a policy of Calico. */
const denialText = (namespace: number): string =>
  namespace % 2 === 0
    ? `- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: closed
    namespace: ${nameOf(namespace)}
  spec:
    podSelector: {}
    policyTypes:
    - Ingress
`
    : calicoText(
        'NetworkPolicy',
        `    name: default.closed\n    namespace: ${nameOf(namespace)}\n`,
        '    selector: all()\n    tier: default\n    types:\n    - Ingress\n    - Egress\n',
      );

const allowanceText = (namespace: number, app: number): string =>
  app % 2 === 0
    ? `- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    name: to-${APPS[app]}
    namespace: ${nameOf(namespace)}
  spec:
    ingress:
    - from:
      - podSelector:
          matchLabels:
            app: ${APPS[(app + 1) % APPS.length]}
      - namespaceSelector:
          matchLabels:
            tenant: tenant-${(namespace + 1) % TENANTS}
      ports:
      - port: http
        protocol: TCP
    podSelector:
      matchLabels:
        app: ${APPS[app]}
    policyTypes:
    - Ingress
`
    : calicoText(
        'NetworkPolicy',
        `    name: default.of-${APPS[app]}\n    namespace: ${nameOf(namespace)}\n`,
        `    egress:
    - action: Allow
      destination:
        ports:
        - 9090
        - 8000:8100
        selector: app == '${APPS[app - 1]}'
      protocol: TCP
    - action: Allow
      destination:
        nets:
        - 10.20.${namespace}.0/24
    ingress:
    - action: Allow
      source:
        namespaceSelector: kubernetes.io/metadata.name == '${nameOf((namespace + 1) % NAMESPACES)}'
    order: 50
    selector: app == '${APPS[app]}'
    tier: default
    types:
    - Ingress
    - Egress
`,
      );
