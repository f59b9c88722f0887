/**
 * From a question to packets: which endpoint, address or node each end is, which address family the packet has, and
 * what a Service turns it into before policy sees it. Source: calico-semantics 4 and 10.
 */
import { present } from '../../base/assert';
import type { Flow } from '../../model/flow';
import type { CompiledCluster } from '../compile/compiled';
import { nodePortAt, throughNode } from './node-port';
import { isToItself, resolvedPackets, settle } from './packets';
import { open, type Resolved } from './resolved';
import { resolveService, serviceAimedAt } from './service';

export function resolveFlow(compiled: CompiledCluster, flow: Flow): Resolved {
  const { cluster, space } = compiled;
  const service = serviceAimedAt(space, flow);
  if (service?.kind === 'open') return service;
  if (service !== undefined) {
    // From outside, some node receives what is sent to a Service's address, and its host endpoints judge it.
    const outside = flow.from.kind === 'ip' && cluster.hostEndpoints.length > 0;
    if (outside && flow.to.kind === 'ip') return open({ kind: 'receiving-node-unknown', address: flow.to.ip });
    return resolveService(compiled, flow, service.service);
  }
  const settled = settle(compiled, flow);
  if ('kind' in settled) return settled;
  if (settled.packets.some((each) => isToItself(cluster, each))) return { kind: 'self' };
  const aimed = nodePortAt(space, flow, settled.to);
  if (aimed !== undefined) return anyOf(settled.packets.map((one) => throughNode(compiled, flow, settled, aimed, one)));
  return resolvedPackets(compiled, flow, settled, false);
}

/** Several packets, since the address family is open: what one of them leaves open is open. */
function anyOf(possible: readonly Resolved[]): Resolved {
  const ports = possible.filter((one) => one.kind === 'node-port');
  const [first] = ports;
  const other = possible.find((one) => one.kind !== 'node-port');
  if (first === undefined || other !== undefined) return present(other, 'a question comes to one packet at least');
  return { ...first, backends: ports.flatMap(({ backends }) => backends) };
}
