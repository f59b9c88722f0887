import { compareText } from '../../base/order';
import type { Policy, Regime, Tier } from '../../model/cluster';
import type { PolicyKind } from '../../model/resource';
import type { CompiledPolicy, CompiledTier } from './compiled';

/** Tiers by order, then by name. Source: calico-semantics 3.1. */
export const compareTiers = (a: Tier, b: Tier): number => a.order - b.order || compareText(a.name, b.name);

/** Policies of one tier by order, absent last, then by tie key. Source: calico-semantics 3.2. */
export function comparePolicies(
  a: { readonly order: number | undefined; readonly tieKey: string },
  b: { readonly order: number | undefined; readonly tieKey: string },
): number {
  const x = a.order ?? Infinity;
  const y = b.order ?? Infinity;
  return x < y ? -1 : x > y ? 1 : compareText(a.tieKey, b.tieKey);
}

/** Evaluation order of the policies of these tiers. */
export function evaluationOrder(tiers: readonly CompiledTier[]): (a: CompiledPolicy, b: CompiledPolicy) => number {
  const places = new Map(tiers.map(({ name }, place) => [name, place]));
  const placeOf = ({ tier }: CompiledPolicy): number => places.get(tier) as number;
  const placeIn = (policy: CompiledPolicy): number => tiers[placeOf(policy)]?.policies.indexOf(policy) ?? -1;
  return (a, b) => placeOf(a) - placeOf(b) || comparePolicies(a, b) || placeIn(a) - placeIn(b);
}

/**
 * What orders policies of equal `order`. From 3.32 the joined string `name/namespace/kind`, so that `a-b` stands
 * before `a`; before, the stored name alone. `kind` is the kind that counts: that of the enforced twin for a
 * promoted staged policy.
 */
export function tieKeyOf(policy: Policy, kind: PolicyKind, regime: Regime): string {
  if (regime === '3.32') return `${policy.storedName}/${policy.namespace ?? ''}/${internalKind(kind)}`;
  const prefix = policy.namespace === undefined ? '' : `${policy.namespace}/`;
  switch (kind) {
    case 'GlobalNetworkPolicy':
    case 'NetworkPolicy':
      return `${prefix}${policy.storedName}`;
    case 'StagedGlobalNetworkPolicy':
    case 'StagedNetworkPolicy':
      return `${prefix}staged:${policy.storedName}`;
    case 'KubernetesNetworkPolicy':
      return `${prefix}knp.default.${policy.name}`;
    case 'StagedKubernetesNetworkPolicy':
      return `${prefix}staged:knp.default.${policy.name}`;
    case 'AdminNetworkPolicy':
      return `kanp.adminnetworkpolicy.${policy.name}`;
    case 'BaselineAdminNetworkPolicy':
      return `kbanp.baselineadminnetworkpolicy.${policy.name}`;
    case 'ClusterNetworkPolicy':
      return `kcnp.${policy.name}`;
  }
}

const internalKind = (kind: PolicyKind): string =>
  kind === 'ClusterNetworkPolicy' ? 'KubernetesClusterNetworkPolicy' : kind;
