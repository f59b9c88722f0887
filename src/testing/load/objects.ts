/** Namespaces, accounts, Services and nodes as the API server would give them. */
import { createRandom } from '../generate/random';
import type { Application, LoadNamespace, LoadNode, Plan } from './parts';
import { addressAt, hexOf, ipOf, timeAt, uidOf, type PlainMap } from './plain';

export const namespacesOf = ({ namespaces }: Plan): readonly PlainMap[] =>
  namespaces.map(({ name, labels }, index) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { ...madeBy(index, 1), name, labels: Object.fromEntries(labels) },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }));

/** `default` in every namespace, and those that applications name. */
export function serviceAccountsOf({ namespaces, applications }: Plan): readonly PlainMap[] {
  const named = new Map<string, readonly [LoadNamespace, string]>();
  const add = (namespace: LoadNamespace, name: string) => named.set(`${namespace.name}/${name}`, [namespace, name]);
  for (const namespace of namespaces) add(namespace, 'default');
  for (const { namespace, serviceAccount } of applications) add(namespace, serviceAccount);
  return [...named.values()].map(([namespace, name], index) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { ...madeBy(index, 2), name, namespace: namespace.name },
  }));
}

/** More are beyond what Kubernetes promises to hold. */
const mostServices = 10_000;

/** Nine applications in ten have one, until there are as many as a cluster may have. */
export function servicesOf({ applications, seed }: Plan): readonly PlainMap[] {
  const random = createRandom(seed + 5_000);
  const share = Math.min(0.9, mostServices / applications.length);
  return applications.flatMap((application, index) => (random.chance(share) ? [serviceOf(application, index)] : []));
}

function serviceOf({ namespace, name, ports, labels }: Application, index: number): PlainMap {
  const app = labels.get('app');
  const selector = app === undefined ? Object.fromEntries(labels) : { app };
  const clusterIP = ipOf(addressAt(10, 96, 0, 10) + index);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...madeBy(index, 3), name, namespace: namespace.name, labels: selector },
    spec: {
      clusterIP,
      clusterIPs: [clusterIP],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: ports.map((port) => ({
        name: port.name,
        port: port.name === 'http' ? 80 : port.port,
        protocol: port.protocol === 17 ? 'UDP' : 'TCP',
        targetPort: port.name,
      })),
      selector,
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
}

export const nodesOf = ({ nodes }: Plan): readonly PlainMap[] => nodes.map(nodeOf);

function nodeOf({ name, index, address }: LoadNode): PlainMap {
  const block = `10.${128 + (index >> 8)}.${index & 255}`;
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    lastHeartbeatTime: timeAt(90_000),
    lastTransitionTime: timeAt(index),
  });
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      ...madeBy(index, 4),
      name,
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'projectcalico.org/IPv4Address': `${ipOf(address)}/16`,
        'projectcalico.org/IPv4VXLANTunnelAddr': `${block}.0`,
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
      },
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/zone': `zone-${'abc'[index % 3]}`,
      },
    },
    spec: { podCIDR: `${block}.0/24`, podCIDRs: [`${block}.0/24`] },
    status: {
      addresses: [
        { address: ipOf(address), type: 'InternalIP' },
        { address: name, type: 'Hostname' },
      ],
      allocatable: { cpu: '15800m', memory: '63950588Ki', pods: '250' },
      capacity: { cpu: '16', memory: '65787644Ki', pods: '250' },
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
        condition('Ready', 'True', 'KubeletReady'),
      ],
      nodeInfo: {
        architecture: 'amd64',
        bootID: uidOf(index * 7 + 1),
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: '6.8.0-45-generic',
        kubeletVersion: 'v1.34.2',
        machineID: hexOf(index, 32),
        operatingSystem: 'linux',
        osImage: 'Ubuntu 24.04.1 LTS',
      },
    },
  };
}

/** What the server writes into the metadata of every object; `kind` tells one list's from another's. */
export const madeBy = (index: number, kind: number): PlainMap => ({
  creationTimestamp: timeAt(index),
  resourceVersion: String(1_000_000 * kind + index),
  uid: uidOf(index * 8 + kind),
});
