/** The way of a packet over the nodes: which hooks it passes, in order. Source: calico-semantics 4. */
import { lazily } from '../../base/lazily';
import type { Side } from '../../model/verdict';
import type { CompiledCluster } from '../compile/compiled';
import type { Packet } from '../match';
import { hostsOf, type HostIndex, type NodeHosts } from './host-endpoint';
import { hostHop, ownNodeHop, podHop, type Hop } from './hop';
import { findsItsNode } from './own-node';

/** An end of the way: a pod on a node, a node itself, or something outside. */
export interface WayEnd {
  /** `namespace/name`. */
  readonly pod: string | undefined;
  /** `undefined` outside, and where the input does not tell it. */
  readonly node: string | undefined;
  readonly isNode: boolean;
  /** Where `node` is not told: one that it is not. */
  readonly notOn?: string | undefined;
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

/** Hooks in the order in which a packet passes them. */
type Row = readonly Hop[];

/** Every row of hooks that the packet may pass: several where the input does not tell a node or an interface. */
export const hopRows = (compiled: CompiledCluster, way: Way): readonly Row[] =>
  settled(compiled, way).flatMap((one) => rowsOf(compiled, one));

/** A way whose nodes are settled: one that is still `undefined` has no host endpoints. */
interface SettledWay extends Way {
  /** Both ends are on one node. */
  readonly together: boolean;
}

/** The nodes that make a difference: those with host endpoints, those of the other end, and one without either. */
function settled({ cluster }: CompiledCluster, way: Way): readonly SettledWay[] {
  const nodes = lazily(() => {
    const named = [...cluster.hostEndpoints, way.from, way.to].flatMap(({ node }) => node ?? []);
    return [...new Set(named), undefined];
  });
  const isAdrift = ({ pod, node, isNode }: WayEnd) => node === undefined && (pod !== undefined || isNode);
  const possible = (end: WayEnd): readonly WayEnd[] =>
    isAdrift(end)
      ? nodes()
          .filter((node) => node === undefined || node !== end.notOn)
          .map((node) => ({ ...end, node }))
      : [end];
  return possible(way.from).flatMap((from) =>
    possible(way.to).flatMap((to): readonly SettledWay[] => {
      if (way.via !== undefined || from.node !== to.node) return [{ ...way, from, to, together: false }];
      if (from.node !== undefined) return [{ ...way, from, to, together: true }];
      const strangers = isAdrift(from) && isAdrift(to) ? [false, true] : [false];
      return strangers.map((together) => ({ ...way, from, to, together }));
    }),
  );
}

function rowsOf(compiled: CompiledCluster, way: SettledWay): readonly Row[] {
  if (way.together && way.from.pod === undefined) return [way.to.pod === undefined ? loopback(compiled, way) : []];
  const passed = passing(compiled, way);
  const arrived = arriving(compiled, way);
  return leaving(compiled, way).flatMap((out) =>
    passed.flatMap((between) => arrived.map((into) => [...out, ...between, ...into])),
  );
}

const noHosts: NodeHosts = { uplinks: [undefined], others: undefined };

const hostsAt = (compiled: CompiledCluster, { node }: Pick<WayEnd, 'node'>): NodeHosts =>
  node === undefined ? noHosts : hostsOf(compiled, node);

type HostStep = readonly [Parameters<typeof hostHop>[2], Parameters<typeof hostHop>[3], Packet];

/** What a host endpoint says at its hooks; nothing on an interface without one. */
const at = (compiled: CompiledCluster, host: HostIndex | undefined, ...steps: readonly HostStep[]): Row =>
  host === undefined ? [] : steps.map((step) => hostHop(compiled, host, ...step));

/** What a node sends to itself. A wildcard governs loopback too, as iptables and nftables have it (4.4). */
function loopback(compiled: CompiledCluster, { from, leaving: packet }: SettledWay): Row {
  const { others } = hostsAt(compiled, from);
  return at(
    compiled,
    others,
    ['normal', 'egress', packet],
    ['pre-dnat', 'ingress', packet],
    ['normal', 'ingress', packet],
  );
}

/** From the sender to the wire, or to the other end on the same node. */
function leaving(
  compiled: CompiledCluster,
  { from, to, together, entering: before, leaving: after, egress }: SettledWay,
): readonly Row[] {
  const { uplinks, others } = hostsAt(compiled, from);
  if (from.pod === undefined) {
    return uplinks.map((host) => at(compiled, host, ['untracked', 'egress', before], ['normal', 'egress', after]));
  }
  const own = egress === undefined ? [] : [podHop(from.pod, 'egress', egress)];
  if (together && to.pod === undefined) {
    const early = at(compiled, others, ['pre-dnat', 'ingress', before]);
    if (findsItsNode(before)) return [early];
    return [[...early, ...own, ownNodeHop(to.node ?? '', compiled.cluster.felix.endpointToHost)]];
  }
  const entry = at(compiled, others, ['pre-dnat', 'ingress', before], ['forward', 'ingress', after]);
  if (together) return [[...entry, ...own]];
  return uplinks.map((host) => [...entry, ...own, ...at(compiled, host, ['forward', 'egress', after])]);
}

/** In at a node and out again. The client's address is replaced only after its policy. */
function passing(compiled: CompiledCluster, { via, leaving: before }: SettledWay): readonly Row[] {
  if (via === undefined) return [[]];
  const { forwarded } = via;
  const { uplinks } = hostsOf(compiled, via.node);
  return uplinks.map((host) =>
    at(
      compiled,
      host,
      ['untracked', 'ingress', before],
      ['pre-dnat', 'ingress', before],
      ['forward', 'ingress', forwarded],
      ['forward', 'egress', forwarded],
    ),
  );
}

/** From the wire, or from the other end on the same node, to the receiver. */
function arriving(
  compiled: CompiledCluster,
  { to, together, arriving: before, delivered: after, ingress }: SettledWay,
): readonly Row[] {
  const { uplinks, others } = hostsAt(compiled, to);
  const last = to.pod === undefined ? 'normal' : 'forward';
  const entries = together
    ? [[]]
    : uplinks.map((host) =>
        at(compiled, host, ['untracked', 'ingress', before], ['pre-dnat', 'ingress', before], [last, 'ingress', after]),
      );
  if (to.pod === undefined) return entries;
  const own = ingress === undefined ? [] : [podHop(to.pod, 'ingress', ingress)];
  return entries.map((entry) => [...entry, ...own, ...at(compiled, others, ['forward', 'egress', after])]);
}
