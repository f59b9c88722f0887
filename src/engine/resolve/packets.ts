/** From two ends to the packets between them. */
import type { Cluster } from '../../model/cluster';
import type { Flow } from '../../model/flow';
import type { Address, Family } from '../../net/address';
import { inCidr } from '../../net/cidr';
import type { CompiledCluster } from '../compile/compiled';
import type { Packet } from '../match';
import { addressKey, type Place } from '../space';
import { notesOf } from './notes';
import { open, type Resolved, type ResolvedPackets, type Route, type Terminus } from './resolved';
import { familiesOf, nameOf, placeOf, terminalOf, type Terminal } from './terminal';

/** Both ends, settled, and their packets. */
export interface Settled {
  readonly from: Terminal;
  readonly to: Terminal;
  readonly packets: readonly Packet[];
}

export function settle(compiled: CompiledCluster, flow: Flow): Settled | Resolved {
  const from = terminalOf(compiled, flow.from);
  if ('kind' in from) return open(from);
  const to = terminalOf(compiled, flow.to);
  if ('kind' in to) return open(to);
  const packets = familiesOf(from, to).flatMap((family): readonly Packet[] => {
    const destination = placeOf(compiled, to, family);
    if (destination === undefined) return [];
    const ends = { sender: from.endpoint, receiver: to.endpoint };
    return sourcesOf(compiled, from, to, family).map((source) => ({ flow, source, destination, ...ends }));
  });
  if (packets.length > 0) return { from, to, packets };
  return open({ kind: 'no-common-family', from: nameOf(flow.from), to: nameOf(flow.to) });
}

/**
 * Where packets come from. Those of a node come to pods of other nodes with its own address or, where pods are
 * reached through tunnels, with that of its tunnel, which is from a pool of Calico's. Source: calico-semantics 4.2.
 */
function sourcesOf(compiled: CompiledCluster, from: Terminal, to: Terminal, family: Family): readonly Place[] {
  const own = placeOf(compiled, from, family);
  if (own === undefined) return [];
  const { nodes, pools } = compiled.cluster;
  const elsewhere = to.endpoint !== undefined && (from.node === undefined || from.node !== to.node);
  if (!from.isNode || from.end.kind === 'ip' || !elsewhere) return [own];
  const isTunnel = (address: Address): boolean =>
    address.family === family && (pools.length === 0 || pools.some((pool) => inCidr(pool, address)));
  const tunnels = (nodes.get(from.node ?? '')?.addresses ?? []).filter(isTunnel);
  const ownKey = own.address === undefined ? undefined : addressKey(own.address);
  return [own, ...tunnels.filter((address) => addressKey(address) !== ownKey).map(compiled.space.placeAt)];
}

/** `translated`: reached through a Service, which spares the notes about that. */
export const resolvedPackets = (
  compiled: CompiledCluster,
  flow: Flow,
  { from, to, packets }: Settled,
  translated: boolean,
): ResolvedPackets => ({
  kind: 'packet',
  packets,
  translation: undefined,
  route: routeOf(from, to),
  from: terminusOf(compiled.cluster, from),
  to: terminusOf(compiled.cluster, to),
  notes: notesOf(compiled, flow, from, to, translated),
});

const terminusOf = ({ endpoints }: Cluster, { endpoint, node, isNode }: Terminal): Terminus => ({
  pod: endpoint === undefined ? undefined : endpoints[endpoint]?.id,
  node,
  isNode,
});

/** A representative stands for many pods, of which one may well ask another. */
export function isToItself({ endpoints }: Cluster, { source, destination, sender, receiver }: Packet): boolean {
  if (sender === undefined || endpoints[sender]?.representative === true) return false;
  if (source.address === undefined) return destination.address === undefined && sender === receiver;
  return destination.address !== undefined && addressKey(source.address) === addressKey(destination.address);
}

function routeOf(from: Terminal, to: Terminal): Route {
  const sameNode = from.node !== undefined && from.node === to.node;
  if (from.isNode && to.endpoint !== undefined) {
    if (sameNode) return 'own-node-to-pod';
    if (from.node === undefined || to.node === undefined) return 'maybe-own-node-to-pod';
  }
  if (to.isNode && from.endpoint !== undefined && sameNode) return 'pod-to-own-node';
  return from.isNode || to.isNode ? 'node' : 'plain';
}
