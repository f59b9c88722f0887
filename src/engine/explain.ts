/** A verdict with everything that led to it: the same walk once more, listened to. */
import type { Truth } from '../base/truth';
import type {
  Explanation,
  FlowNote,
  PolicyTrace,
  ProfileTrace,
  RuleTrace,
  SideTrace,
  TierTrace,
} from '../model/explanation';
import type { Flow } from '../model/flow';
import type { Direction } from '../model/resource';
import type { FlowVerdict, Side } from '../model/verdict';
import { answerFlow } from './answer-flow';
import type {
  CompiledCluster,
  CompiledPolicy,
  CompiledRule,
  CompiledTier,
  Program,
  ProgramTier,
} from './compile/compiled';
import { evaluateSide } from './evaluate';
import type { Packet } from './match';
import { nearestRule } from './nearest-rule';
import { ruleMisses } from './rule-misses';
import { ruleText } from './rule-text';

/** All but what other regimes would say, which takes clusters of their own. */
export function explainFlow(compiled: CompiledCluster, flow: Flow): Omit<Explanation, 'otherRegimes'> {
  const answer = answerFlow(compiled, flow);
  // Of several backends, the one that somebody who asks is looking for: the first that is not allowed.
  const told = answer.backends?.find(({ verdict }) => verdict.verdict !== 'allow') ?? answer.backends?.[0] ?? answer;
  const { packet } = told;
  const sideTrace = (side: Side | undefined, endpoint: number | undefined, direction: Direction) =>
    side === undefined || endpoint === undefined || packet === undefined
      ? undefined
      : traceSide(compiled, packet, endpoint, direction, side);
  const egress = sideTrace(told.verdict.egress, packet?.sender, 'Egress');
  const ingress = sideTrace(told.verdict.ingress, packet?.receiver, 'Ingress');
  return {
    flow,
    verdict: told.verdict,
    mixed: answer.mixed,
    notes: [...answer.notes, ...httpNotes(compiled, told.verdict)],
    egress,
    ingress,
    backends: answer.backends?.map(({ to, verdict }) => ({ to, verdict })),
    nearest: nearestRule([egress, ingress]),
  };
}

/** Rules that decide here and leave HTTP requests to be judged above: allowed at this layer, subject to their match. */
function httpNotes({ reusable }: CompiledCluster, { egress, ingress }: FlowVerdict): readonly FlowNote[] {
  const decisions = new Set([...(egress?.decisions ?? []), ...(ingress?.decisions ?? [])]);
  return [...decisions].flatMap((decision): readonly FlowNote[] =>
    decision.by === 'rule' && reusable.rules.matchesHttp(decision)
      ? [{ kind: 'http', policy: decision.policy, rule: decision.rule }]
      : [],
  );
}

/** What the walk of one side met, by rule and tier. */
interface Heard {
  readonly tiers: Set<CompiledTier>;
  readonly matched: Map<CompiledRule, Truth>;
  readonly ends: Map<CompiledTier, { readonly reached: Truth; readonly action: 'Deny' | 'Pass' | 'unknown' }>;
  readonly profiles: ProfileTrace[];
}

function traceSide(
  compiled: CompiledCluster,
  packet: Packet,
  endpoint: number,
  direction: Direction,
  side: Side,
): SideTrace {
  const heard: Heard = { tiers: new Set(), matched: new Map(), ends: new Map(), profiles: [] };
  evaluateSide(compiled, packet, endpoint, direction, {
    enterTier: ({ tier }, floating) => void (floating || heard.tiers.add(tier)),
    rule: (rule, matched) => void heard.matched.set(rule, matched),
    endOfTier: ({ tier }, reached, action) => void heard.ends.set(tier, { reached, action }),
    profile: (profile, result) => void heard.profiles.push({ profile, result }),
  });
  const program = compiled.programOf(endpoint, direction);
  const id = compiled.cluster.endpoints[endpoint]?.id ?? '';
  return {
    direction,
    endpoint: id,
    side,
    tiers: compiled.tiers.flatMap((tier) => traceTier(compiled, packet, program, tier, heard, side)),
    profiles: heard.profiles,
  };
}

/** Tiers without any policy are left out: nobody wrote anything there. */
function traceTier(
  compiled: CompiledCluster,
  packet: Packet,
  program: Program,
  tier: CompiledTier,
  heard: Heard,
  side: Side,
): readonly TierTrace[] {
  if (tier.policies.length === 0) return [];
  const { name, order, defaultAction, at } = tier;
  const blank = { tier: name, order, defaultAction, at, end: undefined };
  const own = program.tiers.find((candidate) => candidate.tier === tier);
  if (own === undefined) return [{ ...blank, status: 'skipped', policies: [] }];
  const policies = own.policies.map(({ policy, applies }) =>
    tracePolicy(compiled, packet, program.direction, policy, applies, heard, side),
  );
  if (!heard.tiers.has(tier)) return [{ ...blank, status: 'not-reached', policies }];
  return [{ ...blank, status: statusOf(own, heard, side), policies, end: endOf(own, heard, side) }];
}

function statusOf({ tier, policies, direction }: ProgramTier, heard: Heard, side: Side): TierTrace['status'] {
  const decides = side.decisions.some((decision) => 'tier' in decision && decision.tier === tier.name);
  if (side.decisions.length > 1 && decides) return 'open';
  if (decides) return 'decided';
  const rules = policies.flatMap(({ policy }) => rulesOf(policy, direction));
  return rules.some((rule) => heard.matched.get(rule) === 'maybe') ? 'open' : 'passed';
}

function endOf({ tier, policies }: ProgramTier, heard: Heard, side: Side): TierTrace['end'] {
  const end = heard.ends.get(tier);
  const trigger = policies.at(-1)?.policy;
  if (end === undefined || trigger === undefined) return undefined;
  const decider = side.decisions.find(
    ({ by, ...rest }) => by === 'end-of-tier' && 'tier' in rest && rest.tier === tier.name,
  );
  const named = decider !== undefined && 'policy' in decider ? decider.policy : trigger.ref;
  return { action: end.action === 'Pass' ? 'Pass' : 'Deny', trigger: named, decides: decider !== undefined };
}

const rulesOf = (policy: CompiledPolicy, direction: Direction): readonly CompiledRule[] =>
  direction === 'Ingress' ? policy.ingress : policy.egress;

function tracePolicy(
  compiled: CompiledCluster,
  packet: Packet,
  direction: Direction,
  policy: CompiledPolicy,
  applies: Truth,
  heard: Heard,
  side: Side,
): PolicyTrace {
  const rules = rulesOf(policy, direction).map((rule): RuleTrace => {
    const matched = heard.matched.get(rule) ?? 'not-reached';
    const misses =
      matched === 'no' || matched === 'maybe' ? ruleMisses(compiled, rule, policy.ref.namespace, packet) : [];
    return {
      rule: rule.index,
      action: rule.action,
      text: ruleText(rule.written, direction),
      matched,
      misses,
      decides: matched !== 'not-reached' && rule.decision !== undefined && side.decisions.includes(rule.decision),
      at: rule.at,
    };
  });
  return { policy: policy.ref, order: policy.order, applies, rules, at: policy.at };
}
