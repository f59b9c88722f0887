/** What one policy decides, rule by rule. */
import { groupBy } from '../base/collections';
import { sortedBy } from '../base/order';
import type {
  CompiledCluster,
  CompiledPolicy,
  CompiledRule,
  CompiledSide,
  CompiledTier,
} from '../engine/compile/compiled';
import { decidedInstead } from '../engine/reach/decided-instead';
import { nothingDecided, type Decided } from '../engine/reach/decided';
import type { Reach } from '../engine/reach/reach';
import { ruleText } from '../engine/rule-text';
import type { PolicyId } from '../model/ids';
import type { Direction } from '../model/resource';
import type { Decision } from '../model/verdict';
import type { Family } from '../net/address';
import type { DecidedCount, DirectionShare, IdleReason, PolicyShare, RuleShare } from './answers';
import { shareOf, standingOf, type Counted } from './decisions';
import { asksForSourcePort, hasSubjects, mayDecideForHosts, rulesIn } from './not-counted';

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
  { compiled, counted: { reaches, bySourcePort }, policy }: Asked,
  direction: Direction,
  rules: readonly CompiledRule[],
): IdleReason | undefined {
  const { id } = policy.ref;
  if (!policy.types.includes(direction)) return { kind: 'other-type' };
  if (rules.some(({ action }) => action === 'Log')) return { kind: 'logs' };
  if (rules.some(({ action }) => action === 'Pass')) return { kind: 'passes' };
  if (mayDecideForHosts(compiled, policy)) return { kind: 'hosts' };
  if (!hasSubjects(compiled, policy)) return { kind: 'no-subject' };
  if (rules.some(asksForSourcePort) || bySourcePort[direction].has(id)) return { kind: 'source-port' };
  if (rules.every((rule) => isWithoutPeer(reaches, rule, direction))) return { kind: 'no-peer' };
  const index = rules[0]?.index ?? 0;
  const instead = decidedInstead(reaches, { policy: id, direction, index });
  if (instead === undefined) return undefined;
  const isOwn = (decision: Decision) => decision.by === 'rule' && decision.policy.id === id && decision.rule === index;
  if (instead.by.length === 0 && instead.itself.some(isOwn)) return { kind: 'only-itself' };
  const by = instead.by.length > 0 ? instead.by : instead.itself;
  if (by.length === 0) return { kind: 'no-match' };
  // What somebody wrote says more than what is left over.
  const telling = sortedBy(by, (one) => (one.by === 'rule' ? '0' : one.by === 'end-of-tier' ? '1' : '2'));
  return { kind: 'decided-before', by: telling.slice(0, mostNamed), total: telling.length };
}

function isWithoutPeer(reaches: readonly Reach[], { source, destination }: CompiledRule, direction: Direction) {
  const peer = direction === 'Ingress' ? source : destination;
  const asked = new Set(reaches.map(({ peers }) => peers.family));
  return (
    reaches.every(({ workings }) => workings.ground.peerSets.sideOf(peer).set?.peers.length === 0) &&
    families.every((family) => asked.has(family) || !hasAddresses(peer, family))
  );
}

const families: readonly Family[] = [4, 6];

/** Whether a side names addresses of a family that no endpoint has. */
function hasAddresses({ any, positive, nets }: CompiledSide, family: Family): boolean {
  if (any) return true;
  const named = [nets?.[family], positive?.nets[family], positive?.maybeNets[family]];
  return named.some((addresses) => addresses !== undefined && addresses.length > 0);
}
