/**
 * After an edit of policies: what the cluster compiled before can lend to the next one, which is told apart by nothing
 * but its policies.
 */
import { editOfList, type ListEdit } from '../../base/memo-items';
import type { Cluster, Policy } from '../../model/cluster';
import type { Scope } from '../../model/verdict';
import type { RuleCompiler } from './compile-rule';
import type { CompiledCluster, CompiledPolicy, CompiledSide, CompiledTier } from './compiled';
import { countingPolicies } from './counting-policies';
import { comparePolicies } from './order';
import type { SubjectIndex } from './subject-index';

export interface Reusable {
  readonly rules: RuleCompiler;
  /** `undefined` for one that the regime leaves out whole. */
  readonly policyOf: (policy: Policy) => CompiledPolicy | undefined;
  readonly subjects: SubjectIndex;
  /** How many policies were edited since everything was compiled. */
  readonly edits: number;
}

/** What no policy names any longer is carried along while it is less than what they do name, or little. */
const isStale = ({ cluster, reusable }: CompiledCluster): boolean =>
  reusable.edits > Math.max(cluster.policies.length, 1_000);

/** More are not looked for one by one. */
const mostSought = 16;

/** All that sets, rules and profiles are made of; the rest is read anew. */
const parts = [
  'regime',
  'tiers',
  'tiersKnown',
  'endpoints',
  'hostPods',
  'profiles',
  'networkSets',
  'services',
  'serviceEndpoints',
  'nodes',
  'pools',
  'hostEndpoints',
] as const satisfies readonly (keyof Cluster)[];

/** `before` where the cluster is the same but for its policies. */
export function editedFrom(
  before: CompiledCluster | undefined,
  cluster: Cluster,
  scope: Scope,
): CompiledCluster | undefined {
  if (before === undefined || before.scope !== scope || isStale(before)) return undefined;
  const same =
    parts.every((part) => before.cluster[part] === cluster[part]) &&
    sameLabels(before.cluster.namespaces, cluster.namespaces) &&
    sameLabels(before.cluster.serviceAccounts, cluster.serviceAccounts);
  return same ? before : undefined;
}

type Labelled = Cluster['namespaces'];

/** Those that are named and not described are made anew with every cluster. */
function sameLabels(before: Labelled, after: Labelled): boolean {
  if (before === after) return true;
  if (before.size !== after.size) return false;
  return [...after].every(([name, object]) => {
    const known = before.get(name);
    if (known === object) return true;
    if (known?.known !== object.known || known.labels.size !== object.labels.size) return false;
    return [...object.labels].every(([key, value]) => known.labels.get(key) === value);
  });
}

/** The policies that count before an edit and not after it, and the other way round; in the order of the clusters. */
export function countingEdit(before: Cluster, after: Cluster, scope: Scope): ListEdit<Policy> | undefined {
  // A staged policy takes the place of another one where it is promoted: then all of them tell which count.
  if (scope === 'promoted') return editOfList(countingPolicies(before, scope), countingPolicies(after, scope));
  const edit = editOfList(before.policies, after.policies);
  if (edit === undefined) return undefined;
  const { gone, come } = edit;
  return { gone: countingPolicies({ policies: gone }, scope), come: countingPolicies({ policies: come }, scope) };
}

/**
 * Tiers without some policies and with others; those that an edit leaves alone are the very same. `undefined` where an
 * edit makes or ends a tier, or the order of policies does not tell which of two comes first.
 */
export function tiersAfter(
  before: readonly CompiledTier[],
  removed: readonly CompiledPolicy[],
  added: readonly CompiledPolicy[],
): readonly CompiledTier[] | undefined {
  const tiers = [...before];
  for (const name of new Set([...removed, ...added].map(({ tier }) => tier))) {
    const at = tiers.findIndex((tier) => tier.name === name);
    const tier = tiers[at];
    if (tier === undefined) return undefined;
    const isOwn = (policy: CompiledPolicy) => policy.tier === name;
    const policies = orderedAfter(tier.policies, removed.filter(isOwn), added.filter(isOwn));
    if (policies === undefined || (policies.length === 0 && tier.standing !== 'real')) return undefined;
    tiers[at] = { ...tier, policies };
  }
  return tiers;
}

function orderedAfter(
  before: readonly CompiledPolicy[],
  removed: readonly CompiledPolicy[],
  added: readonly CompiledPolicy[],
): readonly CompiledPolicy[] | undefined {
  const gone = new Set(removed);
  const kept = gone.size > mostSought ? before.filter((policy) => !gone.has(policy)) : [...before];
  if (gone.size <= mostSought) for (const policy of gone) kept.splice(kept.indexOf(policy), 1);
  for (const policy of added) {
    const place = placeIn(kept, policy);
    if (place === undefined) return undefined;
    kept.splice(place, 0, policy);
  }
  return kept;
}

/** `undefined` where one of them is its equal. */
function placeIn(ordered: readonly CompiledPolicy[], policy: CompiledPolicy): number | undefined {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = comparePolicies(ordered[middle] as CompiledPolicy, policy);
    if (order === 0) return undefined;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of all sides that were ever compiled, those that are still asked for. */
export function usedSides({ tiers, profiles, reusable }: CompiledCluster): readonly CompiledSide[] {
  const used = new Set<CompiledSide>();
  const add = ({ ingress, egress }: Pick<CompiledPolicy, 'ingress' | 'egress'>): void => {
    for (const rules of [ingress, egress])
      for (const { source, destination } of rules) used.add(source).add(destination);
  };
  for (const { policies } of tiers) policies.forEach(add);
  for (const profile of profiles.values()) add(profile);
  return reusable.rules.sides().filter((side) => used.has(side));
}
