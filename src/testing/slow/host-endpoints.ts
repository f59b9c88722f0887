import type { Cluster } from '../../model/cluster';
import type { HostEndpointResource } from '../../model/resource';
import { sameAddress } from './packet';

/** `undefined`: an interface that no host endpoint governs. */
export type Governor = HostEndpointResource | undefined;

export const isWildcard = ({ interfaceName }: HostEndpointResource): boolean => interfaceName === '*';

const namesNone = ({ interfaceName }: HostEndpointResource): boolean =>
  interfaceName === undefined || interfaceName === '';

/** 4.4: of several the first by name wins. */
const firstByName = (hosts: readonly HostEndpointResource[]): Governor =>
  [...hosts].sort((a, b) => (a.meta.name < b.meta.name ? -1 : 1))[0];

const ofNode = ({ hostEndpoints }: Cluster, node: string): readonly HostEndpointResource[] =>
  hostEndpoints.filter((host) => host.node === node);

/** What governs the interfaces that nobody names: those of pods, loopback. */
export const wildcardOf = (cluster: Cluster, node: string): Governor =>
  firstByName(ofNode(cluster, node).filter(isWildcard));

/**
 * What may govern the interface over which a node speaks with the rest of the world. The input names interfaces and
 * does not tell which one that is: where host endpoints name several, or one has addresses that are not the node's,
 * each may be it.
 */
export function governorsOf(cluster: Cluster, node: string): readonly Governor[] {
  const own = ofNode(cluster, node);
  const addresses = cluster.nodes.get(node)?.addresses ?? [];
  const isOwn = ({ expectedIPs }: HostEndpointResource) =>
    expectedIPs.some((ip) => addresses.some((address) => sameAddress(ip, address)));
  const named = own.filter((host) => !isWildcard(host) && !namesNone(host));
  const byAddress = own.filter(namesNone);
  const here = byAddress.filter(isOwn);
  const elsewhere = byAddress.filter((host) => !isOwn(host) && host.expectedIPs.length > 0);
  const names = [...new Set(named.map((host) => host.interfaceName))];
  const interfaces = [
    ...(names.length === 0 ? [here] : names.map((name) => [...named.filter((h) => h.interfaceName === name), ...here])),
    ...elsewhere.map((host) => [host]),
  ];
  return [...new Set(interfaces.map((specific) => firstByName(specific) ?? wildcardOf(cluster, node)))];
}
