import type { Cluster, Endpoint } from '../model/cluster';
import type { EndpointId } from '../model/ids';

/** Every endpoint three times, so that classes have members that are peers of one another. */
export function tripled(cluster: Cluster): Cluster {
  const copy = (endpoint: Endpoint, i: number): Endpoint => ({
    ...endpoint,
    id: `${endpoint.id}-${i}` as EndpointId,
    addresses: endpoint.addresses.map(({ family, value }) => ({ family, value: value + 2n ** 20n * BigInt(i) })),
  });
  return { ...cluster, endpoints: cluster.endpoints.flatMap((endpoint) => [0, 1, 2].map((i) => copy(endpoint, i))) };
}
