/** How much of all pairs each tier, policy and rule decides, and why some decide nothing. */
import { groupBy } from '../base/collections';
import { lazily } from '../base/lazily';
import type { Task } from '../base/task';
import type { CompiledCluster, CompiledPolicy, CompiledRule, CompiledTier } from '../engine/compile/compiled';
import type { Connections } from '../engine/connections';
import { decidedIn, nothingDecided, type DecidedByPolicy, type DecidedIn } from '../engine/reach/decided';
import type { Reach } from '../engine/reach/reach';
import { totalsOf } from '../engine/reach/totals';
import type { PolicyId } from '../model/ids';
import type { Direction } from '../model/resource';
import type { Decisions, DecidingStanding, PairTotals, PolicyMention, RuleMention, TierDecisions } from './answers';
import { asksForSourcePort, hangingOnSourcePort, hasSubjects, mayDecideForHosts, rulesIn } from './not-counted';

/** Everything counted once, for whoever asks about a part of it. */
export interface Counted {
  readonly reaches: readonly Reach[];
  readonly egress: DecidedIn;
  readonly ingress: DecidedIn;
  /** By direction, policies that may decide more from another source port. */
  readonly bySourcePort: Readonly<Record<Direction, ReadonlySet<PolicyId>>>;
}

export function* countDecided(connections: Connections): Task<Counted> {
  const reaches: Reach[] = [];
  for (const family of connections.families) {
    yield { stage: 'decided', done: 0, total: 1 };
    reaches.push(connections.reach(family));
  }
  const egress = yield* decidedIn(reaches, 'Egress');
  const ingress = yield* decidedIn(reaches, 'Ingress');
  const hanging = (direction: Direction) =>
    connections.sourcePortMatters ? hangingOnSourcePort(reaches, direction) : new Set<PolicyId>();
  return { reaches, egress, ingress, bySourcePort: { Egress: hanging('Egress'), Ingress: hanging('Ingress') } };
}

const mostListed = 500;

export function* decisionsOf(compiled: CompiledCluster, counted: Counted): Task<Decisions> {
  const { egress, ingress, reaches } = counted;
  const pairs = yield* pairTotals(reaches);
  const placed = compiled.tiers.flatMap((tier) => tier.policies.map((policy) => ({ tier, policy })));
  const standings = placed.map(({ policy }) => standingOf(compiled, counted, policy));
  const pairsIn = ({ policies }: DecidedIn) =>
    Float64Array.from(placed, ({ policy }) => policies.get(policy.ref.id)?.pairs ?? 0);
  const idlePolicies = placed.filter((_, i) => standings[i] === 'nothing').map(mentionOf);
  const idle = placed
    .filter((_, i) => standings[i] === 'decides' || standings[i] === 'outside')
    .filter(({ policy }) => !mayDecideForHosts(compiled, policy))
    .flatMap((own) => idleRules(own, counted));
  return {
    pairs,
    bothFamilies: reaches.length > 1,
    tiers: tiersOf(compiled, counted),
    policies: {
      ids: placed.map(({ policy }) => policy.ref.id),
      standings,
      egress: pairsIn(egress),
      ingress: pairsIn(ingress),
    },
    idle: {
      policies: { total: idlePolicies.length, listed: idlePolicies.slice(0, mostListed) },
      rules: { total: idle.length, listed: idle.slice(0, mostListed) },
    },
  };
}

function* pairTotals(reaches: readonly Reach[]): Task<PairTotals> {
  const sums = { total: 0, reachable: 0, open: 0 };
  for (const reach of reaches) {
    yield { stage: 'decided', done: 0, total: 1 };
    const { pairs, reachable, open } = totalsOf(reach);
    sums.total += pairs;
    sums.reachable += reachable;
    sums.open += open;
  }
  return sums;
}

function tiersOf({ tiers }: CompiledCluster, { egress, ingress }: Counted): readonly TierDecisions[] {
  const shareOf = ({ name }: CompiledTier): TierDecisions => ({
    name,
    egress: egress.tiers.get(name)?.pairs ?? 0,
    ingress: ingress.tiers.get(name)?.pairs ?? 0,
  });
  const own = tiers.filter(({ policies }) => policies.length > 0).map(shareOf);
  return [...own, { name: undefined, egress: egress.profiles.pairs, ingress: ingress.profiles.pairs }];
}

interface Placed {
  readonly tier: CompiledTier;
  readonly policy: CompiledPolicy;
}

const mentionOf = ({ tier, policy: { ref, order } }: Placed): PolicyMention => ({ ref, tier: tier.name, order });

const directions: readonly Direction[] = ['Ingress', 'Egress'];

export const decidedInDirection = ({ ingress, egress }: Counted, direction: Direction): DecidedIn =>
  direction === 'Ingress' ? ingress : egress;

const nothingAtAll: DecidedByPolicy = { ...nothingDecided, rules: new Map(), endOfTier: nothingDecided };

export const shareOf = (counted: Counted, direction: Direction, policy: PolicyId): DecidedByPolicy =>
  decidedInDirection(counted, direction).policies.get(policy) ?? nothingAtAll;

export function standingOf(compiled: CompiledCluster, counted: Counted, policy: CompiledPolicy): DecidingStanding {
  const shares = directions.map((direction) => shareOf(counted, direction, policy.ref.id));
  if (shares.some(({ pairs }) => pairs > 0)) return 'decides';
  if (shares.some(({ endpoints }) => endpoints > 0)) return 'outside';
  const rules = policy.types.flatMap((direction) => rulesIn(policy, direction));
  const hangs = policy.types.some((direction) => counted.bySourcePort[direction].has(policy.ref.id));
  if (hangs || rules.some(asksForSourcePort) || mayDecideForHosts(compiled, policy)) return 'not-counted';
  return rules.some(({ action }) => action === 'Pass') && hasSubjects(compiled, policy) ? 'passes' : 'nothing';
}

/** Rules that allow or deny, and never do: of directions in which the policy has a say. */
function idleRules(placed: Placed, counted: Counted): readonly RuleMention[] {
  const { policy } = placed;
  const mention = lazily(() => mentionOf(placed));
  return directions
    .filter((direction) => policy.types.includes(direction) && !counted.bySourcePort[direction].has(policy.ref.id))
    .flatMap((direction) => {
      const decided = shareOf(counted, direction, policy.ref.id).rules;
      return [...groupBy(rulesIn(policy, direction), ({ index }) => index)]
        .filter(([index, rules]) => !decided.has(index) && rules.every(mayBeIdle))
        .map(([rule]) => ({ ...mention(), direction, rule }));
    });
}

const mayBeIdle = (rule: CompiledRule): boolean => rule.decision !== undefined && !asksForSourcePort(rule);
