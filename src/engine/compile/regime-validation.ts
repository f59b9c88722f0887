import type { Regime } from '../../model/cluster';
import type { CalicoPolicyResource, EntityRule } from '../../model/resource';

/**
 * Why the data plane of this regime treats a whole policy as absent, where another regime would not; `undefined`
 * when it does not. Up to 3.31 any ports, named ones too, need a protocol. Source: calico-semantics 7.4, 8.4.
 */
export function dropsWholePolicy(policy: CalicoPolicyResource, regime: Regime): string | undefined {
  if (regime === '3.32') return undefined;
  const bare = [...policy.ingress, ...policy.egress].some(
    (rule) => rule.protocol === undefined && (hasPorts(rule.source) || hasPorts(rule.destination)),
  );
  return bare ? 'a rule names ports without a protocol, which Calico before 3.32 does not accept' : undefined;
}

const hasPorts = ({ ports, notPorts }: EntityRule): boolean => ports.length > 0 || notPorts.length > 0;
