import type { Cluster, Endpoint } from '../../model/cluster';
import type { Direction } from '../../model/resource';
import type { PathPlace, Scope, Side, Stage } from '../../model/verdict';
import { governorsOf, wildcardOf, type Governor } from './host-endpoints';
import { hostEndings } from './host-hooks';
import type { Packet } from './packet';
import type { Endings } from './walk';

/** Where a packet starts or ends. */
export type Station =
  | { readonly kind: 'pod'; readonly endpoint: Endpoint; readonly node: string }
  | { readonly kind: 'node'; readonly node: string }
  | { readonly kind: 'outside' };

/** One passage through a pod, a host endpoint or a node: the hooks in the order in which the packet meets them. */
export interface Crossing {
  readonly at: PathPlace;
  readonly direction: 'ingress' | 'egress';
  readonly hooks: readonly { readonly stage: Stage; readonly endings: Endings }[];
}

/** What the hooks on a stretch of the way see. */
export interface Stretch {
  readonly cluster: Cluster;
  readonly scope: Scope;
  /** What untracked and pre-DNAT policy see: the packet before addresses are translated. */
  readonly original: Packet;
  readonly packet: Packet;
  /** What the pods' own policies say. */
  readonly egress: Side | undefined;
  readonly ingress: Side | undefined;
}

/** Every way there is: several where the input does not tell which interface of a node a packet takes. */
export type Routes = readonly (readonly Crossing[])[];

/** The node on which both are. */
export function sharedNode(from: Station, to: Station): string | undefined {
  if (from.kind === 'outside' || to.kind === 'outside' || from.node !== to.node) return undefined;
  return from.node;
}

/** Every way from one station to the other; on one node all is the first stretch. Source: calico-semantics 4. */
export function routesBetween(first: Stretch, second: Stretch, from: Station, to: Station): Routes {
  const node = sharedNode(from, to);
  if (node !== undefined) return [onOneNode(first, from, to, node)];
  return joinedRoutes(leaving(first, from), arriving(second, to));
}

export const joinedRoutes = (first: Routes, second: Routes): Routes =>
  first.flatMap((start) => second.map((rest) => [...start, ...rest]));

/** A node reaches its own pods unseen (4.2); what it sends to itself passes loopback, which a wildcard governs (4.4). */
export function onOneNode(stretch: Stretch, from: Station, to: Station, node: string): readonly Crossing[] {
  const onPods = (direction: Direction, stages: readonly Stage[]) =>
    host(stretch, wildcardOf(stretch.cluster, node), node, direction, stages);
  if (from.kind === 'pod' && to.kind === 'pod') {
    return [
      ...onPods('Ingress', ['pre-dnat', 'forward']),
      ...pod(from, stretch.egress, 'egress'),
      ...pod(to, stretch.ingress, 'ingress'),
      ...onPods('Egress', ['forward']),
    ];
  }
  if (from.kind === 'pod') {
    if (asksForNeighbours(stretch.packet)) return onPods('Ingress', ['pre-dnat']);
    return [
      ...onPods('Ingress', ['pre-dnat']),
      ...pod(from, stretch.egress, 'egress'),
      endpointToHost(stretch.cluster, node),
    ];
  }
  if (to.kind === 'pod') return [];
  return [...onPods('Egress', ['untracked', 'normal']), ...onPods('Ingress', ['untracked', 'pre-dnat', 'normal'])];
}

/** What IPv6 cannot do without: from a pod to its node it is accepted before any policy of the pod (3.4). */
export const asksForNeighbours = ({ family, protocol, icmp }: Packet): boolean =>
  family === 6 && protocol === 58 && icmp !== undefined && [130, 131, 132, 133, 135, 136].includes(icmp.type);

/** The way out of the sender's node. */
export function leaving(stretch: Stretch, from: Station): Routes {
  if (from.kind === 'outside') return [[]];
  const { node } = from;
  if (from.kind === 'node') return uplinks(stretch, node, 'Egress', ['untracked', 'normal']);
  const entry = host(stretch, wildcardOf(stretch.cluster, node), node, 'Ingress', ['pre-dnat', 'forward']);
  const own = [...entry, ...pod(from, stretch.egress, 'egress')];
  return joinedRoutes([own], uplinks(stretch, node, 'Egress', ['forward']));
}

/** The way into the receiver's node and to the receiver. */
export function arriving(stretch: Stretch, to: Station): Routes {
  if (to.kind === 'outside') return [[]];
  const { node } = to;
  if (to.kind === 'node') return uplinks(stretch, node, 'Ingress', ['untracked', 'pre-dnat', 'normal']);
  const exit = host(stretch, wildcardOf(stretch.cluster, node), node, 'Egress', ['forward']);
  const own = [...pod(to, stretch.ingress, 'ingress'), ...exit];
  return joinedRoutes(uplinks(stretch, node, 'Ingress', ['untracked', 'pre-dnat', 'forward']), [own]);
}

/** In over the interface to the rest of the world, and out over it again. */
export const through = (stretch: Stretch, node: string): Routes =>
  joinedRoutes(
    uplinks(stretch, node, 'Ingress', ['untracked', 'pre-dnat', 'forward']),
    uplinks(stretch, node, 'Egress', ['forward']),
  );

const uplinks = (stretch: Stretch, node: string, direction: Direction, stages: readonly Stage[]): Routes =>
  governorsOf(stretch.cluster, node).map((governor) => host(stretch, governor, node, direction, stages));

function host(
  { cluster, scope, original, packet }: Stretch,
  governor: Governor,
  node: string,
  direction: Direction,
  stages: readonly Stage[],
): readonly Crossing[] {
  if (governor === undefined) return [];
  const seen = (stage: Stage) => (stage === 'untracked' || stage === 'pre-dnat' ? original : packet);
  return [
    {
      at: { kind: 'host-endpoint', hostEndpoint: governor.meta.name, node },
      direction: direction === 'Ingress' ? 'ingress' : 'egress',
      hooks: stages.map((stage) => ({
        stage,
        endings: hostEndings(cluster, scope, { host: governor, direction, stage, packet: seen(stage) }),
      })),
    },
  ];
}

function pod(
  { endpoint }: Extract<Station, { kind: 'pod' }>,
  side: Side | undefined,
  direction: 'ingress' | 'egress',
): readonly Crossing[] {
  if (side === undefined) return [];
  const endings = { decisions: side.decisions, fallsOut: false, missing: side.unknowns };
  return [{ at: { kind: 'pod', pod: endpoint.id }, direction, hooks: [{ stage: 'normal', endings }] }];
}

/** 4.2. `Return` leaves it to the node's own rules, which drop nothing that the input tells of. */
function endpointToHost({ felix }: Cluster, node: string): Crossing {
  const action = felix.endpointToHost;
  const drop = { by: 'endpoint-to-host' as const, action: 'deny' as const };
  const decisions = action === 'Drop' || action === undefined ? [drop] : [];
  const endings = { decisions, fallsOut: action !== 'Drop', missing: [] };
  return { at: { kind: 'node', node }, direction: 'ingress', hooks: [{ stage: 'normal', endings }] };
}
