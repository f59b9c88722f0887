import type { Backend, Cluster, Service } from '../../model/cluster';
import type { Flow } from '../../model/flow';
import type { OpenReason, Side } from '../../model/verdict';
import { printAddress } from '../../net/address';
import { egressSide, type Case, type View } from './cases';
import { arriving, joinedRoutes, leaving, onOneNode, through } from './crossings';
import type { Routes, Station, Stretch } from './crossings';
import { familyOf, findEnd, stationsOf, type PlainEnd } from './ends';
import type { Packet, PacketEnd } from './packet';
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

/** One case for each backend that may get the packet; a reason where none is sure to be there. */
export function casesToNodePort(
  view: View,
  nodePort: NodePort,
  [sender, receiver]: readonly [PlainEnd, PlainEnd],
  original: Packet,
): readonly Case[] | OpenReason {
  const arrivals = stationsOf(view.cluster, sender).flatMap((start) =>
    stationsOf(view.cluster, receiver).flatMap((station): readonly Arrival[] =>
      station.kind === 'outside' ? [] : [{ view, nodePort, sender, start, node: station.node, original }],
    ),
  );
  if (!arrivals.every((arrival) => targetsOf(arrival).some(({ certain }) => certain))) {
    return { kind: 'no-backends', service: nodePort.service.id };
  }
  if (!arrivals.every((arrival) => targetsOf(arrival).every((target) => isTold(arrival, target)))) {
    return { kind: 'backend-unknown', service: nodePort.service.id };
  }
  return arrivals.flatMap((arrival) => targetsOf(arrival).map((target) => caseOfTarget(arrival, target)));
}

/** A backend, where it stands, and the packet as translated for it. */
interface Target {
  readonly backend: PlainEnd;
  readonly station: Station;
  readonly packet: Packet;
  /** Wherever it stands, it is one. */
  readonly certain: boolean;
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
    const stations = stationsOf(cluster, backend);
    const certain = everyone || stations.length === 1;
    return stations
      .filter((station) => everyone || isOn(station, node))
      .map((station) => ({ backend, station, packet: { ...original, destination, port }, certain }));
  });
}

/** Whether the input tells the address that a backend elsewhere sees. */
const isTold = (arrival: Arrival, { station }: Target): boolean =>
  isOn(station, arrival.node) || addressesOf(arrival).length > 0;

const addressesOf = ({ view, node, original }: Arrival): readonly PacketEnd[] =>
  (view.cluster.nodes.get(node)?.addresses ?? [])
    .filter(({ family }) => family === original.family)
    .map((address) => ({ kind: 'address', address }));

const isOn = (station: Station, node: string): boolean => station.kind !== 'outside' && station.node === node;

function endOf(cluster: Cluster, { endpoint, address }: Backend): PlainEnd | undefined {
  if (endpoint !== undefined) return found(cluster, { kind: 'pod', id: endpoint });
  return address && found(cluster, { kind: 'ip', ip: printAddress(address) });
}

function found(cluster: Cluster, end: Flow['to']): PlainEnd | undefined {
  const plain = findEnd(cluster, end);
  return 'kind' in plain ? undefined : plain;
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
function onwards(arrival: Arrival, { packet, backend, station }: Target): Routes {
  const { view, start, original } = arrival;
  const sources = [...addressesOf(arrival), ...(start.kind === 'pod' ? [original.source] : [])];
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
