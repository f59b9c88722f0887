import type { Policy } from '../../model/cluster';
import type { CalicoPolicyResource, CalicoRule } from '../../model/resource';
import { refOf } from './policy-ref';
import type { HostClass, WrittenPolicy, WrittenRule } from './written-policy';

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
    hostClass: hostClassOf(resource),
    staged: resource.stagedAction !== undefined,
    at: resource.meta.at,
  };
}

/** Untracked and pre-DNAT policy implies `applyOnForward`. */
const hostClassOf = ({ doNotTrack, preDNAT, applyOnForward }: CalicoPolicyResource): HostClass =>
  doNotTrack ? 'untracked' : preDNAT ? 'pre-dnat' : applyOnForward ? 'forward' : 'normal';

const numbered = (rules: readonly CalicoRule[]): readonly WrittenRule[] =>
  rules.map((rule, index) => ({ index, rule }));
