import { assertNever } from '../../base/assert';
import { parseAddress, type Address, type Family } from '../../net/address';
import type { Cluster, Endpoint } from '../../model/cluster';
import type { FlowEnd } from '../../model/flow';
import type { OpenReason } from '../../model/verdict';
import type { Station } from './crossings';
import { sameAddress, type PacketEnd } from './packet';

/** What a flow's end is for policy, with the addresses its packets may carry, the preferred one first. */
export interface PlainEnd {
  /** `undefined` for what no policy is about: a node, an address of nobody. */
  readonly endpoint: Endpoint | undefined;
  /** A node, or a pod that lives on its node's addresses. */
  readonly node: { readonly name: string | undefined } | undefined;
  readonly options: readonly PacketEnd[];
  /** Of a node: its address on the tunnel that leads to pods of other nodes (4.2). It is one of Calico's pools. */
  readonly tunnels: readonly PacketEnd[];
}

/** Finds what the flow names; a reason where there is no such thing or no packet could carry its address. */
export function findEnd(cluster: Cluster, end: FlowEnd): PlainEnd | OpenReason {
  switch (end.kind) {
    case 'pod':
      return findPod(cluster, end.id, end.ipVersion);
    case 'node': {
      const node = cluster.nodes.get(end.name);
      if (node === undefined) return { kind: 'no-such-node', name: end.name };
      if (node.addresses.length === 0) return { kind: 'node-without-address', name: end.name };
      const options = optionsOf(node.addresses, end.ipVersion);
      return { endpoint: undefined, node, options, tunnels: tunnelsOf(cluster, node.name) };
    }
    case 'ip': {
      const address = parseAddress(end.ip);
      return address === undefined ? { kind: 'bad-address', name: end.ip } : findAddress(cluster, address);
    }
    case 'service':
      return { kind: 'no-such-service', name: end.id };
    default:
      return assertNever(end);
  }
}

function findPod(cluster: Cluster, id: string, ipVersion: Family | undefined): PlainEnd | OpenReason {
  const hostPod = cluster.hostPods.find((pod) => pod.id === id);
  if (hostPod !== undefined) {
    if (hostPod.addresses.length === 0) return { kind: 'no-address', name: id, cause: 'not-assigned' };
    const options = optionsOf(hostPod.addresses, ipVersion);
    return { endpoint: undefined, node: { name: hostPod.node }, options, tunnels: tunnelsOf(cluster, hostPod.node) };
  }
  const endpoint = cluster.endpoints.find((candidate) => candidate.id === id);
  if (endpoint === undefined) return { kind: 'no-such-pod', name: id };
  if (!endpoint.addressesKnown) {
    const families = endpoint.families.filter((family) => ipVersion === undefined || family === ipVersion);
    const options = families.map((family) => ({ kind: 'unknown' as const, endpoint, family }));
    return { endpoint, node: undefined, options, tunnels: [] };
  }
  if (endpoint.addresses.length === 0) {
    return { kind: 'no-address', name: id, cause: endpoint.node === undefined ? 'not-scheduled' : 'finished' };
  }
  return { endpoint, node: undefined, options: optionsOf(endpoint.addresses, ipVersion), tunnels: [] };
}

/** An address of a pod or of a node stands for it; a host endpoint tells addresses of its node. */
function findAddress(cluster: Cluster, address: Address): PlainEnd {
  const has = (addresses: readonly Address[]) => addresses.some((own) => sameAddress(own, address));
  const plain = { endpoint: undefined, node: undefined, options: optionsOf([address], undefined), tunnels: [] };
  const endpoint = cluster.endpoints.find((candidate) => has(candidate.addresses));
  if (endpoint !== undefined) return { ...plain, endpoint };
  const node = [...cluster.nodes.values()].find((candidate) => has(candidate.addresses));
  if (node !== undefined) return { ...plain, node };
  const hostPod = cluster.hostPods.find((candidate) => has(candidate.addresses));
  if (hostPod !== undefined) return { ...plain, node: { name: hostPod.node } };
  const host = cluster.hostEndpoints.find((candidate) => has(candidate.expectedIPs));
  return host === undefined ? plain : { ...plain, node: { name: host.node } };
}

/** Where no pool is known, any address of the node may be of one. */
function tunnelsOf({ nodes, pools }: Cluster, name: string | undefined): readonly PacketEnd[] {
  const addresses = nodes.get(name ?? '')?.addresses ?? [];
  const isPooled = ({ family, value }: Address) =>
    pools.length === 0 || pools.some((pool) => pool.family === family && pool.start <= value && value < pool.end);
  return optionsOf(addresses.filter(isPooled), undefined);
}

const optionsOf = (addresses: readonly Address[], ipVersion: Family | undefined): readonly PacketEnd[] =>
  addresses
    .filter(({ family }) => ipVersion === undefined || family === ipVersion)
    .map((address) => ({ kind: 'address', address }));

export const familyOf = (end: PacketEnd): Family => (end.kind === 'address' ? end.address.family : end.family);

/**
 * The pairs of addresses that packets between two ends may carry: one pair, of the first family of the source that
 * both have; where an address is unknown, one for each family that both may have.
 */
export function addressPairs(from: PlainEnd, to: PlainEnd): readonly (readonly [PacketEnd, PacketEnd])[] {
  const pairs = from.options.flatMap((source) => {
    const destination = to.options.find((option) => familyOf(option) === familyOf(source));
    return destination === undefined ? [] : [[source, destination] as const];
  });
  const unknown = pairs.some((pair) => pair.some((end) => end.kind === 'unknown'));
  const chosen = unknown ? pairs : pairs.slice(0, 1);
  return to.endpoint === undefined || isOwn(from, to) ? chosen : chosen.flatMap((pair) => alsoTunnelled(from, pair));
}

const isOwn = (from: PlainEnd, to: PlainEnd): boolean =>
  from.node?.name !== undefined && from.node.name === to.endpoint?.node;

/** The pair, and the same with the sender's address on its tunnel. */
function alsoTunnelled(
  { tunnels }: PlainEnd,
  [source, destination]: readonly [PacketEnd, PacketEnd],
): readonly (readonly [PacketEnd, PacketEnd])[] {
  const others = tunnels.filter((tunnel) => familyOf(tunnel) === familyOf(source) && !isSame(tunnel, source));
  return [[source, destination], ...others.map((tunnel) => [tunnel, destination] as const)];
}

const isSame = (a: PacketEnd, b: PacketEnd): boolean =>
  a.kind === 'address' && b.kind === 'address' && sameAddress(a.address, b.address);

/** Where the end can stand: on any node, where the input does not tell on which. */
export function stationsOf(cluster: Cluster, { endpoint, node }: PlainEnd): readonly Station[] {
  if (endpoint === undefined && node === undefined) return [{ kind: 'outside' }];
  const told = endpoint === undefined ? node?.name : endpoint.node;
  const nodes = told === undefined ? [...nodesOf(cluster), ...strangers] : [told];
  return nodes.map((name) =>
    endpoint === undefined ? { kind: 'node', node: name } : { kind: 'pod', endpoint, node: name },
  );
}

/** Every node that the input names. */
const nodesOf = ({ nodes, hostEndpoints, endpoints, hostPods }: Cluster): readonly string[] => [
  ...new Set([
    ...nodes.keys(),
    ...[...hostEndpoints, ...endpoints, ...hostPods].flatMap(({ node }) => (node === undefined ? [] : [node])),
  ]),
];

/** There may be more nodes; two of them, for two ends may stand on one or on two. */
const strangers = ['a node that the input does not name', 'another one'] as const;
