import { getOrMake, groupBy } from '../../base/collections';
import { lazily } from '../../base/lazily';
import { sortedBy } from '../../base/order';
import { or, type Truth } from '../../base/truth';
import type { Cluster, Profile } from '../../model/cluster';
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
import { countingPolicies } from './counting-policies';
import { comparePolicies, compareTiers } from './order';
import { subjectSelector } from './selectors';
import type { WrittenPolicy, WrittenRule } from './written-policy';

/** Makes a cluster ready for questions in one scope. Selectors are matched when somebody asks. */
export function compileCluster(cluster: Cluster, scope: Scope): CompiledCluster {
  const space = spaceOf(cluster);
  const sets = createSetMaker(space);
  const rules = createRuleCompiler(cluster, sets);
  const policies = countingPolicies(cluster, scope).map((written) => compilePolicy(written, rules, sets));
  const tiers = tiersInOrder(cluster, policies);
  const profiles = new Map([...cluster.profiles].map(([name, profile]) => [name, compileProfile(profile, rules)]));
  return {
    cluster,
    scope,
    space,
    sets,
    tiers,
    profiles,
    forwards: forwardTest(cluster, scope, sets),
    sides: rules.sides(),
    programOf: programMaker(cluster, tiers),
  };
}

function compilePolicy(written: WrittenPolicy, rules: RuleCompiler, sets: SetMaker): CompiledPolicy {
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
  const subjects = lazily(() =>
    countingPolicies(cluster, scope === 'enforced' ? 'pending' : scope)
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
  const policies = tiers.flatMap((tier) => tier.policies.map((policy) => ({ tier, policy })));
  const programs = new Map<string, Program>();
  const known: Record<Direction, Program[]> = { Ingress: [], Egress: [] };

  const make = (endpoint: number, direction: Direction): Program => {
    const applying = policies.flatMap(({ tier, policy }, place) => {
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
