import { groupBy } from '../../base/collections';
import { lazily } from '../../base/lazily';
import type { ListEdit } from '../../base/memo-items';
import { sortedBy } from '../../base/order';
import { or, type Truth } from '../../base/truth';
import type { Cluster, Policy, Profile } from '../../model/cluster';
import type { CalicoRule, Direction } from '../../model/resource';
import type { Scope } from '../../model/verdict';
import { createSetMaker, type SetMaker } from '../sets';
import { spaceOf } from '../space';
import type { CompiledCluster, CompiledPolicy, CompiledProfile, CompiledRule, CompiledTier } from './compiled';
import { createRuleCompiler, type RuleCompiler, type RuleOwner } from './compile-rule';
import { countingPolicies, writtenPolicy } from './counting-policies';
import { createApplying, endpointPrograms } from './endpoint-programs';
import { comparePolicies, compareTiers } from './order';
import { countingEdit, editedFrom, tiersAfter, usedSides, type Reusable } from './reuse';
import { subjectSelector } from './selectors';
import { createSubjectIndex } from './subject-index';
import type { WrittenRule } from './written-policy';

/**
 * Makes a cluster ready for questions in one scope. Selectors are matched when somebody asks. Where the cluster differs
 * from `last` in policies alone, all that others say is taken from there; `last` itself stays as it is.
 */
export function compileCluster(cluster: Cluster, scope: Scope, last?: CompiledCluster): CompiledCluster {
  const before = editedFrom(last, cluster, scope);
  const edit = before && countingEdit(before.cluster, cluster, scope);
  return before === undefined || edit === undefined
    ? compiledAnew(cluster, scope)
    : compiledAfter(before, cluster, edit);
}

function compiledAnew(cluster: Cluster, scope: Scope): CompiledCluster {
  const space = spaceOf(cluster);
  const sets = createSetMaker(space);
  const rules = createRuleCompiler(cluster, sets);
  const policyOf = rememberedPolicies({ cluster, scope, rules, sets });
  const tiers = tiersInOrder(
    cluster,
    countingPolicies(cluster, scope).flatMap((policy) => policyOf(policy) ?? []),
  );
  const profiles = new Map([...cluster.profiles].map(([name, profile]) => [name, compileProfile(profile, rules)]));
  const sides = rules.sides();
  const subjects = createSubjectIndex(() => tiers.flatMap(({ policies }) => policies));
  const reusable: Reusable = { rules, policyOf, subjects, edits: 0 };
  return withQuestions({ cluster, scope, space, sets, tiers, profiles, reusable }, () => sides);
}

/** What no policy before the edit tells is made; the rest is what it was. */
function compiledAfter(before: CompiledCluster, cluster: Cluster, { gone, come }: ListEdit<Policy>): CompiledCluster {
  const { scope, sets, profiles, reusable } = before;
  const { rules, policyOf } = reusable;
  const removed = gone.flatMap((policy) => policyOf(policy) ?? []);
  const added = come.flatMap((policy) => policyOf(policy) ?? []);
  const tiers =
    tiersAfter(before.tiers, removed, added) ??
    tiersInOrder(
      cluster,
      countingPolicies(cluster, scope).flatMap((policy) => policyOf(policy) ?? []),
    );
  const subjects = reusable.subjects.after(removed, added, () => tiers.flatMap(({ policies }) => policies));
  const compiled: CompiledCluster = withQuestions(
    {
      cluster,
      scope,
      space: { ...before.space, cluster },
      sets,
      tiers,
      profiles,
      reusable: { rules, policyOf, subjects, edits: reusable.edits + gone.length + come.length },
    },
    lazily(() => usedSides(compiled)),
  );
  return compiled;
}

type Answers = 'applying' | 'programOf' | 'forwards' | 'sides';

/** With what is worked out when somebody asks. */
function withQuestions(parts: Omit<CompiledCluster, Answers>, sides: () => CompiledCluster['sides']): CompiledCluster {
  const { cluster, scope, space, sets, tiers, reusable } = parts;
  const applying = createApplying(tiers, reusable.subjects);
  return {
    ...parts,
    applying,
    programOf: endpointPrograms(cluster, space.labelsOf, applying),
    forwards: forwardTest(cluster, scope, sets),
    get sides() {
      return sides();
    },
  };
}

interface Compiling {
  readonly cluster: Cluster;
  readonly scope: Scope;
  readonly rules: RuleCompiler;
  readonly sets: SetMaker;
}

/** Each once, in all clusters that differ in policies alone; `undefined` for one that the regime leaves out whole. */
function rememberedPolicies(compiling: Compiling): Reusable['policyOf'] {
  const known = new WeakMap<Policy, { readonly compiled: CompiledPolicy | undefined }>();
  return (policy) => {
    const found = known.get(policy);
    if (found !== undefined) return found.compiled;
    const compiled = compilePolicy(policy, compiling);
    known.set(policy, { compiled });
    return compiled;
  };
}

function compilePolicy(policy: Policy, { cluster, scope, rules, sets }: Compiling): CompiledPolicy | undefined {
  const written = writtenPolicy(policy, cluster, scope);
  if (written === undefined) return undefined;
  const { ref, tier, order, namespace, at } = written;
  const owner: RuleOwner = { kind: 'policy', ref, tier, order, namespace };
  const compile = (direction: Direction, list: readonly WrittenRule[]) =>
    list.map((rule) => rules.compile(owner, direction, rule));
  const subject = subjectSelector(written);
  return {
    ...written,
    subject,
    selected: subject === '' ? undefined : sets.objectsOf(subject),
    ingress: compile('Ingress', written.ingress),
    egress: compile('Egress', written.egress),
    endOfTier: { by: 'end-of-tier', action: 'deny', tier, order, policy: ref, at },
  };
}

function compileProfile({ name, ingress, egress }: Profile, rules: RuleCompiler): CompiledProfile {
  const compile = (direction: Direction, list: readonly CalicoRule[]): readonly CompiledRule[] =>
    list.map((rule, index) => rules.compile({ kind: 'profile', profile: name }, direction, { index, rule }));
  return { name, ingress: compile('Ingress', ingress), egress: compile('Egress', egress) };
}

/** Real tiers by order; after them, by name, those that policies name and nothing describes. */
function tiersInOrder(cluster: Cluster, policies: readonly CompiledPolicy[]): readonly CompiledTier[] {
  const byTier = groupBy(policies, ({ tier }) => tier);
  const policiesOf = (tier: string) => (byTier.get(tier) ?? []).toSorted(comparePolicies);
  const real = cluster.tiers
    .toSorted(compareTiers)
    .map((tier): CompiledTier => ({ ...tier, standing: 'real', policies: policiesOf(tier.name) }));
  const names = new Set(real.map(({ name }) => name));
  const others = sortedBy(
    [...byTier.keys()].filter((name) => !names.has(name)),
    (name) => name,
  );
  return [
    ...real,
    ...others.map((name): CompiledTier => ({
      name,
      order: Infinity,
      defaultAction: 'Deny',
      standing: cluster.tiersKnown ? 'missing' : 'unknown',
      policies: policiesOf(name),
      at: undefined,
    })),
  ];
}

/** A staged forward policy counts here in every scope: it ends the forward default. Source: calico-semantics 9. */
function forwardTest(cluster: Cluster, scope: Scope, sets: SetMaker): (host: number) => Truth {
  const counting = scope === 'enforced' ? 'pending' : scope;
  const subjects = lazily(() =>
    countingPolicies(cluster, counting)
      .flatMap((policy) => writtenPolicy(policy, cluster, counting) ?? [])
      .filter(
        ({ hostClass, namespace }) => hostClass === 'forward' || (cluster.regime === '3.28' && namespace !== undefined),
      )
      .map(subjectSelector),
  );
  const applies = (subject: string, host: number): Truth => (subject === '' ? 'yes' : sets.hostIn(subject, host));
  return (host) =>
    subjects()
      .map((subject) => applies(subject, host))
      .reduce(or, 'no');
}
