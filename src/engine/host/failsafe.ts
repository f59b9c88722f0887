import type { FailsafePort } from '../../model/resource';
import { inCidr } from '../../net/cidr';
import type { CompiledCluster } from '../compile/compiled';
import type { Packet } from '../match';

/** Ports of the host that stay open whatever policy says. Source: calico-semantics 4.4. */
export function isFailsafe(
  { cluster }: CompiledCluster,
  direction: 'ingress' | 'egress',
  { flow, source, destination }: Packet,
): boolean {
  const { failsafeInbound, failsafeOutbound } = cluster.felix;
  return direction === 'ingress'
    ? covers(failsafeInbound, flow.protocol, flow.port, source.address)
    : covers(failsafeOutbound, flow.protocol, flow.port, destination.address);
}

/** Replies to what the failsafe ports let through, which untracked policy would otherwise not know as such. */
export function isFailsafeReply(
  { cluster }: CompiledCluster,
  direction: 'ingress' | 'egress',
  { flow, source, destination }: Packet,
): boolean {
  if (flow.port === undefined) return false;
  const { failsafeInbound, failsafeOutbound } = cluster.felix;
  return direction === 'ingress'
    ? covers(failsafeOutbound, flow.protocol, flow.sourcePort, source.address)
    : covers(failsafeInbound, flow.protocol, flow.sourcePort, destination.address);
}

const covers = (
  ports: readonly FailsafePort[],
  protocol: number,
  port: number | undefined,
  far: Packet['source']['address'],
): boolean =>
  ports.some(
    (own) =>
      own.protocol === protocol &&
      own.port === port &&
      (own.net === undefined || (far !== undefined && inCidr(own.net, far))),
  );
