/**
 * The yardstick: says what happens to one flow by following the reference word for word, as slowly as that takes.
 * Nothing is prepared, nothing remembered; every policy is converted and every selector parsed for each packet.
 *
 * What nodes and host endpoints decide on the way is left out: `path` is empty, a node counts as its address.
 */
import type { Cluster, Endpoint } from '../model/cluster';
import type { Flow, FlowEnd } from '../model/flow';
import type { FlowVerdict, OpenReason, Scope, Side, Verdict } from '../model/verdict';
import { addressPairs, familyOf, findEnd, type PlainEnd } from './slow/ends';
import { sameAddress, type Packet } from './slow/packet';
import { sideOf, walkSide, withoutRepeats } from './slow/walk';

/** What Calico does with the first packet of a connection. For a flow to a Service ask `slowBackends`. */
export function slowEvaluate(cluster: Cluster, flow: Flow, scope: Scope): FlowVerdict {
  return evaluate(cluster, flow, scope, 'direct');
}

/**
 * The same for each backend of the Service that the flow aims at, in the Service's order. Policy sees the backend's
 * address and target port (calico-semantics 10), and a pod that reaches itself this way is judged on both sides (4.1).
 */
export function slowBackends(
  cluster: Cluster,
  flow: Flow & { readonly to: { readonly kind: 'service' } },
  scope: Scope,
): readonly { readonly to: string; readonly verdict: FlowVerdict }[] | OpenReason {
  const service = cluster.services.find(({ id }) => id === flow.to.id);
  if (service === undefined) return { kind: 'no-such-service', name: flow.to.id };
  const port = service.ports.findIndex((entry) => entry.protocol === flow.protocol && entry.port === flow.port);
  if (port === -1) return { kind: 'no-such-port', service: service.id, port: String(flow.port) };
  if (service.backends.length === 0) return { kind: 'no-backends', service: service.id };
  return service.backends.flatMap(({ endpoint, targets }) => {
    const target = targets[port];
    if (endpoint === undefined || target === undefined) return [];
    const to: FlowEnd = { kind: 'pod', id: endpoint };
    return [{ to: endpoint, verdict: evaluate(cluster, { ...flow, to, port: target }, scope, 'through-service') }];
  });
}

function evaluate(cluster: Cluster, flow: Flow, scope: Scope, path: 'direct' | 'through-service'): FlowVerdict {
  const [from, to] = [findEnd(cluster, flow.from), findEnd(cluster, flow.to)];
  if ('kind' in from) return undetermined(from);
  if ('kind' in to) return undetermined(to);
  if (cluster.hostEndpoints.length > 0 && (from.node ?? to.node) !== undefined) {
    return undetermined({ kind: 'not-modelled', what: 'HostEndpoint' });
  }
  const packets = packetsOf(flow, from, to);
  if (packets.length === 0) {
    return undetermined({ kind: 'no-common-family', from: nameOf(flow.from), to: nameOf(flow.to) });
  }
  if (path === 'direct' && packets.some(isToItself)) return verdictOf(undefined, undefined);
  const { endpoint: sender } = from;
  const { endpoint: receiver } = to;
  return verdictOf(
    sender && joined(packets.map((packet) => [packet, egressSide(cluster, scope, sender, packet)])),
    receiver && joined(packets.map((packet) => [packet, ingressSide(cluster, scope, from, receiver, packet)])),
  );
}

const undetermined = (reason: OpenReason): FlowVerdict => ({
  verdict: 'undetermined',
  egress: undefined,
  ingress: undefined,
  reason,
  path: [],
});

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

/** What a pod sends to its own address never leaves it (4.1). */
function isToItself({ source, destination }: Packet): boolean {
  if (source.kind === 'address') {
    return destination.kind === 'address' && sameAddress(source.address, destination.address);
  }
  return destination.kind === 'unknown' && source.endpoint.id === destination.endpoint.id;
}

/** VXLAN and IP in IP are dropped before policy (3.4). */
function egressSide(cluster: Cluster, scope: Scope, endpoint: Endpoint, packet: Packet): Side {
  if (packet.protocol === 4 || (packet.protocol === 17 && packet.port === 4789)) {
    return sideOf([{ by: 'encapsulation-guard', action: 'deny' }], []);
  }
  return walkSide(cluster, scope, endpoint, 'Egress', packet);
}

/** A node reaches its own pods (4.2); where the input does not tell the node of one, it may be its own. */
function ingressSide(cluster: Cluster, scope: Scope, from: PlainEnd, endpoint: Endpoint, packet: Packet): Side {
  const bypass = sideOf([{ by: 'host-bypass', action: 'allow' }], []);
  if (from.node !== undefined && from.node.name !== undefined && from.node.name === endpoint.node) return bypass;
  const walked = walkSide(cluster, scope, endpoint, 'Ingress', packet);
  const mayBeOwn = from.node !== undefined && (from.node.name === undefined || endpoint.node === undefined);
  return mayBeOwn ? sideOf([...bypass.decisions, ...walked.decisions], walked.unknowns) : walked;
}

/** The endings of all packets that the flow may be. */
function joined(sides: readonly (readonly [Packet, Side])[]): Side {
  const owners = sides.flatMap(([{ source, destination }]) =>
    [source, destination].flatMap((end) => (end.kind === 'unknown' ? [end.endpoint.id] : [])),
  );
  const addresses = sides.length > 1 ? owners.map((endpoint) => ({ kind: 'address' as const, endpoint })) : [];
  return sideOf(
    sides.flatMap(([, side]) => side.decisions),
    [...sides.flatMap(([, side]) => side.unknowns), ...addresses],
  );
}

/** A side that surely denies decides; a side without an endpoint of ours allows (4.1). */
function verdictOf(egress: Side | undefined, ingress: Side | undefined): FlowVerdict {
  const sides = [egress, ingress].filter((side) => side !== undefined);
  const has = (verdict: Verdict) => sides.some((side) => side.verdict === verdict);
  const verdict = has('deny') ? 'deny' : has('undetermined') ? 'undetermined' : 'allow';
  const unknowns = withoutRepeats(sides.flatMap((side) => side.unknowns));
  return {
    verdict,
    egress,
    ingress,
    reason: verdict === 'undetermined' ? { kind: 'missing-input', unknowns } : undefined,
    path: [],
  };
}

const nameOf = (end: FlowEnd): string => (end.kind === 'ip' ? end.ip : end.kind === 'node' ? end.name : end.id);
