import type { Cluster, Endpoint, Tier } from '../../model/cluster';
import type { Direction } from '../../model/resource';
import type { Decision, PolicyRef, Scope, Side, Unknown, Verdict } from '../../model/verdict';
import type { Truth } from '../../base/truth';
import { matchRule } from './match-rule';
import type { Packet } from './packet';
import type { PlainPolicy } from './plain-policy';
import { plainPolicies } from './plain-policies';
import { policySelectorText } from './selector-text';
import { selects, type Thing } from './things';

/** Where a packet is judged: at a pod, or by one class of the policies on a host endpoint. */
export interface Hook {
  readonly subject: Exclude<Thing, { readonly kind: 'set' }>;
  readonly direction: Direction;
  readonly packet: Packet;
  readonly counts: (policy: PlainPolicy) => boolean;
  /** Whether a tier that applies and does not match does what its default action says; else the next one follows. */
  readonly tiersEnd: boolean;
  /** Whether profiles, and then Deny, come after the last tier; else nothing is decided. */
  readonly profiles: boolean;
}

/** Every way a walk can end. */
export interface Endings {
  readonly decisions: readonly Decision[];
  /** It may come to its end without a decision. */
  readonly fallsOut: boolean;
  readonly missing: readonly Unknown[];
}

/** One walk of one packet at one hook, and all the ways found so far in which it can end. */
interface Walk {
  readonly cluster: Cluster;
  readonly hook: Hook;
  readonly applicable: readonly { readonly policy: PlainPolicy; readonly applies: Truth }[];
  readonly decisions: Decision[];
  readonly missing: Unknown[];
  fallsOut: boolean;
}

/** What the policies on a pod and then its profiles say (3.3, 3.4). */
export function walkSide(
  cluster: Cluster,
  scope: Scope,
  endpoint: Endpoint,
  direction: Direction,
  packet: Packet,
): Side {
  const subject = { kind: 'endpoint' as const, endpoint };
  const counts = (policy: PlainPolicy) => policy.stage === 'normal';
  const hook: Hook = { subject, direction, packet, counts, tiersEnd: true, profiles: true };
  const { decisions, missing } = walkHook(cluster, scope, hook);
  return sideOf(decisions, missing);
}

/**
 * Every way the walk of 3.4 can end. What is certain ends it there; what is open may end it and may not, so both are
 * followed. Each open match is taken by itself: two of them that hang on one label may here come out differently.
 */
export function walkHook(cluster: Cluster, scope: Scope, hook: Hook): Endings {
  const missing: Unknown[] = [];
  const applicable = plainPolicies(cluster, scope).flatMap((policy) => {
    if (!hook.counts(policy) || !governs(policy, hook.direction)) return [];
    const applies = selects(cluster, policySelectorText(policy), hook.subject);
    missing.push(...applies.missing);
    return applies.truth === 'no' ? [] : [{ policy, applies: applies.truth }];
  });
  const walk: Walk = { cluster, hook, applicable, decisions: [], missing, fallsOut: false };
  const { inLine, floating } = tiersOf(walk);
  walk.missing.push(...floating.map(({ name }) => ({ kind: 'tier' as const, tier: name })));
  walkTiers(walk, inLine, floating);
  return walk;
}

/** 2.1: without any type it governs both directions. */
const governs = ({ types }: PlainPolicy, direction: Direction): boolean =>
  types.length === 0 || types.includes(direction);

/** The verdict that all endings share, if they do; what is missing matters only where they do not. */
export function sideOf(decisions: readonly Decision[], missing: readonly Unknown[]): Side {
  const distinct = withoutRepeats(decisions);
  const actions = new Set(distinct.map((decision) => decision.action));
  const verdict: Verdict = actions.size > 1 ? 'undetermined' : actions.has('allow') ? 'allow' : 'deny';
  return { verdict, decisions: distinct, unknowns: distinct.length > 1 ? withoutRepeats(missing) : [] };
}

export function withoutRepeats<T>(items: readonly T[]): readonly T[] {
  const texts = items.map((item) => JSON.stringify(item));
  return items.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

/** 3.1. A tier without an object stands last, and denies; without any Tier object at all its place is unknown. */
function tiersOf({ cluster, applicable }: Walk): { inLine: readonly Tier[]; floating: readonly Tier[] } {
  const known = knownTiers(cluster);
  const named = [...new Set(applicable.map(({ policy }) => policy.policy.tier))].sort();
  const ghosts = named
    .filter((name) => !known.some((tier) => tier.name === name))
    .map((name) => ({ name, order: Infinity, defaultAction: 'Deny' as const, at: undefined }));
  return cluster.tiersKnown ? { inLine: [...known, ...ghosts], floating: [] } : { inLine: known, floating: ghosts };
}

/** By order, then by name. */
export const knownTiers = ({ tiers }: Cluster): readonly Tier[] =>
  [...tiers].sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/** Next comes the first tier in line, or any of those that may stand anywhere, with either default action. */
function walkTiers(walk: Walk, inLine: readonly Tier[], floating: readonly Tier[]): void {
  const [next, ...later] = inLine;
  if (next === undefined && floating.length === 0) return walkProfiles(walk);
  if (next !== undefined && walkTier(walk, next)) walkTiers(walk, later, floating);
  for (const tier of floating) {
    const others = floating.filter((other) => other !== tier);
    const leaves = (['Deny', 'Pass'] as const).map((defaultAction) => walkTier(walk, { ...tier, defaultAction }));
    if (leaves.includes(true)) walkTiers(walk, inLine, others);
  }
}

/** Whether the walk may go on with the next tier. */
function walkTier(walk: Walk, tier: Tier): boolean {
  const policies = walk.applicable.filter(({ policy }) => policy.policy.tier === tier.name);
  // How the walk can stand between two policies: which one applied last, `undefined` for none so far.
  let standing: readonly (PlainPolicy | undefined)[] = [undefined];
  let passes = false;
  for (const { policy, applies } of policies) {
    if (standing.length === 0) break;
    const rules = walkRules(walk, policy);
    passes ||= rules.pass;
    standing = [...(applies === 'maybe' ? standing : []), ...(rules.end ? [policy] : [])];
  }
  for (const trigger of standing) {
    if (trigger === undefined || tier.defaultAction === 'Pass' || !walk.hook.tiersEnd) passes = true;
    else walk.decisions.push(endOfTier(tier, trigger));
  }
  return passes;
}

/** Whether a rule may pass, and whether the walk may come to the end of the policy. */
function walkRules(walk: Walk, policy: PlainPolicy): { readonly pass: boolean; readonly end: boolean } {
  let pass = false;
  const { direction, packet } = walk.hook;
  for (const { index, rule } of direction === 'Ingress' ? policy.ingress : policy.egress) {
    if (rule.action === 'Log') continue;
    const match = matchRule(walk.cluster, policy.namespace, rule, packet);
    if (match.truth === 'no') continue;
    walk.missing.push(...match.missing);
    if (rule.action === 'Pass') pass = true;
    else {
      walk.decisions.push({
        by: 'rule',
        action: rule.action === 'Allow' ? 'allow' : 'deny',
        tier: policy.policy.tier,
        order: policy.order,
        policy: refOf(policy),
        rule: index,
        at: rule.at,
      });
    }
    if (match.truth === 'yes') return { pass, end: false };
  }
  return { pass, end: true };
}

/** 3.4: attributed to the last policy of the tier that applies. */
const endOfTier = (tier: Tier, trigger: PlainPolicy): Decision => ({
  by: 'end-of-tier',
  action: 'deny',
  tier: tier.name,
  order: trigger.order,
  policy: refOf(trigger),
  at: trigger.policy.resource.meta.at,
});

const refOf = ({ policy: { id, resource, namespace, name } }: PlainPolicy): PolicyRef => ({
  id,
  kind: resource.kind,
  namespace,
  name,
});

/** 1.4 and 3.4: a namespace's profile allows all, an account's has no rules, a missing one denies. */
function walkProfiles(walk: Walk): void {
  const { cluster, decisions, missing } = walk;
  const { subject, direction, packet, profiles } = walk.hook;
  if (!profiles) {
    walk.fallsOut = true;
    return;
  }
  for (const profile of subject.kind === 'host' ? subject.host.profiles : subject.endpoint.profiles) {
    const known = cluster.profiles.get(profile);
    const allowsAll = profile.startsWith('kns.') && cluster.namespaces.has(profile.slice('kns.'.length));
    if (allowsAll || profile === 'projectcalico-default-allow') {
      decisions.push({ by: 'profile', action: 'allow', profile });
      return;
    }
    if (profile.startsWith('ksa.')) continue;
    if (known === undefined) {
      decisions.push({ by: 'profile', action: 'deny', profile });
      return;
    }
    let nextMayDecide = true;
    let mayHavePassed = false;
    for (const rule of direction === 'Ingress' ? known.ingress : known.egress) {
      if (rule.action === 'Log') continue;
      const match = matchRule(cluster, '', rule, packet);
      if (match.truth === 'no') continue;
      missing.push(...match.missing);
      if (rule.action === 'Pass') mayHavePassed = true;
      else decisions.push({ by: 'profile', action: rule.action === 'Allow' ? 'allow' : 'deny', profile });
      if (match.truth === 'maybe') continue;
      nextMayDecide = mayHavePassed;
      break;
    }
    if (!nextMayDecide) return;
  }
  decisions.push({ by: 'no-profile-match', action: 'deny' });
}
