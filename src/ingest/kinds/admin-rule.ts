/** What Calico makes of a rule of a cluster policy that it cannot convert. Source: kubernetes-policy-semantics 2.4. */
import type { AdminPolicyResource, AdminRule } from '../../model/resource';
import { apiOf, hintOf, tellNotEnforced, type Fault } from './consequence';
import { tell, type Reading } from './reading';

/** The rule that a peer or a port belongs to. */
export interface AdminRuleOf {
  readonly kind: AdminPolicyResource['kind'];
  readonly direction: 'ingress' | 'egress';
  readonly action: AdminRule['action'];
}

/**
 * A rule fails closed: one that allows is left out, any other denies everything. The two older kinds lose the whole
 * policy, as Calico stumbles over the rule while it lists them.
 */
export function tellUnconvertible(reading: Reading, { kind, action }: AdminRuleOf, fault: Fault): void {
  if (kind !== 'ClusterNetworkPolicy') {
    tellNotEnforced(reading, 'policy', fault);
    return;
  }
  const then =
    action === 'Deny' || action === 'Pass'
      ? 'so the rule matches more than written: Calico denies everything instead'
      : 'so the rule is not enforced: Calico leaves the whole rule out';
  tell(reading, {
    code: 'resource/bad-value',
    severity: 'error',
    says: `${fault.says}, ${then}.`,
    at: fault.at,
    ...hintOf(fault.fix, fault.accepted === true ? undefined : `${apiOf(reading)} refuses this.`),
  });
}
