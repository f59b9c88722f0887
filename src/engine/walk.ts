/**
 * The walk of one side: tiers in order, policies in order, rules in order, then profiles. Where a match hangs on
 * input that is missing, the walk takes both ways and collects every ending.
 * Source: calico-semantics 3.4.
 */
import type { Truth } from '../base/truth';
import type { Direction } from '../model/resource';
import type { Decision, Verdict } from '../model/verdict';
import type { CompiledCluster, CompiledProfile, CompiledRule, Program, ProgramTier } from './compile/compiled';
import { profileDecision } from './compile/profile-decision';
import { namespaceOfProfile, accountOfProfile } from './labels';

export type Matching = (rule: CompiledRule) => Truth;

/** Hears what the walk does; the explanation is made of it. */
export interface WalkListener {
  enterTier?(tier: ProgramTier, floating: boolean): void;
  rule?(rule: CompiledRule, matched: Truth): void;
  endOfTier?(tier: ProgramTier, reached: Truth, action: 'Deny' | 'Pass' | 'unknown'): void;
  profile?(name: string, result: 'allow' | 'deny' | 'no-match' | 'missing'): void;
}

/** Every way the walk can end, in the order found, each once. One where the input suffices. */
export function walk(
  compiled: CompiledCluster,
  program: Program,
  matching: Matching,
  listener: WalkListener = {},
): readonly Decision[] {
  const endings = new Set<Decision>();
  if (walkTiers(program.tiers, matching, 'default-actions', endings, listener)) {
    for (const ending of walkProfiles(compiled, program, matching, listener)) endings.add(ending);
  }
  return [...endings];
}

/** Whether the end of a tier acts; on host endpoints it does not for untracked and pre-DNAT policy. */
type TierEnds = 'default-actions' | 'fall-through';

/** Collects the endings of the tiers and tells whether a packet may leave the last of them undecided. */
export function walkTiers(
  tiers: readonly ProgramTier[],
  matching: Matching,
  ends: TierEnds,
  endings: Set<Decision>,
  listener: WalkListener = {},
): boolean {
  // A tier that may stand anywhere is tried first, where it can only add endings, and again at its place at the end.
  for (const tier of tiers) {
    if (tier.tier.standing === 'unknown') walkTier(tier, matching, ends, true, endings, listener);
  }
  return tiers.every((tier) => walkTier(tier, matching, ends, false, endings, listener));
}

/** Walks one tier and tells whether the next one may be reached. A floating tier may also not stand here at all. */
function walkTier(
  tier: ProgramTier,
  matching: Matching,
  ends: TierEnds,
  floating: boolean,
  endings: Set<Decision>,
  listener: WalkListener,
): boolean {
  listener.enterTier?.(tier, floating);
  let passed = floating;
  // Policies that apply, for sure or perhaps, and let the packet through to the end of the tier.
  const fellThrough: ProgramTier['policies'][number][] = [];
  for (const entry of tier.policies) {
    const { ended, passes } = walkPolicy(tier.direction, entry, floating, matching, endings, listener);
    passed ||= passes;
    if (!ended) fellThrough.push(entry);
    else if (entry.applies === 'yes') return passed;
  }
  return ends === 'fall-through' || endTier(tier, fellThrough, floating, endings, listener) || passed;
}

/** `ended`: where the policy applies, one of its rules surely ends the walk of the tier. */
function walkPolicy(
  direction: Direction,
  { policy, applies }: ProgramTier['policies'][number],
  floating: boolean,
  matching: Matching,
  endings: Set<Decision>,
  listener: WalkListener,
): { readonly ended: boolean; readonly passes: boolean } {
  let passes = false;
  for (const rule of direction === 'Ingress' ? policy.ingress : policy.egress) {
    const matched = matching(rule);
    listener.rule?.(rule, matched === 'yes' && (applies === 'maybe' || floating) ? 'maybe' : matched);
    if (matched === 'no' || rule.action === 'Log') continue;
    if (rule.action === 'Pass') passes = true;
    else if (rule.decision !== undefined) endings.add(rule.decision);
    if (matched === 'yes') return { ended: true, passes };
  }
  return { ended: false, passes };
}

/** No rule ended the walk. The default action acts only if a policy applies. */
function endTier(
  tier: ProgramTier,
  fellThrough: ProgramTier['policies'],
  floating: boolean,
  endings: Set<Decision>,
  listener: WalkListener,
): boolean {
  if (fellThrough.length === 0) return true;
  const certainly = fellThrough.some(({ applies }) => applies === 'yes') && !floating;
  const action = tier.tier.standing === 'unknown' ? 'unknown' : tier.tier.defaultAction;
  listener.endOfTier?.(tier, certainly ? 'yes' : 'maybe', action);
  if (action !== 'Pass') {
    // The trigger is the last policy that applies: the last certain one, or any possible one behind it.
    const lastCertain = fellThrough.findLastIndex(({ applies }) => applies === 'yes');
    for (const { policy } of fellThrough.slice(Math.max(lastCertain, 0))) endings.add(policy.endOfTier);
  }
  return action !== 'Deny' || !certainly;
}

export const noProfileMatch: Decision = { by: 'no-profile-match', action: 'deny' };

export function walkProfiles(
  compiled: CompiledCluster,
  { profiles, direction }: Pick<Program, 'profiles' | 'direction'>,
  matching: Matching,
  listener: WalkListener = {},
): readonly Decision[] {
  const endings: Decision[] = [];
  for (const name of profiles) {
    const own = compiled.profiles.get(name);
    const result = own === undefined ? builtInProfile(name) : undefined;
    if (own === undefined && result === undefined) {
      listener.profile?.(name, 'missing');
      return [...endings, profileDecision(name, 'deny')];
    }
    if (result === 'allow') {
      listener.profile?.(name, 'allow');
      return [...endings, profileDecision(name, 'allow')];
    }
    if (own === undefined) {
      listener.profile?.(name, 'no-match');
      continue;
    }
    const { found, final } = walkProfile(own, direction, matching);
    listener.profile?.(name, found.at(-1)?.action ?? 'no-match');
    endings.push(...found);
    if (final) return endings;
  }
  return [...endings, noProfileMatch];
}

/** Rules of a profile that the input writes out. Pass goes on to the next profile. */
function walkProfile(
  profile: CompiledProfile,
  direction: Direction,
  matching: Matching,
): { found: Decision[]; final: boolean } {
  const found: Decision[] = [];
  let passes = false;
  for (const rule of direction === 'Ingress' ? profile.ingress : profile.egress) {
    const matched = matching(rule);
    if (matched === 'no' || rule.action === 'Log') continue;
    passes ||= rule.action === 'Pass';
    if (rule.decision !== undefined) found.push(rule.decision);
    if (matched === 'yes') return { found, final: !passes };
  }
  return { found, final: false };
}

/** Profiles that Calico makes: of namespaces (allow all), of service accounts (no rules), and the static one. */
export function builtInProfile(name: string): 'allow' | 'no-match' | undefined {
  if (name === 'projectcalico-default-allow' || namespaceOfProfile(name) !== undefined) return 'allow';
  return accountOfProfile(name) === undefined ? undefined : 'no-match';
}

/** The profiles that a walk can come to: none behind one that allows everything. */
export function reachedProfiles(written: ReadonlyMap<string, unknown>, profiles: readonly string[]): readonly string[] {
  const last = profiles.findIndex((name) => !written.has(name) && builtInProfile(name) === 'allow');
  return last === -1 || last === profiles.length - 1 ? profiles : profiles.slice(0, last + 1);
}

/** What endings say together. */
export function verdictOf(endings: readonly Decision[]): Verdict {
  const allows = endings.some(({ action }) => action === 'allow');
  const denies = endings.some(({ action }) => action === 'deny');
  return allows && denies ? 'undetermined' : allows ? 'allow' : 'deny';
}
