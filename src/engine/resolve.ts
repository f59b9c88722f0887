/**
 * From a question to packets: which endpoint, address or node each end is, which address family the packet has, and
 * what a Service turns it into before policy sees it. Source: calico-semantics 4 and 10.
 */
import type { Backend, Cluster, Service } from '../model/cluster';
import type { FlowNote } from '../model/explanation';
import { hasPorts, printConnection, type Flow, type FlowEnd } from '../model/flow';
import type { OpenReason } from '../model/verdict';
import { parseAddress, printAddress, type Address, type Family } from '../net/address';
import type { CompiledCluster } from './compile/compiled';
import type { Packet } from './match';
import { addressKey, type Place } from './space';

export type Resolved =
  | { readonly kind: 'open'; readonly reason: OpenReason }
  /** A pod that speaks to its own address: the packet never leaves it. */
  | { readonly kind: 'self' }
  | ResolvedPackets
  | ResolvedNodePort
  | { readonly kind: 'service'; readonly notes: readonly FlowNote[]; readonly backends: readonly ResolvedBackend[] };

export interface ResolvedPackets {
  readonly kind: 'packet';
  /** Several only where the address family is open, since an address is not in the input. */
  readonly packets: readonly Packet[];
  /** As it reaches the node that translates it; `undefined` without translation on the way. */
  readonly before: Packet | undefined;
  readonly route: Route;
  readonly from: Terminus;
  readonly to: Terminus;
  readonly notes: readonly FlowNote[];
}

/** A port of a node that leads to a Service: one packet for each backend that may receive it. */
export interface ResolvedNodePort {
  readonly kind: 'node-port';
  readonly service: string;
  readonly backends: readonly ResolvedPackets[];
  readonly notes: readonly FlowNote[];
}

/** Where a packet starts or ends on the map of nodes. */
export interface Terminus {
  /** `namespace/name` of the endpoint. */
  readonly pod: string | undefined;
  readonly node: string | undefined;
  readonly isNode: boolean;
}

export interface ResolvedBackend {
  /** `namespace/name` of the pod, or the address where no pod of the input has it. */
  readonly to: FlowEnd;
  readonly resolved: Resolved;
}

/** What lies between the ends, as far as it changes who decides. `maybe`: which node it is, the input does not tell. */
export type Route = 'plain' | 'own-node-to-pod' | 'maybe-own-node-to-pod' | 'pod-to-own-node' | 'node';

/** One end of a question, settled but for the address family. */
interface Terminal {
  readonly end: FlowEnd;
  readonly endpoint: number | undefined;
  /** The node an address belongs to, or that an endpoint runs on. */
  readonly node: string | undefined;
  readonly isNode: boolean;
  /** In order of preference; empty for an endpoint whose addresses the input does not tell. */
  readonly addresses: readonly Address[];
  readonly families: readonly Family[];
}

export function resolveFlow(compiled: CompiledCluster, flow: Flow): Resolved {
  const { cluster } = compiled;
  const service = serviceAimedAt(cluster, flow);
  if (service !== undefined) return service.kind === 'open' ? service : resolveService(compiled, flow, service.service);
  if (flow.to.kind === 'service') return open({ kind: 'no-such-service', name: flow.to.id });
  return resolvePacket(compiled, flow, false);
}

const open = (reason: OpenReason): Resolved => ({ kind: 'open', reason });

// --- Services ----------------------------------------------------------------------------------------------------

/** The Service a question names, or whose address it names. */
function serviceAimedAt(
  cluster: Cluster,
  { to }: Flow,
): { kind: 'service'; service: Service } | { kind: 'open'; reason: OpenReason } | undefined {
  if (to.kind === 'service') {
    const service = cluster.services.find(({ id }) => id === to.id);
    return service === undefined
      ? { kind: 'open', reason: { kind: 'no-such-service', name: to.id } }
      : { kind: 'service', service };
  }
  const address = to.kind === 'ip' ? parseAddress(to.ip) : undefined;
  if (address === undefined) return undefined;
  const key = addressKey(address);
  const service = cluster.services.find(({ addresses }) => addresses.some((own) => addressKey(own) === key));
  return service === undefined ? undefined : { kind: 'service', service };
}

function resolveService(compiled: CompiledCluster, flow: Flow, service: Service): Resolved {
  const index = service.ports.findIndex(({ protocol, port }) => protocol === flow.protocol && port === flow.port);
  const asked = service.ports[index];
  if (asked === undefined) return open({ kind: 'no-such-port', service: service.id, port: printConnection(flow) });
  if (service.backends.length === 0) return open({ kind: 'no-backends', service: service.id });

  const backends = service.backends.map((backend): ResolvedBackend =>
    resolveBackend(compiled, flow, service, backend, backend.targets[index]),
  );
  const notes: FlowNote[] =
    service.notReady > 0 ? [{ kind: 'not-ready', service: service.id, count: service.notReady }] : [];
  if (flow.to.kind === 'ip') notes.unshift({ kind: 'address-is-service', address: flow.to.ip, service: service.id });
  for (const [i, { to }] of backends.entries()) {
    const target = service.backends[i]?.targets[index];
    if (target !== undefined && target !== asked.port) {
      const backend = to.kind === 'pod' ? to.id : to.kind === 'ip' ? to.ip : '';
      notes.push({ kind: 'service', service: service.id, servicePort: asked.port, targetPort: target, backend });
    }
  }
  return { kind: 'service', notes, backends };
}

function resolveBackend(
  compiled: CompiledCluster,
  flow: Flow,
  service: Service,
  { endpoint, address }: Backend,
  target: number | undefined,
): ResolvedBackend {
  const family = address?.family;
  const to: FlowEnd =
    endpoint !== undefined
      ? { kind: 'pod', id: endpoint, ...(family === undefined ? {} : { ipVersion: family }) }
      : { kind: 'ip', ip: address === undefined ? '' : printAddress(address) };
  if (target === undefined) {
    const port = printConnection(flow);
    return { to, resolved: open({ kind: 'target-port-unknown', service: service.id, port }) };
  }
  return { to, resolved: resolvePacket(compiled, { ...flow, to, port: target }, true) };
}

// --- packets -----------------------------------------------------------------------------------------------------

/** `translated`: reached through a Service, so that even a packet to its own sender meets policy. */
function resolvePacket(compiled: CompiledCluster, flow: Flow, translated: boolean): Resolved {
  const from = terminalOf(compiled, flow.from);
  if ('kind' in from) return open(from);
  const to = terminalOf(compiled, flow.to);
  if ('kind' in to) return open(to);
  const packets = familiesOf(from, to).flatMap((family): readonly Packet[] => {
    const source = placeOf(compiled, from, family);
    const destination = placeOf(compiled, to, family);
    if (source === undefined || destination === undefined) return [];
    return [{ flow, source, destination, sender: from.endpoint, receiver: to.endpoint }];
  });
  if (packets.length === 0) {
    return open({ kind: 'no-common-family', from: nameOf(flow.from), to: nameOf(flow.to) });
  }
  if (!translated && packets.some(isToItself)) return { kind: 'self' };
  const aimed = translated ? undefined : nodePortAt(compiled.cluster, flow, to);
  if (aimed !== undefined && packets[0] !== undefined) return throughNode(compiled, flow, to, aimed, packets[0]);
  return {
    kind: 'packet',
    packets,
    before: undefined,
    route: routeOf(from, to),
    from: terminusOf(compiled.cluster, from),
    to: terminusOf(compiled.cluster, to),
    notes: notesOf(compiled.cluster, flow, from, to, translated),
  };
}

const terminusOf = ({ endpoints }: Cluster, { endpoint, node, isNode }: Terminal): Terminus => ({
  pod: endpoint === undefined ? undefined : endpoints[endpoint]?.id,
  node,
  isNode,
});

// --- node ports --------------------------------------------------------------------------------------------------

interface AimedPort {
  readonly service: Service;
  readonly index: number;
}

/** The Service behind a port of a node. */
function nodePortAt({ services }: Cluster, { protocol, port }: Flow, to: Terminal): AimedPort | undefined {
  if (!to.isNode || port === undefined) return undefined;
  for (const service of services) {
    const index = service.ports.findIndex((own) => own.protocol === protocol && own.nodePort === port);
    if (index !== -1) return { service, index };
  }
  return undefined;
}

/** `before` is the packet as it reaches the node; routing and pods see the backend. Source: calico-semantics 10. */
function throughNode(
  compiled: CompiledCluster,
  flow: Flow,
  to: Terminal,
  { service, index }: AimedPort,
  before: Packet,
): Resolved {
  const isLocal = ({ endpoint }: Backend): boolean =>
    compiled.cluster.endpoints.some(({ id, node }) => id === endpoint && node === to.node);
  const candidates = service.externalTrafficPolicy === 'Local' ? service.backends.filter(isLocal) : service.backends;
  if (candidates.length === 0) return open({ kind: 'no-backends', service: service.id });
  // Another node sees an address that kube-proxy picks, and which one the input does not tell.
  if (!candidates.every(isLocal)) return open({ kind: 'backend-unknown', service: service.id });

  const resolved = candidates.map(
    (backend) => resolveBackend(compiled, flow, service, backend, backend.targets[index]).resolved,
  );
  const failed = resolved.find(({ kind }) => kind !== 'packet');
  if (failed !== undefined) return failed;
  const backends = resolved.flatMap((own) => (own.kind === 'packet' ? [{ ...own, before }] : []));
  const notes = candidates.flatMap(({ endpoint, targets }): readonly FlowNote[] => {
    const targetPort = targets[index];
    if (targetPort === undefined || endpoint === undefined || flow.port === undefined) return [];
    return [{ kind: 'service', service: service.id, servicePort: flow.port, targetPort, backend: endpoint }];
  });
  return { kind: 'node-port', service: service.id, backends, notes };
}

function isToItself({ source, destination, sender, receiver }: Packet): boolean {
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

/** What a question names, or why it cannot be told. */
function terminalOf(compiled: CompiledCluster, end: FlowEnd): Terminal | OpenReason {
  switch (end.kind) {
    case 'pod':
      return podTerminal(compiled.cluster, end);
    case 'node':
      return nodeTerminal(compiled.cluster, end, end.name, end.ipVersion);
    case 'ip':
      return addressTerminal(compiled, end);
    case 'service':
      return { kind: 'no-such-service', name: end.id };
  }
}

function podTerminal(cluster: Cluster, end: FlowEnd & { kind: 'pod' }): Terminal | OpenReason {
  const index = cluster.endpoints.findIndex(({ id }) => id === end.id);
  const endpoint = cluster.endpoints[index];
  if (endpoint === undefined) {
    const hostPod = cluster.hostPods.find(({ id }) => id === end.id);
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

/** An address may be that of a pod or a node: then the question is about those. */
function addressTerminal({ cluster, space }: CompiledCluster, end: FlowEnd & { kind: 'ip' }): Terminal | OpenReason {
  const address = parseAddress(end.ip);
  if (address === undefined) return { kind: 'bad-address', name: end.ip };
  const endpoint = space.placeAt(address).endpoints[0];
  const key = addressKey(address);
  const nodeName = [...cluster.nodes.values()].find((node) =>
    node.addresses.some((own) => addressKey(own) === key),
  )?.name;
  return {
    end,
    endpoint,
    node: endpoint === undefined ? nodeName : cluster.endpoints[endpoint]?.node,
    isNode: endpoint === undefined && nodeName !== undefined,
    addresses: [address],
    families: [address.family],
  };
}

const only = (addresses: readonly Address[], family: Family | undefined): readonly Address[] =>
  family === undefined ? addresses : addresses.filter((address) => address.family === family);

/** The first family of the sender that the receiver has too; all of them where an address is not in the input. */
function familiesOf(from: Terminal, to: Terminal): readonly Family[] {
  const common = from.families.filter((family) => to.families.includes(family));
  return from.addresses.length > 0 && to.addresses.length > 0 ? common.slice(0, 1) : common;
}

function placeOf({ space }: CompiledCluster, { endpoint, addresses }: Terminal, family: Family): Place | undefined {
  const address = addresses.find((candidate) => candidate.family === family);
  if (address !== undefined) return space.placeAt(address);
  return endpoint === undefined ? undefined : space.placeOf(endpoint, family);
}

const nameOf = (end: FlowEnd): string => (end.kind === 'ip' ? end.ip : end.kind === 'node' ? end.name : end.id);

// --- notes -------------------------------------------------------------------------------------------------------

function notesOf(cluster: Cluster, flow: Flow, from: Terminal, to: Terminal, translated: boolean): readonly FlowNote[] {
  const notes: FlowNote[] = [];
  for (const { end, endpoint, addresses } of [from, to]) {
    const known = endpoint === undefined ? undefined : cluster.endpoints[endpoint];
    if (end.kind === 'ip' && known !== undefined && !translated) {
      notes.push({ kind: 'address-is-pod', address: end.ip, pod: known.id });
    }
    if (known?.representative === true) notes.push({ kind: 'representative', endpoint: known.id });
    const [address] = addresses;
    if (end.kind === 'node' && address !== undefined) {
      notes.push({ kind: 'node-address', node: end.name, address: printAddress(address) });
    }
  }
  if (!translated) notes.push(...servicePortNotes(cluster, flow, to));
  return notes;
}

/** Somebody who asks a pod for the port of its Service has not reckoned with DNAT. */
function servicePortNotes(cluster: Cluster, flow: Flow, to: Terminal): readonly FlowNote[] {
  const pod = to.endpoint === undefined ? undefined : cluster.endpoints[to.endpoint]?.id;
  if (pod === undefined || flow.port === undefined || !hasPorts(flow.protocol)) return [];
  return cluster.services.flatMap(({ id, ports, backends }): readonly FlowNote[] => {
    const backend = backends.find(({ endpoint }) => endpoint === pod);
    const index = ports.findIndex(({ protocol, port }) => protocol === flow.protocol && port === flow.port);
    const target = backend?.targets[index];
    if (target === undefined || target === flow.port || backend?.targets.includes(flow.port) === true) return [];
    return [{ kind: 'service-port-asked', service: id, servicePort: flow.port as number, targetPort: target }];
  });
}
