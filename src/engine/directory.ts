/** Objects of a cluster by what a question may say of them. Each index is made when somebody first asks. */
import { getOrMake, groupBy } from '../base/collections';
import { lazily } from '../base/lazily';
import { byText } from '../base/order';
import type { Cluster, ClusterNode, Endpoint, HostPod, Service } from '../model/cluster';
import { addressKey, type Address } from '../net/address';

/** Where several objects answer, the first of them in the order of the cluster. */
export interface Directory {
  service(id: string): Service | undefined;
  serviceAt(address: Address): Service | undefined;
  /** In order: all those that an endpoint may stand behind, and others. */
  servicesBefore(endpoint: Endpoint): readonly Service[];
  /** The Service that a port of every node leads to, and which of its ports. */
  nodePort(protocol: number, port: number): AimedPort | undefined;
  nodeAt(address: Address): ClusterNode | undefined;
  hostPod(id: string): HostPod | undefined;
  hostPodAt(address: Address): HostPod | undefined;
  /** Indices of host endpoints; ascending. */
  hostEndpointsOn(node: string): readonly number[];
}

export interface AimedPort {
  readonly service: Service;
  readonly index: number;
}

export function directoryOf({ services, nodes, hostPods, hostEndpoints }: Cluster): Directory {
  const serviceIds = lazily(() => firstBy(services, ({ id }) => [id as string]));
  const serviceAddresses = lazily(() => firstBy(services, ({ addresses }) => addresses.map(addressKey)));
  const nodePorts = lazily(() =>
    firstBy(
      services.flatMap((service) => service.ports.map((_, index): AimedPort => ({ service, index }))),
      ({ service, index }) => {
        const { protocol, nodePort } = service.ports[index] ?? {};
        return nodePort === undefined ? [] : [`${protocol} ${nodePort}`];
      },
    ),
  );
  const nodeAddresses = lazily(() => firstBy(nodes.values(), ({ addresses }) => addresses.map(addressKey)));
  const hostPodIds = lazily(() => firstBy(hostPods, ({ id }) => [id as string]));
  const hostPodAddresses = lazily(() => firstBy(hostPods, ({ addresses }) => addresses.map(addressKey)));
  const serviceSpaces = lazily(() => servicesByNamespace(services));
  const hostsByNode = lazily(() => groupBy(hostEndpoints.keys(), (host) => hostEndpoints[host]?.node));
  return {
    service: (id) => serviceIds().get(id),
    serviceAt: (address) => serviceAddresses().get(addressKey(address)),
    servicesBefore: ({ namespace }) => serviceSpaces()(namespace),
    nodePort: (protocol, port) => nodePorts().get(`${protocol} ${port}`),
    nodeAt: (address) => nodeAddresses().get(addressKey(address)),
    hostPod: (id) => hostPodIds().get(id),
    hostPodAt: (address) => hostPodAddresses().get(addressKey(address)),
    hostEndpointsOn: (node) => hostsByNode().get(node) ?? [],
  };
}

function firstBy<T, K>(objects: Iterable<T>, keysOf: (object: T) => readonly K[]): ReadonlyMap<K, T> {
  const first = new Map<K, T>();
  for (const object of objects) for (const key of keysOf(object)) getOrMake(first, key, () => object);
  return first;
}

/** Services of the namespace of an endpoint, and those that lead to endpoints of others. */
function servicesByNamespace(services: readonly Service[]): (namespace: string) => readonly Service[] {
  const own = groupBy(services, ({ namespace }) => namespace);
  const strays = services.filter(({ namespace, backends }) => {
    const home = `${namespace}/`;
    return backends.some(({ endpoint }) => endpoint?.startsWith(home) === false);
  });
  return (namespace) => {
    const near = own.get(namespace) ?? [];
    if (strays.length === 0) return near;
    return [...new Set([...near, ...strays])].sort(byText(({ id }) => id));
  };
}
