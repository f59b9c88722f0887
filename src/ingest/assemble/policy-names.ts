/**
 * Names of policies in the three generations of Calico: as users write them, as they are stored, and the tier that
 * a stored name alone decides in one of them. Source: calico-semantics 1.2, 3.1, 3.2.
 */
import type { Regime } from '../../model/cluster';
import { policyId, type PolicyId } from '../../model/ids';
import type { PolicyKind, PolicyResource } from '../../model/resource';
import { isCalicoPolicy } from './is-policy';

export interface PolicyName {
  readonly name: string;
  readonly storedName: string;
  readonly tier: string;
}

/** `storedName` tells the name of the stored copy, where the input holds one; else the regime decides. */
export function nameOfPolicy(resource: PolicyResource, regime: Regime, storedName?: string): PolicyName {
  const name = userNameOf(resource);
  const stored = storedName ?? storedNameOf(resource, regime);
  return { name, storedName: stored, tier: tierOf(resource, stored, regime) };
}

/** As its author knows it: an object of the storage API may carry the prefix that storage added. */
export function userNameOf(resource: PolicyResource): string {
  const { name, stored } = resource.meta;
  if (!isCalicoPolicy(resource) || stored === undefined) return name;
  if (stored.name !== undefined) return stored.name;
  return (resource.tier === '' || resource.tier === 'default') && name.startsWith('default.')
    ? name.slice('default.'.length)
    : name;
}

/** In the storage API the object's own name; in v3 the name that clients of the regime store it under. */
export function storedNameOf(resource: PolicyResource, regime: Regime): string {
  const { name, apiVersion } = resource.meta;
  if (regime === '3.32' || apiVersion.startsWith('crd.')) return name;
  switch (resource.kind) {
    case 'KubernetesNetworkPolicy':
    case 'StagedKubernetesNetworkPolicy':
      return `knp.default.${name}`;
    case 'AdminNetworkPolicy':
      return `kanp.adminnetworkpolicy.${name}`;
    case 'BaselineAdminNetworkPolicy':
      return `kbanp.baselineadminnetworkpolicy.${name}`;
    case 'ClusterNetworkPolicy':
      return name;
    default:
      return storedCalicoName(name, regime);
  }
}

function storedCalicoName(name: string, regime: '3.28' | '3.31'): string {
  if (name.startsWith('knp.') || name.startsWith('ossg.')) return name;
  return regime === '3.31' && name.includes('.') ? name : `default.${name}`;
}

function tierOf(resource: PolicyResource, storedName: string, regime: Regime): string {
  switch (resource.kind) {
    case 'KubernetesNetworkPolicy':
    case 'StagedKubernetesNetworkPolicy':
      return 'default';
    case 'ClusterNetworkPolicy':
      return resource.tier === 'Baseline' ? 'kube-baseline' : 'kube-admin';
    case 'AdminNetworkPolicy':
      return 'adminnetworkpolicy';
    case 'BaselineAdminNetworkPolicy':
      return 'baselineadminnetworkpolicy';
    default:
      if (regime === '3.28') return 'default';
      return regime === '3.31' ? tierOfStoredName(storedName) : writtenTier(resource.tier);
  }
}

export const writtenTier = (tier: string): string => (tier === '' ? 'default' : tier);

/** From 3.29 to 3.31 the tier is what stands before the first dot, whatever `spec.tier` says. */
export function tierOfStoredName(storedName: string): string {
  if (storedName.startsWith('kanp.adminnetworkpolicy.')) return 'adminnetworkpolicy';
  if (storedName.startsWith('kbanp.baselineadminnetworkpolicy.')) return 'baselineadminnetworkpolicy';
  if (storedName.startsWith('knp.default.') || storedName.startsWith('ossg.')) return 'default';
  const dot = storedName.indexOf('.');
  return dot === -1 ? 'default' : storedName.slice(0, dot);
}

const shortKinds: Readonly<Record<PolicyKind, string>> = {
  NetworkPolicy: 'np',
  GlobalNetworkPolicy: 'gnp',
  StagedNetworkPolicy: 'snp',
  StagedGlobalNetworkPolicy: 'sgnp',
  KubernetesNetworkPolicy: 'knp',
  StagedKubernetesNetworkPolicy: 'sknp',
  ClusterNetworkPolicy: 'cnp',
  AdminNetworkPolicy: 'anp',
  BaselineAdminNetworkPolicy: 'banp',
};

/** `np:shop/web`, `gnp:guard`. */
export const idOfPolicy = (kind: PolicyKind, namespace: string | undefined, name: string): PolicyId =>
  policyId(`${shortKinds[kind]}:${namespace === undefined ? '' : `${namespace}/`}${name}`);
