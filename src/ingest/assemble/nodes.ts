import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { ClusterNode } from '../../model/cluster';
import { isSameAddress, type Address } from '../../net/address';
import type { NodeResource, PodResource } from '../../model/resource';
import { distinct } from '../kinds/read-net';

/**
 * Nodes by name. The same node may come from Kubernetes and from calicoctl; what the former says stands first. A
 * node that only pods name has the address that they tell of it; `pods` are in order.
 */
export function assembleNodes(
  nodes: readonly NodeResource[],
  pods: readonly PodResource[],
): ReadonlyMap<string, ClusterNode> {
  const written = sortedBy(nodes, ({ meta }) => (meta.apiVersion === 'v1' ? '0' : '1'));
  const named = groupBy(written, ({ meta }) => meta.name);
  const assembled = new Map<string, ClusterNode>();
  for (const [name, same] of named) {
    assembled.set(name, {
      name,
      addresses: distinct(same.flatMap(({ addresses }) => addresses)),
      labels: new Map(same.toReversed().flatMap(({ meta }) => [...meta.labels])),
    });
  }
  for (const [name, addresses] of addressesByNode(pods, assembled)) {
    assembled.set(name, { name, addresses, labels: new Map() });
  }
  return new Map(sortedBy(assembled, ([name]) => name));
}

/** What pods in order tell of nodes that nothing describes; many pods say the same. */
function addressesByNode(
  pods: readonly PodResource[],
  described: ReadonlyMap<string, ClusterNode>,
): ReadonlyMap<string, readonly Address[]> {
  const told = new Map<string, readonly Address[]>();
  for (const pod of pods) {
    if (pod.node === undefined || described.has(pod.node)) continue;
    const known = told.get(pod.node) ?? [];
    const more = addressesOfHost(pod).filter((address) => !known.some((other) => isSameAddress(address, other)));
    if (known.length === 0 || more.length > 0) told.set(pod.node, distinct([...known, ...more]));
  }
  return told;
}

const addressesOfHost = ({ hostIP, hostNetwork, addresses }: PodResource): readonly Address[] => [
  ...(hostIP === undefined ? [] : [hostIP]),
  ...(hostNetwork ? addresses : []),
];
