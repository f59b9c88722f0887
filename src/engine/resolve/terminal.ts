/** Who an end of a question is. Source: calico-semantics 4. */
import type { Cluster } from '../../model/cluster';
import type { FlowEnd } from '../../model/flow';
import type { OpenReason } from '../../model/verdict';
import { parseAddress, type Address, type Family } from '../../net/address';
import type { CompiledCluster } from '../compile/compiled';
import type { Place } from '../space';

/** One end of a question, settled but for the address family. */
export interface Terminal {
  readonly end: FlowEnd;
  readonly endpoint: number | undefined;
  /** The node an address belongs to, or that an endpoint runs on. */
  readonly node: string | undefined;
  readonly isNode: boolean;
  /** In order of preference; empty for an endpoint whose addresses the input does not tell. */
  readonly addresses: readonly Address[];
  readonly families: readonly Family[];
}

/** What a question names, or why it cannot be told. */
export function terminalOf(compiled: CompiledCluster, end: FlowEnd): Terminal | OpenReason {
  switch (end.kind) {
    case 'pod':
      return podTerminal(compiled, end);
    case 'node':
      return nodeTerminal(compiled.cluster, end, end.name, end.ipVersion);
    case 'ip':
      return addressTerminal(compiled, end);
    case 'service':
      return { kind: 'no-such-service', name: end.id };
  }
}

function podTerminal({ cluster, space }: CompiledCluster, end: FlowEnd & { kind: 'pod' }): Terminal | OpenReason {
  const index = space.indexOf(end.id);
  const endpoint = index === undefined ? undefined : cluster.endpoints[index];
  if (endpoint === undefined) {
    const hostPod = space.directory.hostPod(end.id);
    if (hostPod === undefined) return { kind: 'no-such-pod', name: end.id };
    const addresses = only(hostPod.addresses, end.ipVersion);
    if (addresses.length === 0) return { kind: 'no-address', name: end.id, cause: 'not-assigned' };
    const families = addresses.map(({ family }) => family);
    return { end, endpoint: undefined, node: hostPod.node, isNode: true, addresses, families };
  }
  const addresses = only(endpoint.addresses, end.ipVersion);
  const hidden = endpoint.addressesKnown
    ? []
    : endpoint.families.filter((family) => family === (end.ipVersion ?? family));
  const families = addresses.length > 0 ? addresses.map(({ family }) => family) : hidden;
  if (families.length === 0) {
    return { kind: 'no-address', name: end.id, cause: endpoint.node === undefined ? 'not-scheduled' : 'not-assigned' };
  }
  return { end, endpoint: index, node: endpoint.node, isNode: false, addresses, families };
}

function nodeTerminal(
  cluster: Cluster,
  end: FlowEnd,
  name: string,
  ipVersion: Family | undefined,
): Terminal | OpenReason {
  const node = cluster.nodes.get(name);
  if (node === undefined) return { kind: 'no-such-node', name };
  const addresses = only(node.addresses, ipVersion);
  if (addresses.length === 0) return { kind: 'node-without-address', name };
  return {
    end,
    endpoint: undefined,
    node: name,
    isNode: true,
    addresses,
    families: addresses.map(({ family }) => family),
  };
}

/** An address may be that of a pod or a node, or a host endpoint tells whose it is: then the question is about those. */
function addressTerminal({ cluster, space }: CompiledCluster, end: FlowEnd & { kind: 'ip' }): Terminal | OpenReason {
  const address = parseAddress(end.ip);
  if (address === undefined) return { kind: 'bad-address', name: end.ip };
  const { endpoints, hosts } = space.placeAt(address);
  const [endpoint] = endpoints;
  const node = space.directory.nodeAt(address);
  const hostPod = space.directory.hostPodAt(address);
  const host = cluster.hostEndpoints[hosts[0] ?? -1];
  return {
    end,
    endpoint,
    node: endpoint === undefined ? (node?.name ?? hostPod?.node ?? host?.node) : cluster.endpoints[endpoint]?.node,
    isNode: endpoint === undefined && (node ?? hostPod ?? host) !== undefined,
    addresses: [address],
    families: [address.family],
  };
}

const only = (addresses: readonly Address[], family: Family | undefined): readonly Address[] =>
  family === undefined ? addresses : addresses.filter((address) => address.family === family);

/** The first family of the sender that the receiver has too; all of them where an address is not in the input. */
export function familiesOf(from: Terminal, to: Terminal): readonly Family[] {
  const common = from.families.filter((family) => to.families.includes(family));
  return from.addresses.length > 0 && to.addresses.length > 0 ? common.slice(0, 1) : common;
}

export function placeOf(
  { space }: CompiledCluster,
  { endpoint, addresses }: Terminal,
  family: Family,
): Place | undefined {
  const address = addresses.find((candidate) => candidate.family === family);
  if (address !== undefined) return space.placeAt(address);
  return endpoint === undefined ? undefined : space.placeOf(endpoint, family);
}

export const nameOf = (end: FlowEnd): string => (end.kind === 'ip' ? end.ip : end.kind === 'node' ? end.name : end.id);
