import type { Cluster, Policy } from '../../model/cluster';
import type { PolicyKind } from '../../model/resource';
import type { Scope } from '../../model/verdict';
import { fromAdminPolicy } from './from-admin-policy';
import { fromCalicoPolicy } from './from-calico-policy';
import { fromKubernetesPolicy } from './from-kubernetes-policy';
import { tieKeyOf } from './order';
import { dropsWholePolicy } from './regime-validation';
import type { WrittenPolicy } from './written-policy';

/** The kind that a staged kind becomes when it is enforced. */
const twins: ReadonlyMap<PolicyKind, PolicyKind> = new Map([
  ['StagedNetworkPolicy', 'NetworkPolicy'],
  ['StagedGlobalNetworkPolicy', 'GlobalNetworkPolicy'],
  ['StagedKubernetesNetworkPolicy', 'KubernetesNetworkPolicy'],
]);

/** The policies that count in a scope, in no particular order. Source: calico-semantics 9. */
export function countingPolicies({ policies }: Pick<Cluster, 'policies'>, scope: Scope): readonly Policy[] {
  const replaced = scope === 'promoted' ? replacedTwins(policies) : new Set<string>();
  return policies.filter((policy) =>
    twins.has(policy.resource.kind)
      ? stagedCounts(policy, scope)
      : replaced.size === 0 || !replaced.has(identity(policy, policy.resource.kind)),
  );
}

/**
 * One of them converted to one form, which hangs on no other policy; `undefined` where the regime leaves it out whole.
 */
export function writtenPolicy(policy: Policy, cluster: Cluster, scope: Scope): WrittenPolicy | undefined {
  const twin = scope === 'promoted' ? twins.get(policy.resource.kind) : undefined;
  return convert(policy, tieKeyOf(policy, twin ?? policy.resource.kind, cluster.regime), cluster, scope);
}

function convert(policy: Policy, tieKey: string, { regime }: Cluster, scope: Scope): WrittenPolicy | undefined {
  const { resource } = policy;
  switch (resource.kind) {
    case 'NetworkPolicy':
    case 'GlobalNetworkPolicy':
    case 'StagedNetworkPolicy':
    case 'StagedGlobalNetworkPolicy':
      if (resource.rejected !== undefined || dropsWholePolicy(resource, regime) !== undefined) return undefined;
      return fromCalicoPolicy(policy, resource, tieKey);
    case 'KubernetesNetworkPolicy':
    case 'StagedKubernetesNetworkPolicy':
      return fromKubernetesPolicy(policy, resource, tieKey, { regime, scope });
    case 'ClusterNetworkPolicy':
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return fromAdminPolicy(policy, resource, tieKey, regime);
  }
}

const stagedActionOf = ({ resource }: Policy) => ('stagedAction' in resource ? resource.stagedAction : undefined);

const stagedCounts = (policy: Policy, scope: Scope): boolean =>
  scope !== 'enforced' && stagedActionOf(policy) !== 'Delete';

/** Enforced policies that a staged one of the same name replaces or removes. */
const replacedTwins = (policies: readonly Policy[]): ReadonlySet<string> =>
  new Set(
    policies.flatMap((policy) => {
      const twin = twins.get(policy.resource.kind);
      return twin === undefined ? [] : [identity(policy, twin)];
    }),
  );

const identity = ({ namespace, name }: Policy, kind: PolicyKind): string => `${kind}/${namespace ?? ''}/${name}`;
