/** Ports of nodes that lead to Services. Source: calico-semantics 10. */
import type { Backend, Cluster, Service } from '../../model/cluster';
import type { FlowNote } from '../../model/explanation';
import type { Flow } from '../../model/flow';
import type { CompiledCluster } from '../compile/compiled';
import type { Packet } from '../match';
import { open, type Resolved } from './resolved';
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

/** `before` is the packet as it reaches the node; routing and pods see the backend. Source: calico-semantics 10. */
export function throughNode(
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
  const backends = resolved.flatMap((own) =>
    own.kind === 'packet' ? [{ ...own, translation: { before, at: 'receiver' as const } }] : [],
  );
  const notes = candidates.flatMap(({ endpoint, targets }): readonly FlowNote[] => {
    const targetPort = targets[index];
    if (targetPort === undefined || endpoint === undefined || flow.port === undefined) return [];
    return [{ kind: 'service', service: service.id, servicePort: flow.port, targetPort, backend: endpoint }];
  });
  return { kind: 'node-port', service: service.id, backends, notes };
}
