/**
 * After an edit of policies: what the cluster compiled before can lend to the next one, which is told apart by nothing
 * but its policies.
 */
import type { Cluster, Policy } from '../../model/cluster';
import type { Scope } from '../../model/verdict';
import type { RuleCompiler } from './compile-rule';
import type { CompiledCluster, CompiledPolicy, CompiledSide } from './compiled';
import { comparePolicies } from './order';

export interface Reusable {
  readonly rules: RuleCompiler;
  /** Those that count and that the regime does not leave out. */
  readonly policies: ReadonlyMap<Policy, CompiledPolicy>;
  /** How many edits were taken since everything was compiled. */
  readonly edits: number;
}

/** What no policy names any longer is carried along up to so many edits. */
const mostEdits = 64;

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
  if (before === undefined || before.scope !== scope || before.reusable.edits >= mostEdits) return undefined;
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

/** In evaluation order, as they were before wherever that order tells; the very list where nothing changed. */
export function orderedAfter(
  before: readonly CompiledPolicy[] | undefined,
  policies: readonly CompiledPolicy[],
): readonly CompiledPolicy[] {
  if (before === undefined) return policies.toSorted(comparePolicies);
  const [own, known] = [new Set(policies), new Set(before)];
  const added = policies.filter((policy) => !known.has(policy));
  const kept = before.filter((policy) => own.has(policy));
  if (added.length === 0 && kept.length === before.length) return before;
  for (const policy of added) {
    const place = placeIn(kept, policy);
    if (place === undefined) return policies.toSorted(comparePolicies);
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
