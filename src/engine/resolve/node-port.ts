/** Ports of nodes that lead to Services. Source: calico-semantics 10. */
import { truthOf, type Truth } from '../../base/truth';
import type { Backend, Service } from '../../model/cluster';
import type { FlowNote } from '../../model/explanation';
import type { Flow, FlowEnd } from '../../model/flow';
import type { Family } from '../../net/address';
import type { CompiledCluster } from '../compile/compiled';
import type { AimedPort } from '../directory';
import type { Packet } from '../match';
import type { Space } from '../space';
import type { Settled } from './packets';
import { open, type Resolved, type ResolvedPackets, type Translation } from './resolved';
import { resolveBackend } from './service';
import type { Terminal } from './terminal';

/** The Service behind a port of a node. */
export const nodePortAt = (
  { directory }: Space,
  { protocol, port }: Flow,
  { isNode }: Terminal,
): AimedPort | undefined => (isNode && port !== undefined ? directory.nodePort(protocol, port) : undefined);

/**
 * `before` is the packet as it reaches the node; routing and pods see the backend. `Local` keeps what comes from
 * outside or from another node to backends of the node; pods, and the node itself, are given any.
 * Source: calico-semantics 10.
 */
export function throughNode(
  compiled: CompiledCluster,
  flow: Flow,
  { from, to: { node } }: Settled,
  { service, index }: AimedPort,
  before: Packet,
): Resolved {
  const any =
    service.externalTrafficPolicy === 'Cluster' || from.endpoint !== undefined || (from.isNode && from.node === node);
  const asked: Flow = { ...flow, from: ofFamily(flow.from, before.source.family) };
  const candidates = service.backends
    .map((backend) => ({ backend, local: isOn(compiled, backend, node) }))
    .filter(({ local }) => any || local !== 'no');
  let certain = false;
  const backends: ResolvedPackets[] = [];
  for (const { backend, local } of candidates) {
    const { resolved } = resolveBackend(compiled, asked, service, backend, backend.targets[index]);
    // Backends without an address of the family are none of the port's.
    if (resolved.kind === 'open' && resolved.reason.kind === 'no-common-family') continue;
    if (resolved.kind !== 'packet') return resolved;
    const aimed = {
      ...resolved,
      packets: resolved.packets.slice(0, 1).map((one) => ({ ...one, source: before.source })),
    };
    certain ||= any || local === 'yes';
    const translation: Translation = { before, at: 'receiver', node, forwarded: undefined };
    if (local !== 'no') {
      // A backend on the host network is the node itself, which a wildcard host endpoint judges on loopback.
      const ownPod = from.isNode && from.node === node && resolved.to.pod !== undefined;
      const route = ownPod ? 'own-node-to-pod' : 'node';
      backends.push({ ...aimed, route, to: { ...resolved.to, node }, translation });
    }
    if (!any || local === 'yes') continue;
    const forwarded = forwardedBy(compiled, aimed, translation, from);
    if (forwarded === undefined) return open({ kind: 'backend-unknown', service: service.id });
    backends.push(...forwarded);
  }
  if (!certain) return open({ kind: 'no-backends', service: service.id });
  const notes = portNotes(
    service,
    index,
    flow,
    candidates.map(({ backend }) => backend),
  );
  return { kind: 'node-port', service: service.id, backends, notes };
}

/** Whether a backend is on the node; one that is no pod of ours is where its address is. */
function isOn({ cluster, space }: CompiledCluster, { endpoint, address }: Backend, node: string | undefined): Truth {
  if (endpoint !== undefined) {
    const home = cluster.endpoints[space.indexOf(endpoint) ?? -1]?.node;
    return home === undefined ? 'maybe' : truthOf(home === node);
  }
  if (address === undefined) return 'no';
  const home = space.directory.nodeAt(address)?.name ?? space.directory.hostPodAt(address)?.node;
  return truthOf(home !== undefined && home === node);
}

/** A node translates between addresses of one family. */
const ofFamily = (end: FlowEnd, ipVersion: Family): FlowEnd =>
  end.kind === 'pod' || end.kind === 'node' ? { ...end, ipVersion } : end;

/**
 * The packets that the backend's node may see. kube-proxy writes an address of the node that forwards in place of the
 * client's, and any of them may be the one; whether it does so for pods is not certain (calico-semantics 10, 13.4).
 * `undefined` where the input tells none.
 */
function forwardedBy(
  { cluster, space }: CompiledCluster,
  resolved: ResolvedPackets,
  translation: Translation,
  from: Terminal,
): readonly ResolvedPackets[] | undefined {
  const { family } = translation.before.source;
  const addresses = (cluster.nodes.get(translation.node ?? '')?.addresses ?? []).filter((own) => own.family === family);
  if (addresses.length === 0) return undefined;
  return resolved.packets.flatMap((forwarded) => {
    const masqueraded = addresses.map((address): Packet => ({
      ...forwarded,
      source: space.placeAt(address),
      sender: undefined,
    }));
    const seen = from.endpoint === undefined ? masqueraded : [...masqueraded, forwarded];
    return seen.map((packet) => ({
      ...resolved,
      packets: [packet],
      to: { ...resolved.to, notOn: translation.node },
      route: 'node' as const,
      translation: { ...translation, forwarded },
    }));
  });
}

const portNotes = (service: Service, index: number, flow: Flow, backends: readonly Backend[]): readonly FlowNote[] =>
  backends.flatMap(({ endpoint, targets }): readonly FlowNote[] => {
    const targetPort = targets[index];
    if (targetPort === undefined || endpoint === undefined || flow.port === undefined) return [];
    return [{ kind: 'service', service: service.id, servicePort: flow.port, targetPort, backend: endpoint }];
  });
