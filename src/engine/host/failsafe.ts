import { or, type Truth } from '../../base/truth';
import type { FailsafePort } from '../../model/resource';
import type { CompiledCluster } from '../compile/compiled';
import type { Packet } from '../match';
import { netsOf, placeInNets } from '../sets';
import type { Place } from '../space';

/** Ports of the host that stay open whatever policy says. Source: calico-semantics 4.4. */
export function isFailsafe(
  compiled: CompiledCluster,
  direction: 'ingress' | 'egress',
  { flow, source, destination }: Packet,
): Truth {
  const { failsafeInbound, failsafeOutbound } = compiled.cluster.felix;
  return direction === 'ingress'
    ? covers(compiled, failsafeInbound, flow.protocol, flow.port, source)
    : covers(compiled, failsafeOutbound, flow.protocol, flow.port, destination);
}

/** Replies to what the failsafe ports let through, which untracked policy would otherwise not know as such. */
export function isFailsafeReply(
  compiled: CompiledCluster,
  direction: 'ingress' | 'egress',
  { flow, source, destination }: Packet,
): Truth {
  if (flow.port === undefined) return 'no';
  const { failsafeInbound, failsafeOutbound } = compiled.cluster.felix;
  return direction === 'ingress'
    ? covers(compiled, failsafeOutbound, flow.protocol, flow.sourcePort, source)
    : covers(compiled, failsafeInbound, flow.protocol, flow.sourcePort, destination);
}

/** `maybe` where the entry is about some far ends only and the input does not tell the address of this one. */
function covers(
  { space }: CompiledCluster,
  ports: readonly FailsafePort[],
  protocol: number,
  port: number | undefined,
  far: Place,
): Truth {
  return ports
    .filter((own) => own.protocol === protocol && own.port === port)
    .map(({ net }): Truth => (net === undefined ? 'yes' : placeInNets(netsOf([{ text: '', cidr: net }]), far, space)))
    .reduce(or, 'no');
}
