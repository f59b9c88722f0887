/** The way of a packet over the nodes: which hooks it passes, in order. Source: calico-semantics 4. */
import type { OpenReason, Side } from '../../model/verdict';
import type { CompiledCluster } from '../compile/compiled';
import type { Packet } from '../match';
import { hostsOf, type NodeHosts } from './host-endpoint';
import { hostHop, ownNodeHop, podHop, type Hop } from './hop';

/** An end of the way: a pod on a node, a node itself, or something outside. */
export interface WayEnd {
  /** `namespace/name`. */
  readonly pod: string | undefined;
  readonly node: string | undefined;
}

export interface Way {
  readonly from: WayEnd;
  readonly to: WayEnd;
  /** As it enters the sender's node; as it leaves that; as it arrives at the receiver's; as it is delivered. */
  readonly entering: Packet;
  readonly leaving: Packet;
  /** A node in between that forwards it to another one's backend, with the packet as it does. */
  readonly via: { readonly node: string; readonly forwarded: Packet } | undefined;
  readonly arriving: Packet;
  readonly delivered: Packet;
  readonly egress: Side | undefined;
  readonly ingress: Side | undefined;
}

/** The hooks, or why the input does not tell them. */
export function hopsOf(compiled: CompiledCluster, way: Way): readonly Hop[] | OpenReason {
  const { from, to, via } = way;
  const nodes = [from.node, via?.node, to.node].filter((node) => node !== undefined);
  const ambiguous = nodes.find((node) => hostsOf(compiled, node).ambiguous);
  if (ambiguous !== undefined) return { kind: 'interface-unknown', node: ambiguous };
  if (compiled.cluster.hostEndpoints.length > 0) {
    const adrift = [from, to].find(({ pod, node }) => pod !== undefined && node === undefined)?.pod;
    if (adrift !== undefined) return { kind: 'interface-unknown', node: adrift };
  }
  const sameNode = via === undefined && from.node !== undefined && from.node === to.node;
  // What a host sends to itself or to its own pods meets no policy.
  if (sameNode && from.pod === undefined) return [];
  return [...leaving(compiled, way, sameNode), ...passing(compiled, way), ...arriving(compiled, way, sameNode)];
}

const noHosts: NodeHosts = { uplink: undefined, pods: undefined, ambiguous: false };

const hostsAt = (compiled: CompiledCluster, { node }: WayEnd): NodeHosts =>
  node === undefined ? noHosts : hostsOf(compiled, node);

/** From the sender to the wire, or to the other end on the same node. */
function leaving(
  compiled: CompiledCluster,
  { from, to, entering: before, leaving: after, egress }: Way,
  sameNode: boolean,
): readonly Hop[] {
  const { uplink, pods } = hostsAt(compiled, from);
  if (from.pod === undefined) {
    if (uplink === undefined) return [];
    return [
      hostHop(compiled, uplink, 'untracked', 'egress', after),
      hostHop(compiled, uplink, 'normal', 'egress', after),
    ];
  }
  const toOwnNode = sameNode && to.pod === undefined;
  return [
    ...(pods === undefined ? [] : [hostHop(compiled, pods, 'pre-dnat', 'ingress', before)]),
    ...(pods === undefined || toOwnNode ? [] : [hostHop(compiled, pods, 'forward', 'ingress', after)]),
    ...(egress === undefined ? [] : [podHop(from.pod, 'egress', egress)]),
    ...(toOwnNode ? [ownNodeHop(to.node ?? '', compiled.cluster.felix.endpointToHost)] : []),
    ...(sameNode || uplink === undefined ? [] : [hostHop(compiled, uplink, 'forward', 'egress', after)]),
  ];
}

/** In at a node and out again. The client's address is replaced only after its policy. */
function passing(compiled: CompiledCluster, { via, leaving: before }: Way): readonly Hop[] {
  const host = via === undefined ? undefined : hostsOf(compiled, via.node).uplink;
  if (via === undefined || host === undefined) return [];
  return [
    hostHop(compiled, host, 'untracked', 'ingress', before),
    hostHop(compiled, host, 'pre-dnat', 'ingress', before),
    hostHop(compiled, host, 'forward', 'ingress', via.forwarded),
    hostHop(compiled, host, 'forward', 'egress', via.forwarded),
  ];
}

/** From the wire, or from the other end on the same node, to the receiver. */
function arriving(
  compiled: CompiledCluster,
  { to, arriving: before, delivered: after, ingress }: Way,
  sameNode: boolean,
): readonly Hop[] {
  const { uplink, pods } = hostsAt(compiled, to);
  const early =
    sameNode || uplink === undefined
      ? []
      : [
          hostHop(compiled, uplink, 'untracked', 'ingress', before),
          hostHop(compiled, uplink, 'pre-dnat', 'ingress', before),
          hostHop(compiled, uplink, to.pod === undefined ? 'normal' : 'forward', 'ingress', after),
        ];
  if (to.pod === undefined) return early;
  return [
    ...early,
    ...(ingress === undefined ? [] : [podHop(to.pod, 'ingress', ingress)]),
    ...(pods === undefined ? [] : [hostHop(compiled, pods, 'forward', 'egress', after)]),
  ];
}
