import { getOrMake, groupBy } from '../../base/collections';
import { lazily } from '../../base/lazily';
import { sortedBy } from '../../base/order';
import { or, type Truth } from '../../base/truth';
import type { Cluster, Policy, Profile } from '../../model/cluster';
import type { CalicoRule, Direction } from '../../model/resource';
import type { Scope } from '../../model/verdict';
import { createSetMaker, type SetMaker } from '../sets';
import { spaceOf } from '../space';
import type {
  CompiledCluster,
  CompiledPolicy,
  CompiledProfile,
  CompiledRule,
  CompiledTier,
  Program,
  ProgramTier,
} from './compiled';
import { createRuleCompiler, type RuleCompiler, type RuleOwner } from './compile-rule';
import { countingPolicies, writtenPolicy } from './counting-policies';
import { compareTiers } from './order';
import { editedFrom, orderedAfter, usedSides } from './reuse';
import { subjectSelector } from './selectors';
import type { WrittenRule } from './written-policy';

/**
 * Makes a cluster ready for questions in one scope. Selectors are matched when somebody asks. Where the cluster differs
 * from `last` in policies alone, all that others say is taken from there; `last` itself stays as it is.
 */
export function compileCluster(cluster: Cluster, scope: Scope, last?: CompiledCluster): CompiledCluster {
  const before = editedFrom(last, cluster, scope);
  const space = before === undefined ? spaceOf(cluster) : { ...before.space, cluster };
  const sets = before?.sets ?? createSetMaker(space);
  const rules = before?.reusable.rules ?? createRuleCompiler(cluster, sets);
  const policies = new Map<Policy, CompiledPolicy>();
  for (const policy of countingPolicies(cluster, scope)) {
    const compiled = before?.reusable.policies.get(policy) ?? compilePolicy(policy, { cluster, scope, rules, sets });
    if (compiled !== undefined) policies.set(policy, compiled);
  }
  const tiers = tiersInOrder(cluster, [...policies.values()], before?.tiers ?? []);
  const profiles =
    before?.profiles ?? new Map([...cluster.profiles].map(([name, profile]) => [name, compileProfile(profile, rules)]));
  const allSides = before === undefined ? rules.sides() : undefined;
  const sides = lazily(() => allSides ?? usedSides(compiled));
  const compiled: CompiledCluster = {
    cluster,
    scope,
    space,
    sets,
    tiers,
    profiles,
    forwards: forwardTest(cluster, scope, sets),
    get sides() {
      return sides();
    },
    programOf: programMaker(cluster, tiers),
    reusable: { rules, policies, edits: before === undefined ? 0 : before.reusable.edits + 1 },
  };
  return compiled;
}

interface Compiling {
  readonly cluster: Cluster;
  readonly scope: Scope;
  readonly rules: RuleCompiler;
  readonly sets: SetMaker;
}

/** `undefined` for one that the regime leaves out whole. */
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
function tiersInOrder(
  cluster: Cluster,
  policies: readonly CompiledPolicy[],
  before: readonly CompiledTier[],
): readonly CompiledTier[] {
  const byTier = groupBy(policies, ({ tier }) => tier);
  const known = new Map(before.map((tier) => [tier.name, tier.policies]));
  const policiesOf = (tier: string) => orderedAfter(known.get(tier), byTier.get(tier) ?? []);
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

/** Without any say over pods. */
export const isHostOnly = ({ hostClass }: Pick<CompiledPolicy, 'hostClass'>): boolean =>
  hostClass === 'untracked' || hostClass === 'pre-dnat';

/** Endpoints to which the same policies apply, and whose walk ends in the same profiles, share one program. */
function programMaker(cluster: Cluster, tiers: readonly CompiledTier[]) {
  const policies = lazily(() => tiers.flatMap((tier) => tier.policies.map((policy) => ({ tier, policy }))));
  const programs = new Map<string, Program>();
  const known: Record<Direction, Program[]> = { Ingress: [], Egress: [] };

  const make = (endpoint: number, direction: Direction): Program => {
    const applying = policies().flatMap(({ tier, policy }, place) => {
      if (isHostOnly(policy) || !policy.types.includes(direction)) return [];
      const applies = policy.selected?.hasEndpoint(endpoint) ?? 'yes';
      return applies === 'no' ? [] : [{ tier, policy, applies, place }];
    });
    const profiles = cluster.endpoints[endpoint]?.profiles ?? [];
    const key = [direction, ...profiles, ...applying.map(({ place, applies }) => `${place} ${applies}`)].join('\n');
    return getOrMake(programs, key, () => ({ direction, profiles, tiers: byTier(applying, direction) }));
  };
  return (endpoint: number, direction: Direction): Program =>
    (known[direction][endpoint] ??= make(endpoint, direction));
}

/** Policies in their order, put together tier by tier. */
export function byTier(
  applying: readonly { readonly tier: CompiledTier; readonly policy: CompiledPolicy; readonly applies: Truth }[],
  direction: Direction,
): readonly ProgramTier[] {
  return [...groupBy(applying, ({ tier }) => tier)].map(([tier, own]) => ({
    direction,
    tier,
    policies: own.map(({ policy, applies }) => ({ policy, applies })),
  }));
}
