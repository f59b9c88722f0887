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
 * addresses and does not tell which of them is that one, so each that may be it is followed.
 */
export function governorsOf(cluster: Cluster, node: string): readonly Governor[] {
  const own = ofNode(cluster, node);
  const addresses = cluster.nodes.get(node)?.addresses ?? [];
  const isOwn = ({ expectedIPs }: HostEndpointResource) =>
    expectedIPs.some((ip) => addresses.some((address) => sameAddress(ip, address)));
  const byAddress = own.filter((host) => namesNone(host) && host.expectedIPs.length > 0);
  const here = byAddress.filter(isOwn);
  // An address that the node is not known to have may be a further one of the same interface.
  const perhaps = [[], ...byAddress.filter((host) => !isOwn(host)).map((host) => [host])];
  const named = own.filter((host) => !isWildcard(host) && !namesNone(host));
  const uplinks = namedUplinks(named, addresses.length > 0 ? isOwn : undefined).flatMap((hosts) =>
    perhaps.map((more) => [...hosts, ...here, ...more]),
  );
  return [...new Set(uplinks.map(firstByName).map((winner) => winner ?? wildcardOf(cluster, node)))];
}

/**
 * The host endpoints of each named interface that may be the one; an empty list is an interface that nobody names.
 * Addresses tell which it is, where those of the node are known. Without any, a single name is taken for it.
 */
function namedUplinks(
  named: readonly HostEndpointResource[],
  isOwn: ((host: HostEndpointResource) => boolean) | undefined,
): readonly (readonly HostEndpointResource[])[] {
  const names = [...new Set(named.map((host) => host.interfaceName))];
  const interfaces = names.map((name) => named.filter((host) => host.interfaceName === name));
  if (interfaces.length === 0) return [[]];
  if (isOwn === undefined) return interfaces;
  const told = interfaces.filter((hosts) => hosts.some(isOwn));
  if (told.length > 0) return told;
  const others = interfaces.every((hosts) => hosts.some(({ expectedIPs }) => expectedIPs.length > 0));
  return others ? [...interfaces, []] : interfaces;
}
