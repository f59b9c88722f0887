/** Decisions and flows as the command line's JSON has them. The format is a contract: fields are only ever added. */
import { printFlowEnd, type FlowEnd } from '../model/flow';
import type { SourceRange } from '../model/diagnostic';
import type {
  Decision,
  FlowOutcome,
  FlowVerdict,
  OpenReason,
  PathPlace,
  PathStep,
  PolicyRef,
  Side,
} from '../model/verdict';
import { openReasonText } from './words';

/** Where a range stands, as people count. */
export type Locate = (range: SourceRange) => { readonly file: string; readonly line: number };

/** One flow of the answer. */
export function flowJson(id: string, outcome: FlowOutcome, locate: Locate): object {
  const { verdict, mixed, backends } = outcome;
  if (backends === undefined) return { id, ...verdictJson(verdict, locate) };
  return {
    id,
    verdict: mixed ? 'mixed' : verdict.verdict,
    ...reasonJson(mixed ? undefined : verdict.reason),
    egress: null,
    ingress: null,
    backends: backends.map(({ end, verdict: own }) => ({ to: endJson(end), ...verdictJson(own, locate) })),
  };
}

/** A question that could not be asked at all. */
export const unreadFlowJson = (id: string, reason: string): object => ({
  id,
  verdict: 'undetermined',
  reason,
  egress: null,
  ingress: null,
});

const endJson = (end: FlowEnd): object => (end.kind === 'ip' ? { ip: end.ip } : { pod: printFlowEnd(end) });

function verdictJson({ verdict, reason, egress, ingress, path }: FlowVerdict, locate: Locate): object {
  const own = { verdict, ...reasonJson(reason), egress: sideJson(egress, locate), ingress: sideJson(ingress, locate) };
  return path.length === 0 ? own : { ...own, path: path.map((step) => stepJson(step, locate)) };
}

/** `at` is where on the way; the rule's place in its file is `source`. */
function stepJson({ at, direction, stage, decision }: PathStep, locate: Locate): object {
  const { at: source, ...own } = decisionJson(decision, locate) as { readonly at?: object };
  return { at: placeJson(at), direction, stage, ...own, ...(source === undefined ? {} : { source }) };
}

function placeJson(place: PathPlace): object {
  switch (place.kind) {
    case 'pod':
      return { pod: place.pod };
    case 'host-endpoint':
      return { hostEndpoint: place.hostEndpoint, node: place.node };
    case 'node':
      return { node: place.node };
  }
}

const reasonJson = (reason: OpenReason | undefined): object =>
  reason === undefined ? {} : { reason: openReasonText(reason) };

/** The decision of one side; with several possible deciders the first, and all of them beside it. */
export function sideJson(side: Side | undefined, locate: Locate): object | null {
  const [first] = side?.decisions ?? [];
  if (side === undefined || first === undefined) return null;
  if (side.decisions.length === 1) return decisionJson(first, locate);
  const could = side.decisions.map((decision) => decisionJson(decision, locate));
  return side.verdict === 'undetermined'
    ? { action: 'undetermined', could }
    : { ...decisionJson(first, locate), could };
}

export function decisionJson(decision: Decision, locate: Locate): object {
  const { action, by } = decision;
  switch (decision.by) {
    case 'rule':
      return {
        action,
        by,
        tier: decision.tier,
        policy: policyJson(decision.policy),
        rule: decision.rule,
        at: atJson(decision.at, locate),
      };
    case 'end-of-tier':
      return { action, by, tier: decision.tier, policy: policyJson(decision.policy), at: atJson(decision.at, locate) };
    case 'profile':
      return { action, by, profile: decision.profile };
    case 'no-profile-match':
    case 'host-bypass':
    case 'encapsulation-guard':
    case 'failsafe':
    case 'forward-default':
    case 'endpoint-to-host':
      return { action, by };
  }
}

export const policyJson = ({ kind, namespace, name }: PolicyRef): object => ({
  kind,
  ...(namespace === undefined ? {} : { namespace }),
  name,
});

function atJson(range: SourceRange, locate: Locate): object {
  const { file, line } = locate(range);
  return { file, line };
}
