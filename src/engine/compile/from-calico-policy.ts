import type { Policy } from '../../model/cluster';
import type { CalicoPolicyResource, CalicoRule } from '../../model/resource';
import { refOf } from './policy-ref';
import type { WrittenPolicy, WrittenRule } from './written-policy';

/** Calico's own kinds are in the form already. Source: calico-semantics 1.3. */
export function fromCalicoPolicy(policy: Policy, resource: CalicoPolicyResource, tieKey: string): WrittenPolicy {
  return {
    ref: refOf(policy),
    tier: policy.tier,
    order: resource.order,
    tieKey,
    namespace: policy.namespace,
    selector: resource.selector,
    namespaceSelector: resource.namespaceSelector,
    serviceAccountSelector: resource.serviceAccountSelector,
    types: resource.types,
    ingress: numbered(resource.ingress),
    egress: numbered(resource.egress),
    hostOnly: resource.doNotTrack || resource.preDNAT,
    staged: resource.stagedAction !== undefined,
    at: resource.meta.at,
  };
}

const numbered = (rules: readonly CalicoRule[]): readonly WrittenRule[] =>
  rules.map((rule, index) => ({ index, rule }));
