import type { Backend, Cluster, Service } from '../../model/cluster';
import type { Flow } from '../../model/flow';
import type { Side } from '../../model/verdict';
import { printAddress } from '../../net/address';
import { egressSide, type Case, type View } from './cases';
import { arriving, joinedRoutes, leaving, onOneNode, through } from './crossings';
import type { Crossing, Routes, Station, Stretch } from './crossings';
import { familyOf, findEnd, stationsOf, type PlainEnd } from './ends';
import type { Packet } from './packet';
import { walkSide } from './walk';
import { waysThrough } from './ways';

/** A Service that takes what is sent to a port of any node, and which of its ports that is. */
export interface NodePort {
  readonly service: Service;
  readonly index: number;
}

export function nodePortOf(cluster: Cluster, { protocol, port }: Flow, to: PlainEnd): NodePort | undefined {
  if (to.node === undefined || port === undefined) return undefined;
  for (const service of cluster.services) {
    const index = service.ports.findIndex((entry) => entry.protocol === protocol && entry.nodePort === port);
    if (index !== -1) return { service, index };
  }
  return undefined;
}

/** A packet to a node port: where it starts, and which node receives and translates it (10). */
interface Arrival {
  readonly view: View;
  readonly nodePort: NodePort;
  readonly sender: PlainEnd;
  readonly start: Station;
  readonly node: string;
  readonly original: Packet;
}

/** One case for each backend that may get the packet. */
export function casesToNodePort(
  view: View,
  nodePort: NodePort,
  [sender, receiver]: readonly [PlainEnd, PlainEnd],
  original: Packet,
): readonly Case[] {
  return stationsOf(view.cluster, sender).flatMap((start) =>
    stationsOf(view.cluster, receiver).flatMap((station) => {
      if (station.kind === 'outside') return [];
      const arrival: Arrival = { view, nodePort, sender, start, node: station.node, original };
      const targets = targetsOf(arrival);
      return targets.length === 0 ? [caseOfNobody(arrival)] : targets.map((target) => caseOfTarget(arrival, target));
    }),
  );
}

/** A backend, where it stands, and the packet as translated for it. */
interface Target {
  readonly backend: PlainEnd;
  readonly station: Station;
  readonly packet: Packet;
}

/** Those with an address of the packet's family; of what comes from outside or another node, `Local` keeps its own. */
function targetsOf({ view: { cluster }, nodePort, start, node, original }: Arrival): readonly Target[] {
  const { service, index } = nodePort;
  const everyone =
    service.externalTrafficPolicy === 'Cluster' ||
    start.kind === 'pod' ||
    (start.kind === 'node' && start.node === node);
  return service.backends.flatMap((entry) => {
    const port = entry.targets[index];
    const backend = endOf(cluster, entry);
    const destination = backend?.options.find((option) => familyOf(option) === original.family);
    if (backend === undefined || destination === undefined || port === undefined) return [];
    return stationsOf(cluster, backend)
      .filter((station) => everyone || isOn(station, node))
      .map((station) => ({ backend, station, packet: { ...original, destination, port } }));
  });
}

const isOn = (station: Station, node: string): boolean => station.kind !== 'outside' && station.node === node;

function endOf(cluster: Cluster, { endpoint, address }: Backend): PlainEnd | undefined {
  if (endpoint !== undefined) return found(cluster, { kind: 'pod', id: endpoint });
  return address && found(cluster, { kind: 'ip', ip: printAddress(address) });
}

function found(cluster: Cluster, end: Flow['to']): PlainEnd | undefined {
  const plain = findEnd(cluster, end);
  return 'kind' in plain ? undefined : plain;
}

/** Nobody takes it: the node drops or rejects it, which is not Calico's doing. */
function caseOfNobody({ view, nodePort, start, node, original }: Arrival): Case {
  const stretch: Stretch = { ...view, original, packet: original, egress: undefined, ingress: undefined };
  const end: Crossing = { open: { kind: 'no-backends', service: nodePort.service.id } };
  const routes = isOn(start, node) ? [[]] : leaving(stretch, start);
  return caseFrom(original, undefined, joinedRoutes(routes, [[end]]));
}

function caseOfTarget(arrival: Arrival, target: Target): Case {
  const { view, sender, start, node, original } = arrival;
  const { packet, backend, station } = target;
  const onNode = isOn(start, node);
  const egress = sender.endpoint && egressSide(view, sender.endpoint, onNode ? packet : original);
  const before: Stretch = { ...view, original, packet: original, egress, ingress: undefined };
  const after: Stretch = { ...view, original, packet, egress, ingress: ingressOf(view, backend, packet) };
  if (isOn(station, node)) {
    const routes = onNode
      ? [onOneNode(after, start, station, node)]
      : joinedRoutes(leaving(before, start), arriving(after, station));
    return caseFrom(packet, egress, routes);
  }
  const away = onNode ? leaving(after, start) : joinedRoutes(leaving(before, start), through(after, node));
  return caseFrom(packet, egress, joinedRoutes(away, onwards(arrival, target)));
}

/**
 * From the node that was asked to the node of the backend, which sees an address of the former: any that it has. Of
 * a pod's packet section 10 says otherwise, and 13 that it is not sure; both are possible.
 */
function onwards({ view, start, node, original }: Arrival, { packet, backend, station }: Target): Routes {
  const addresses = view.cluster.nodes.get(node)?.addresses ?? [];
  const sources = [
    ...addresses
      .filter(({ family }) => family === original.family)
      .map((address) => ({ kind: 'address' as const, address })),
    ...(start.kind === 'pod' ? [original.source] : []),
  ];
  return sources.flatMap((source) => {
    const seen: Packet = { ...packet, source };
    const ingress = ingressOf(view, backend, seen);
    return arriving({ ...view, original: seen, packet: seen, egress: undefined, ingress }, station);
  });
}

const ingressOf = ({ cluster, scope }: View, { endpoint }: PlainEnd, packet: Packet): Side | undefined =>
  endpoint && walkSide(cluster, scope, endpoint, 'Ingress', packet);

/** What a Service decides about its backends is no side of the flow that was asked about. */
const caseFrom = (packet: Packet, egress: Case['egress'], routes: Routes): Case => ({
  packet,
  egress,
  ingress: undefined,
  ways: routes.flatMap(waysThrough),
});
