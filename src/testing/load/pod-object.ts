/**
 * A pod as real ones look, which is mostly what policy does not ask about. Keys are in the order in which the API
 * server gives them, so that no text of 150,000 pods need sort them.
 */
import type { ContainerPort } from '../../model/resource';
import { hexOf, ipOf, timeAt, uidOf, type PlainMap } from './plain';
import type { LoadPod } from './pods';

export function podObject(pod: LoadPod): PlainMap {
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadataOf(pod), spec: specOf(pod), status: statusOf(pod) };
}

function metadataOf({ application, index, name, labels, address, owner }: LoadPod): PlainMap {
  const ip = `${ipOf(address)}/32`;
  return {
    annotations: {
      'checksum/config': hexOf(index * 3 + 1, 64),
      'checksum/secrets': hexOf(index * 3 + 2, 64),
      'cni.projectcalico.org/containerID': hexOf(index * 3 + 3, 64),
      'cni.projectcalico.org/podIP': ip,
      'cni.projectcalico.org/podIPs': ip,
      'kubectl.kubernetes.io/restartedAt': timeAt(index),
      'prometheus.io/port': '9102',
      'prometheus.io/scrape': 'true',
    },
    creationTimestamp: timeAt(index),
    generateName: `${owner}-`,
    labels: Object.fromEntries(labels),
    name,
    namespace: application.namespace.name,
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        blockOwnerDeletion: true,
        controller: true,
        kind: application.stateful ? 'StatefulSet' : 'ReplicaSet',
        name: owner,
        uid: uidOf(hashOf(owner)),
      },
    ],
    resourceVersion: String(50_000_000 + index),
    uid: uidOf(index * 8),
  };
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function specOf({ application, index, node }: LoadPod): PlainMap {
  const { name, serviceAccount } = application;
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            podAffinityTerm: {
              labelSelector: { matchLabels: { app: name } },
              topologyKey: 'kubernetes.io/hostname',
            },
            weight: 100,
          },
        ],
      },
    },
    containers: [containerOf(name, application.ports, tokenOf(index))],
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    nodeName: node.name,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: { fsGroup: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
    serviceAccount,
    serviceAccountName: serviceAccount,
    terminationGracePeriodSeconds: 30,
    tolerations: [toleration('not-ready'), toleration('unreachable')],
    volumes: [{ configMap: { defaultMode: 420, name: `${name}-config` }, name: 'config' }, tokenVolume(tokenOf(index))],
  };
}

const tokenOf = (index: number): string => `kube-api-access-${hexOf(index, 5)}`;

function containerOf(name: string, ports: readonly ContainerPort[], token: string): PlainMap {
  const probe = (path: string, port: string): PlainMap => ({
    failureThreshold: 3,
    httpGet: { path, port, scheme: 'HTTP' },
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
  });
  return {
    args: ['--config=/etc/app/config.yaml', '--log-level=info'],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
      { name: 'DATABASE_PASSWORD', valueFrom: { secretKeyRef: { key: 'password', name: `${name}-database` } } },
      { name: 'FEATURE_FLAGS', valueFrom: { configMapKeyRef: { key: 'flags', name: `${name}-config` } } },
      { name: 'GOMAXPROCS', value: '2' },
    ],
    image: `registry.example.com/shop/${name}:2.14.1`,
    imagePullPolicy: 'IfNotPresent',
    livenessProbe: probe('/healthz', ports[0]?.name ?? 'http'),
    name,
    ports: ports.map((port) => ({
      containerPort: port.port,
      name: port.name,
      protocol: port.protocol === 17 ? 'UDP' : 'TCP',
    })),
    readinessProbe: probe('/ready', ports[0]?.name ?? 'http'),
    resources: { limits: { cpu: '1', memory: '512Mi' }, requests: { cpu: '100m', memory: '256Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [
      { mountPath: '/etc/app', name: 'config', readOnly: true },
      { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: token, readOnly: true },
    ],
  };
}

const toleration = (condition: string): PlainMap => ({
  effect: 'NoExecute',
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  tolerationSeconds: 300,
});

const tokenVolume = (name: string): PlainMap => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3_607, path: 'token' } },
      { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
      {
        downwardAPI: {
          items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
        },
      },
    ],
  },
});

function statusOf({ application, index, node, address }: LoadPod): PlainMap {
  const { name } = application;
  const startTime = timeAt(index);
  const image = `registry.example.com/shop/${name}`;
  return {
    conditions: ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map(
      (type) => ({ lastTransitionTime: startTime, status: 'True', type }),
    ),
    containerStatuses: [
      {
        containerID: `containerd://${hexOf(index * 3 + 3, 64)}`,
        image: `${image}:2.14.1`,
        imageID: `${image}@sha256:${hexOf(hashOf(name), 64)}`,
        lastState: {},
        name,
        ready: true,
        restartCount: 0,
        started: true,
        state: { running: { startedAt: startTime } },
      },
    ],
    hostIP: ipOf(node.address),
    hostIPs: [{ ip: ipOf(node.address) }],
    phase: 'Running',
    podIP: ipOf(address),
    podIPs: [{ ip: ipOf(address) }],
    qosClass: 'Burstable',
    startTime,
  };
}
