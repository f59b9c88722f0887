import type { Cluster, Endpoint } from '../../model/cluster';
import type { Scope, Side } from '../../model/verdict';
import { asksForNeighbours, routesBetween, sharedNode, type Station, type Stretch } from './crossings';
import { stationsOf, type PlainEnd } from './ends';
import type { Packet } from './packet';
import { sideOf, walkSide } from './walk';
import { waysThrough, type Way } from './ways';

/** One packet that a flow may be: what the pods' own policies say of it, and every way it can fare. */
export interface Case {
  readonly packet: Packet;
  readonly egress: Side | undefined;
  readonly ingress: Side | undefined;
  readonly ways: readonly Way[];
}

/** What a question is asked of. */
export interface View {
  readonly cluster: Cluster;
  readonly scope: Scope;
}

/** `original` is the packet as the sender makes it, before a Service translates it. */
export function caseOf(view: View, from: PlainEnd, to: PlainEnd, packet: Packet, original: Packet): Case {
  const egress = from.endpoint && egressSide(view, from.endpoint, packet);
  const walked = to.endpoint && walkSide(view.cluster, view.scope, to.endpoint, 'Ingress', packet);
  const first: Stretch = { ...view, original, packet, egress, ingress: walked };
  const second: Stretch = { ...first, original: packet };
  const pairs = pairsOf(view.cluster, from, to);
  const ways = pairs.flatMap(([start, end]) => routesBetween(first, second, start, end).flatMap(waysThrough));
  const unheard =
    asksForNeighbours(packet) &&
    pairs.every(([start, end]) => end.kind === 'node' && sharedNode(start, end) !== undefined);
  return { packet, egress: unheard ? undefined : egress, ingress: walked && ingressSide(walked, pairs), ways };
}

const pairsOf = (cluster: Cluster, from: PlainEnd, to: PlainEnd): readonly (readonly [Station, Station])[] =>
  stationsOf(cluster, from).flatMap((start) => stationsOf(cluster, to).map((end) => [start, end] as const));

/** VXLAN and IP in IP are dropped before policy (3.4). */
export function egressSide({ cluster, scope }: View, endpoint: Endpoint, packet: Packet): Side {
  if (packet.protocol === 4 || (packet.protocol === 17 && packet.port === 4789)) {
    return sideOf([{ by: 'encapsulation-guard', action: 'deny' }], []);
  }
  return walkSide(cluster, scope, endpoint, 'Egress', packet);
}

/** A node reaches its own pods (4.2); where the input does not tell the node of one, it may be its own. */
function ingressSide(walked: Side, pairs: readonly (readonly [Station, Station])[]): Side {
  const own = pairs.filter(([start, end]) => start.kind === 'node' && sharedNode(start, end) !== undefined);
  const bypass = own.length === 0 ? [] : [{ by: 'host-bypass' as const, action: 'allow' as const }];
  return sideOf([...bypass, ...(own.length < pairs.length ? walked.decisions : [])], walked.unknowns);
}

/** The endings of all packets that the flow may be. */
export function joined(cases: readonly Case[], direction: 'egress' | 'ingress'): Side | undefined {
  const sides = cases.flatMap((each) => each[direction] ?? []);
  if (sides.length === 0) return undefined;
  const owners = cases.flatMap(({ packet: { source, destination } }) =>
    [source, destination].flatMap((end) => (end.kind === 'unknown' ? [end.endpoint.id] : [])),
  );
  const addresses = cases.length > 1 ? owners.map((endpoint) => ({ kind: 'address' as const, endpoint })) : [];
  return sideOf(
    sides.flatMap((side) => side.decisions),
    [...sides.flatMap((side) => side.unknowns), ...addresses],
  );
}
