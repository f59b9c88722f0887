import { assertNever } from '../../base/assert';
import { getOrMake } from '../../base/collections';
import type { Cluster, Policy, Regime } from '../../model/cluster';
import type { PolicyKind } from '../../model/resource';
import type { Scope } from '../../model/verdict';
import { parseSelector } from '../../selector/parse';
import { fromAdmin } from './from-admin';
import { fromCalico } from './from-calico';
import { fromKubernetes } from './from-kubernetes';
import type { PlainPolicy } from './plain-policy';
import { policySelectorText, ruleSelectorTexts } from './selector-text';

const known = new WeakMap<Cluster, Map<Scope, readonly PlainPolicy[]>>();

/**
 * The policies that count in a scope, in plain form and in the order of 3.2. They are the same for every packet, so
 * they are kept with the cluster.
 */
export function plainPolicies(cluster: Cluster, scope: Scope): readonly PlainPolicy[] {
  const byScope = known.get(cluster) ?? new Map<Scope, readonly PlainPolicy[]>();
  known.set(cluster, byScope);
  return getOrMake(byScope, scope, () => convertedPolicies(cluster, scope));
}

function convertedPolicies(cluster: Cluster, scope: Scope): readonly PlainPolicy[] {
  return inScope(cluster, scope)
    .flatMap((policy) => toPlain(policy, cluster.regime, scope) ?? [])
    .filter(selectorsParse)
    .sort((a, b) => {
      const [first, second] = [a.order ?? Infinity, b.order ?? Infinity];
      if (first !== second) return first < second ? -1 : 1;
      const [key, other] = [a, b].map(({ policy }) => tieKey(policy, cluster.regime, scope)) as [string, string];
      return key < other ? -1 : key > other ? 1 : 0;
    });
}

const enforcedTwin = new Map<PolicyKind, PolicyKind>([
  ['StagedNetworkPolicy', 'NetworkPolicy'],
  ['StagedGlobalNetworkPolicy', 'GlobalNetworkPolicy'],
  ['StagedKubernetesNetworkPolicy', 'KubernetesNetworkPolicy'],
]);

/** Section 9. A promoted policy stands in for its twin; `Delete` only takes the twin away. */
function inScope(cluster: Cluster, scope: Scope): readonly Policy[] {
  const known = cluster.policies.filter(({ resource }) => exists(resource.kind, cluster.regime));
  const enforced = known.filter(({ resource }) => !enforcedTwin.has(resource.kind));
  if (scope === 'enforced') return enforced;
  const staged = known.filter(({ resource }) => enforcedTwin.has(resource.kind));
  const proposed = staged.filter(({ resource }) => !('stagedAction' in resource) || resource.stagedAction !== 'Delete');
  if (scope === 'pending') return [...enforced, ...proposed];
  const isTwin = (a: Policy, b: Policy) =>
    enforcedTwin.get(a.resource.kind) === b.resource.kind && a.namespace === b.namespace && a.name === b.name;
  return [...enforced.filter((policy) => !staged.some((other) => isTwin(other, policy))), ...proposed];
}

/** Which kinds the generations of Calico know. Source: calico-semantics 1.1, kubernetes-policy-semantics 0. */
function exists(kind: PolicyKind, regime: Regime): boolean {
  if (kind === 'ClusterNetworkPolicy') return regime === '3.32';
  if (kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy') return regime === '3.31';
  return regime !== '3.28' || !enforcedTwin.has(kind);
}

function toPlain(policy: Policy, regime: Regime, scope: Scope): PlainPolicy | undefined {
  const { resource } = policy;
  switch (resource.kind) {
    case 'NetworkPolicy':
    case 'GlobalNetworkPolicy':
    case 'StagedNetworkPolicy':
    case 'StagedGlobalNetworkPolicy':
      return fromCalico(policy, resource, regime);
    case 'KubernetesNetworkPolicy':
    case 'StagedKubernetesNetworkPolicy':
      return fromKubernetes(policy, resource, regime, scope);
    case 'ClusterNetworkPolicy':
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return fromAdmin(policy, resource);
    default:
      return assertNever(resource);
  }
}

/** A policy with a selector that does not parse is absent as a whole (8). */
function selectorsParse(policy: PlainPolicy): boolean {
  const entities = [...policy.ingress, ...policy.egress].flatMap(({ rule }) => [rule.source, rule.destination]);
  const texts = entities.map((entity) => ruleSelectorTexts(entity, policy.namespace));
  return [policySelectorText(policy), ...texts.flatMap(({ positive, negative }) => [positive, negative])].every(
    (text) => parseSelector(text).ok,
  );
}

/** 3.2: what orders policies of equal order. A promoted policy has become its twin. */
function tieKey({ resource, storedName, name, namespace }: Policy, regime: Regime, scope: Scope): string {
  const kind = scope === 'promoted' ? (enforcedTwin.get(resource.kind) ?? resource.kind) : resource.kind;
  if (regime === '3.32') {
    const internal = kind === 'ClusterNetworkPolicy' ? 'KubernetesClusterNetworkPolicy' : kind;
    return `${storedName}/${namespace ?? ''}/${internal}`;
  }
  switch (kind) {
    case 'GlobalNetworkPolicy':
      return storedName;
    case 'StagedGlobalNetworkPolicy':
      return `staged:${storedName}`;
    case 'NetworkPolicy':
      return `${namespace}/${storedName}`;
    case 'StagedNetworkPolicy':
      return `${namespace}/staged:${storedName}`;
    case 'KubernetesNetworkPolicy':
      return `${namespace}/knp.default.${name}`;
    case 'StagedKubernetesNetworkPolicy':
      return `${namespace}/staged:knp.default.${name}`;
    case 'AdminNetworkPolicy':
      return `kanp.adminnetworkpolicy.${name}`;
    case 'BaselineAdminNetworkPolicy':
      return `kbanp.baselineadminnetworkpolicy.${name}`;
    case 'ClusterNetworkPolicy':
      return name;
    default:
      return assertNever(kind);
  }
}
