import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { ClusterNode } from '../../model/cluster';
import type { NodeResource, PodResource } from '../../model/resource';
import { distinct } from '../kinds/read-net';

/**
 * Nodes by name. The same node may come from Kubernetes and from calicoctl; what the former says stands first. A
 * node that only pods name has the address that they tell of it.
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
  for (const [name, own] of groupBy(sortedBy(pods, podKey), ({ node }) => node)) {
    if (name === undefined || assembled.has(name)) continue;
    assembled.set(name, { name, addresses: distinct(own.flatMap(addressesOfHost)), labels: new Map() });
  }
  return new Map(sortedBy(assembled, ([name]) => name));
}

const podKey = ({ meta }: PodResource): string => `${meta.namespace ?? ''}/${meta.name}`;

const addressesOfHost = ({ hostIP, hostNetwork, addresses }: PodResource) => [
  ...(hostIP === undefined ? [] : [hostIP]),
  ...(hostNetwork ? addresses : []),
];
