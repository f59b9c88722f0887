/**
 * The yardstick: says what happens to one flow by following the reference word for word, as slowly as that takes.
 * Nothing is prepared and nothing but the converted policies kept; every selector is parsed for each packet.
 */
import type { Cluster, Service } from '../model/cluster';
import type { Flow, FlowEnd } from '../model/flow';
import type { FlowVerdict, OpenReason, Scope, Side } from '../model/verdict';
import { caseOf, joined, type Case } from './slow/cases';
import { addressPairs, familyOf, findEnd, type PlainEnd } from './slow/ends';
import { casesToNodePort, nodePortOf } from './slow/node-port';
import { sameAddress, type Packet, type PacketEnd } from './slow/packet';
import { withoutRepeats } from './slow/walk';
import { commonStart, distinct, outcomeOf, type Way } from './slow/ways';

/**
 * A verdict, and every way the packet may fare where nodes or host endpoints take part; `path` is what all of them
 * begin with.
 */
export interface SlowVerdict extends FlowVerdict {
  readonly ways: readonly Way[];
}

/** What Calico does with the first packet of a connection. For a flow to a Service ask `slowBackends`. */
export function slowEvaluate(cluster: Cluster, flow: Flow, scope: Scope): SlowVerdict {
  return evaluate(cluster, flow, scope, undefined);
}

/**
 * The same for each backend of the Service that the flow aims at, in the Service's order. Policy sees the backend's
 * address and target port (calico-semantics 10), and a pod that reaches itself this way is judged on both sides (4.1).
 * A headless Service is but a name for its pods, so the sender speaks to them on the port it was told.
 */
export function slowBackends(
  cluster: Cluster,
  flow: Flow & { readonly to: { readonly kind: 'service' } },
  scope: Scope,
): readonly { readonly to: string; readonly verdict: SlowVerdict }[] | OpenReason {
  const service = cluster.services.find(({ id }) => id === flow.to.id);
  if (service === undefined) return { kind: 'no-such-service', name: flow.to.id };
  if (service.headless) {
    if (service.backends.length === 0) return { kind: 'no-backends', service: service.id };
    return service.backends.flatMap(({ endpoint }) =>
      endpoint === undefined
        ? []
        : [{ to: endpoint, verdict: slowEvaluate(cluster, { ...flow, to: { kind: 'pod', id: endpoint } }, scope) }],
    );
  }
  const port = service.ports.findIndex((entry) => entry.protocol === flow.protocol && entry.port === flow.port);
  if (port === -1) return { kind: 'no-such-port', service: service.id, port: String(flow.port) };
  if (service.backends.length === 0) return { kind: 'no-backends', service: service.id };
  return service.backends.flatMap(({ endpoint, targets }) => {
    const target = targets[port];
    if (endpoint === undefined || target === undefined) return [];
    const to: FlowEnd = { kind: 'pod', id: endpoint };
    return [
      { to: endpoint, verdict: evaluate(cluster, { ...flow, to, port: target }, scope, { service, port: flow.port }) },
    ];
  });
}

/** The Service, and its port, to which the sender speaks. */
interface Through {
  readonly service: Service;
  readonly port: number | undefined;
}

function evaluate(cluster: Cluster, flow: Flow, scope: Scope, through: Through | undefined): SlowVerdict {
  const [from, to] = [findEnd(cluster, flow.from), findEnd(cluster, flow.to)];
  if ('kind' in from) return undetermined(from);
  if ('kind' in to) return undetermined(to);
  const packets = packetsOf(flow, from, to);
  if (packets.length === 0) {
    return undetermined({ kind: 'no-common-family', from: nameOf(flow.from), to: nameOf(flow.to) });
  }
  const onePod = from.endpoint?.representative === false;
  if (through === undefined && onePod && packets.some(isToItself)) return nowhere;
  const nodePort = through === undefined ? nodePortOf(cluster, flow, to) : undefined;
  const cases: Case[] = [];
  for (const packet of packets) {
    const view = { cluster, scope };
    const possible =
      nodePort === undefined
        ? [caseOf(view, from, to, packet, asSent(packet, through))]
        : casesToNodePort(view, nodePort, [from, to], packet);
    if ('kind' in possible) return undetermined(possible);
    cases.push(...possible);
  }
  return verdictOf(cases, cluster.hostEndpoints.length > 0 || (from.node ?? to.node) !== undefined);
}

const undetermined = (reason: OpenReason): SlowVerdict => ({
  verdict: 'undetermined',
  egress: undefined,
  ingress: undefined,
  reason,
  path: [],
  ways: [],
});

/** It never leaves the pod. */
const nowhere: SlowVerdict = {
  verdict: 'allow',
  egress: undefined,
  ingress: undefined,
  reason: undefined,
  path: [],
  ways: [],
};

const packetsOf = ({ protocol, sourcePort, port, icmp }: Flow, from: PlainEnd, to: PlainEnd): readonly Packet[] =>
  addressPairs(from, to).map(([source, destination]) => ({
    family: familyOf(source),
    source,
    destination,
    protocol,
    sourcePort,
    port,
    icmp,
  }));

/** What a pod sends to its own address never leaves it (4.1). One that stands for many may speak to another of them. */
function isToItself({ source, destination }: Packet): boolean {
  if (source.kind === 'address') {
    return destination.kind === 'address' && sameAddress(source.address, destination.address);
  }
  return destination.kind === 'unknown' && source.endpoint.id === destination.endpoint.id;
}

/** With the Service's address and port, where it has an address of the family. */
function asSent(packet: Packet, through: Through | undefined): Packet {
  const address = through?.service.addresses.find(({ family }) => family === packet.family);
  if (through === undefined || address === undefined) return packet;
  const destination: PacketEnd = { kind: 'address', address };
  return { ...packet, destination, port: through.port };
}

/** What all ways come to. Where they differ, the reason is what the input does not tell. */
function verdictOf(cases: readonly Case[], withPath: boolean): SlowVerdict {
  const [egress, ingress] = [joined(cases, 'egress'), joined(cases, 'ingress')];
  const ways = distinct(cases.flatMap((each) => each.ways));
  const [outcome, ...others] = new Set(ways.map(outcomeOf));
  const told = withPath ? { path: commonStart(ways), ways } : { path: [], ways: [] };
  if (outcome === undefined || others.length > 0) {
    return { verdict: 'undetermined', egress, ingress, reason: reasonOf(ways, [egress, ingress]), ...told };
  }
  return { verdict: outcome, egress, ingress, reason: undefined, ...told };
}

function reasonOf(ways: readonly Way[], sides: readonly (Side | undefined)[]): OpenReason {
  const unknowns = withoutRepeats(sides.flatMap((side) => side?.unknowns ?? []));
  const steps = ways.flat();
  const toHost = steps.find(({ decision }) => decision.by === 'endpoint-to-host')?.at;
  const host = steps.find(({ at }) => at.kind === 'host-endpoint')?.at;
  if (unknowns.length > 0 || (toHost ?? host) === undefined) return { kind: 'missing-input', unknowns };
  if (toHost?.kind === 'node') return { kind: 'endpoint-to-host', node: toHost.node };
  return { kind: 'interface-unknown', node: host?.kind === 'host-endpoint' ? host.node : '' };
}

const nameOf = (end: FlowEnd): string => (end.kind === 'ip' ? end.ip : end.kind === 'node' ? end.name : end.id);
