/** Ports of nodes that lead to Services. Source: calico-semantics 10. */
import type { Backend, Cluster, Service } from '../../model/cluster';
import type { FlowNote } from '../../model/explanation';
import type { Flow } from '../../model/flow';
import type { CompiledCluster } from '../compile/compiled';
import type { Packet } from '../match';
import { open, type Resolved, type ResolvedPackets, type Translation } from './resolved';
import { resolveBackend } from './service';
import type { Terminal } from './terminal';

export interface AimedPort {
  readonly service: Service;
  readonly index: number;
}

/** The Service behind a port of a node. */
export function nodePortAt({ services }: Cluster, { protocol, port }: Flow, to: Terminal): AimedPort | undefined {
  if (!to.isNode || port === undefined) return undefined;
  for (const service of services) {
    const index = service.ports.findIndex((own) => own.protocol === protocol && own.nodePort === port);
    if (index !== -1) return { service, index };
  }
  return undefined;
}

/**
 * `before` is the packet as it reaches the node; routing and pods see the backend. Towards a backend of another node
 * kube-proxy writes an address of this node in place of the client's, and any of them may be the one.
 * Source: calico-semantics 10.
 */
export function throughNode(
  compiled: CompiledCluster,
  flow: Flow,
  { node }: Terminal,
  { service, index }: AimedPort,
  before: Packet,
): Resolved {
  const isLocal = ({ endpoint }: Backend): boolean => compiled.cluster.endpoints[indexOf(endpoint)]?.node === node;
  const indexOf = (endpoint: Backend['endpoint']): number => compiled.space.indexOf(endpoint ?? '') ?? -1;
  const candidates = service.externalTrafficPolicy === 'Local' ? service.backends.filter(isLocal) : service.backends;
  if (candidates.length === 0) return open({ kind: 'no-backends', service: service.id });

  const backends: ResolvedPackets[] = [];
  for (const backend of candidates) {
    const { resolved } = resolveBackend(compiled, flow, service, backend, backend.targets[index]);
    if (resolved.kind !== 'packet') return resolved;
    const translation: Translation = { before, at: 'receiver', node, forwarded: undefined };
    if (isLocal(backend)) backends.push({ ...resolved, translation });
    else backends.push(...masqueraded(compiled, resolved, translation));
  }
  return { kind: 'node-port', service: service.id, backends, notes: portNotes(service, index, flow, candidates) };
}

/** The packets that the backend's node may see: one for each address of the node that forwards them. */
function masqueraded(
  { cluster, space }: CompiledCluster,
  resolved: ResolvedPackets,
  translation: Translation,
): readonly ResolvedPackets[] {
  const addresses = cluster.nodes.get(translation.node ?? '')?.addresses ?? [];
  return resolved.packets.flatMap((forwarded) =>
    addresses
      .filter(({ family }) => family === forwarded.source.family)
      .map((address) => ({
        ...resolved,
        packets: [{ ...forwarded, source: space.placeAt(address), sender: undefined }],
        translation: { ...translation, forwarded },
      })),
  );
}

const portNotes = (service: Service, index: number, flow: Flow, backends: readonly Backend[]): readonly FlowNote[] =>
  backends.flatMap(({ endpoint, targets }): readonly FlowNote[] => {
    const targetPort = targets[index];
    if (targetPort === undefined || endpoint === undefined || flow.port === undefined) return [];
    return [{ kind: 'service', service: service.id, servicePort: flow.port, targetPort, backend: endpoint }];
  });
