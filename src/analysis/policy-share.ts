/** What one policy decides, rule by rule. */
import { groupBy } from '../base/collections';
import { sortedBy } from '../base/order';
import type { CompiledCluster, CompiledPolicy, CompiledRule, CompiledTier } from '../engine/compile/compiled';
import { decidedInstead } from '../engine/reach/decided-instead';
import { nothingDecided, type Decided } from '../engine/reach/decided';
import type { Reach } from '../engine/reach/reach';
import { ruleText } from '../engine/rule-text';
import type { PolicyId } from '../model/ids';
import type { Direction } from '../model/resource';
import type { Decision } from '../model/verdict';
import type { DecidedCount, DirectionShare, IdleReason, PolicyShare, RuleShare } from './answers';
import { asksForSourcePort, hasSubjects, rulesIn, shareOf, standingOf, type Counted } from './decisions';

/** `undefined` when there is none of this id. */
export function policyShare(compiled: CompiledCluster, counted: Counted, id: PolicyId): PolicyShare | undefined {
  for (const tier of compiled.tiers) {
    const policy = tier.policies.find(({ ref }) => ref.id === id);
    if (policy === undefined) continue;
    const asked = { compiled, counted, tier, policy };
    return {
      policy: { ref: policy.ref, tier: tier.name, order: policy.order },
      standing: standingOf(compiled, counted, policy),
      egress: directionShare(asked, 'Egress'),
      ingress: directionShare(asked, 'Ingress'),
    };
  }
  return undefined;
}

interface Asked {
  readonly compiled: CompiledCluster;
  readonly counted: Counted;
  readonly tier: CompiledTier;
  readonly policy: CompiledPolicy;
}

function directionShare(asked: Asked, direction: Direction): DirectionShare | undefined {
  const { counted, tier, policy } = asked;
  const rules = [...groupBy(rulesIn(policy, direction), ({ index }) => index).values()];
  const isJudging = policy.types.includes(direction);
  if (!isJudging && rules.length === 0) return undefined;
  const share = shareOf(counted, direction, policy.ref.id);
  return {
    ...countOf(share),
    rules: rules.map((own) => ruleShare(asked, direction, own, share.rules)),
    endOfTier: isJudging && tier.defaultAction === 'Deny' ? countOf(share.endOfTier) : undefined,
  };
}

const countOf = ({ pairs, endpoints }: Decided): DecidedCount => ({ pairs, endpoints });

/** `rules`: what one rule as written was compiled to; never empty. */
function ruleShare(
  asked: Asked,
  direction: Direction,
  rules: readonly CompiledRule[],
  decided: ReadonlyMap<number, Decided>,
): RuleShare {
  const [{ index, action, at }] = rules as readonly [CompiledRule];
  const own = decided.get(index) ?? nothingDecided;
  return {
    ...countOf(own),
    rule: index,
    action,
    texts: [...new Set(rules.map(({ written }) => ruleText(written, direction)))],
    at,
    idle: own.endpoints > 0 ? undefined : idleReason(asked, direction, rules),
  };
}

const mostNamed = 3;

function idleReason(
  { compiled, counted: { reaches }, policy }: Asked,
  direction: Direction,
  rules: readonly CompiledRule[],
): IdleReason | undefined {
  const index = rules[0]?.index ?? 0;
  if (!policy.types.includes(direction)) return { kind: 'other-type' };
  if (!hasSubjects(compiled, policy)) return { kind: 'no-subject' };
  if (rules.some(({ action }) => action === 'Log')) return { kind: 'logs' };
  if (rules.some(({ action }) => action === 'Pass')) return { kind: 'passes' };
  if (rules.some(asksForSourcePort)) return { kind: 'source-port' };
  if (rules.every((rule) => isWithoutPeer(reaches, rule, direction))) return { kind: 'no-peer' };
  const instead = decidedInstead(reaches, { policy: policy.ref.id, direction, index });
  if (instead === undefined) return undefined;
  if (instead.length === 0) return { kind: 'no-match' };
  const isOwn = (decision: Decision) =>
    decision.by === 'rule' && decision.policy.id === policy.ref.id && decision.rule === index;
  if (instead.some(isOwn)) return { kind: 'only-itself' };
  // What somebody wrote says more than what is left over.
  const telling = sortedBy(instead, ({ by }) => (by === 'rule' ? '0' : by === 'end-of-tier' ? '1' : '2'));
  return { kind: 'decided-before', by: telling.slice(0, mostNamed), total: telling.length };
}

function isWithoutPeer(reaches: readonly Reach[], { source, destination }: CompiledRule, direction: Direction) {
  const peer = direction === 'Ingress' ? source : destination;
  return reaches.every(({ workings }) => workings.ground.peerSets.sideOf(peer).set?.peers.length === 0);
}
