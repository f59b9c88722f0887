/**
 * Codes and values in, sentences out. The page and the command line say the same thing in the same words. Rules are
 * counted from 1 here, as people count; everywhere else from 0.
 */
import { assertNever } from '../base/assert';
import type { Regime } from '../model/cluster';
import type { Explanation, FlowNote } from '../model/explanation';
import type { Direction, PolicyKind } from '../model/resource';
import type { Decision, OpenReason, PathPlace, PolicyRef, Stage, Unknown, Verdict } from '../model/verdict';
import { counted, listed, plain, strong, type Sentence } from './sentence';

export function verdictWord(verdict: Verdict | 'partial'): string {
  switch (verdict) {
    case 'allow':
      return 'Allowed';
    case 'deny':
      return 'Denied';
    case 'partial':
      return 'Partly allowed';
    case 'undetermined':
      return 'Undetermined';
    default:
      return assertNever(verdict);
  }
}

/** `guard-payments`, `shop/web`: what users call the policy. */
export const policyName = ({ namespace, name }: Pick<PolicyRef, 'namespace' | 'name'>): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

const kindShort: Readonly<Record<PolicyKind, string>> = {
  NetworkPolicy: 'NP',
  GlobalNetworkPolicy: 'GNP',
  StagedNetworkPolicy: 'SNP',
  StagedGlobalNetworkPolicy: 'SGNP',
  KubernetesNetworkPolicy: 'K8s',
  StagedKubernetesNetworkPolicy: 'SK8s',
  ClusterNetworkPolicy: 'CNP',
  AdminNetworkPolicy: 'ANP',
  BaselineAdminNetworkPolicy: 'BANP',
};

/** `GNP`, `K8s`: a policy's kind in a column. */
export const kindAbbreviation = (kind: PolicyKind): string => kindShort[kind];

const kindLong: Readonly<Record<PolicyKind, string>> = {
  NetworkPolicy: 'Calico network policy',
  GlobalNetworkPolicy: 'Calico global network policy',
  StagedNetworkPolicy: 'Calico staged network policy',
  StagedGlobalNetworkPolicy: 'Calico staged global network policy',
  KubernetesNetworkPolicy: 'Kubernetes network policy',
  StagedKubernetesNetworkPolicy: 'Calico staged Kubernetes network policy',
  ClusterNetworkPolicy: 'cluster network policy',
  AdminNetworkPolicy: 'admin network policy',
  BaselineAdminNetworkPolicy: 'baseline admin network policy',
};

/** `Kubernetes network policy`: a policy's kind in full. */
export const kindWords = (kind: PolicyKind): string => kindLong[kind];

/** Kinds of Calico that can also apply to host endpoints. */
export const isGlobal = (kind: PolicyKind): boolean =>
  kind === 'GlobalNetworkPolicy' || kind === 'StagedGlobalNetworkPolicy';

/** `order 100`, `no order`. */
export const orderText = (order: number | undefined): string => (order === undefined ? 'no order' : `order ${order}`);

/** A tier that no object describes has an order that nobody knows: `order 500`, `order not told`. */
export const tierOrderText = (order: number): string => (Number.isFinite(order) ? `order ${order}` : 'order not told');

const sideOf = (direction: Direction): string => direction.toLowerCase();

/** Who decided, where and by which rule, with the names to stress. */
export function decisionParts(decision: Decision, direction: Direction): Sentence {
  const on = `on ${sideOf(direction)}`;
  switch (decision.by) {
    case 'rule':
      return [
        `By rule ${decision.rule + 1} of `,
        strong(policyName(decision.policy)),
        ' in tier ',
        strong(decision.tier),
        `, ${orderText(decision.order)}, ${on}.`,
      ];
    case 'end-of-tier':
      return [
        'At the end of tier ',
        strong(decision.tier),
        ` ${on}: policies apply and none of their rules matched. The last was `,
        strong(policyName(decision.policy)),
        '.',
      ];
    case 'profile':
      return ['By profile ', strong(decision.profile), ` ${on}: no tier decided.`];
    case 'no-profile-match':
      return [`After the last tier ${on}: no tier decided and no profile matched.`];
    case 'host-bypass':
      return ['Before policy: a node reaches its own pods whatever policy says.'];
    case 'encapsulation-guard':
      return ['Before policy: VXLAN and IP-in-IP packets sent by a pod are dropped.'];
    case 'failsafe':
      return [`By a failsafe port ${on}: it stays open whatever policy says.`];
    case 'forward-default':
      return ['No forward policy applies to the host endpoint, so routed traffic passes.'];
    case 'endpoint-to-host':
      return ['By ', strong('defaultEndpointToHostAction'), ': what pods send to their own node is dropped.'];
    default:
      return assertNever(decision);
  }
}

/** `By rule 2 of guard-payments in tier security, order 100, on ingress.` */
export const decisionSentence = (decision: Decision, direction: Direction): string =>
  plain(decisionParts(decision, direction));

/** A decider in a table's cell: `guard-payments rule 2`, `end of tier default`, `profile kns.shop`. */
export function decisionShort(decision: Decision): string {
  switch (decision.by) {
    case 'rule':
      return `${policyName(decision.policy)} rule ${decision.rule + 1}`;
    case 'end-of-tier':
      return `end of tier ${decision.tier}`;
    case 'profile':
      return `profile ${decision.profile}`;
    case 'no-profile-match':
      return 'no profile matched';
    case 'host-bypass':
      return 'own node';
    case 'encapsulation-guard':
      return 'encapsulation dropped';
    case 'failsafe':
      return 'failsafe port';
    case 'forward-default':
      return 'forward default';
    case 'endpoint-to-host':
      return 'defaultEndpointToHostAction';
    default:
      return assertNever(decision);
  }
}

const regimeNames: Readonly<Record<Regime, string>> = {
  '3.28': 'Calico 3.28 or older',
  '3.31': 'Calico 3.29 to 3.31',
  '3.32': 'Calico 3.32 or newer',
};

/** A generation of Calico by its releases. */
export const regimeText = (regime: Regime): string => regimeNames[regime];

/** In which generations of Calico the answer would be another; `undefined` when in none. */
export function otherRegimesText(others: Explanation['otherRegimes']): string | undefined {
  if (others.length === 0) return undefined;
  const word = (verdict: Verdict | 'mixed') =>
    verdict === 'mixed' ? 'different from pod to pod' : verdictWord(verdict).toLowerCase();
  return `${others.map(({ regime, verdict }) => `${regimeText(regime)}: ${word(verdict)}`).join('; ')}.`;
}

/** Where on its way a packet meets a decision: `pod shop/web`, `host endpoint eth0 of node-a`. */
export function pathPlaceText(place: PathPlace): string {
  switch (place.kind) {
    case 'pod':
      return `pod ${place.pod}`;
    case 'host-endpoint':
      return `host endpoint ${place.hostEndpoint} of ${place.node}`;
    case 'node':
      return `node ${place.node}`;
    default:
      return assertNever(place);
  }
}

/** Which policy a hook asks: nothing to add for the normal one. */
export function stageText(stage: Stage): string {
  switch (stage) {
    case 'untracked':
      return 'untracked policy';
    case 'pre-dnat':
      return 'pre-DNAT policy';
    case 'normal':
      return 'policy';
    case 'forward':
      return 'forward policy';
    default:
      return assertNever(stage);
  }
}

/** Why a question has no answer. One sentence. */
export function openReasonText(reason: OpenReason): string {
  switch (reason.kind) {
    case 'no-such-pod':
      return `No pod ${reason.name} is in the files.`;
    case 'no-such-node':
      return `No node ${reason.name} is in the files.`;
    case 'no-such-service':
      return `No Service ${reason.name} is in the files.`;
    case 'bad-address':
      return `${reason.name} is not an IP address.`;
    case 'node-without-address':
      return `The files tell no address of node ${reason.name}.`;
    case 'no-address':
      return noAddressText(reason);
    case 'no-common-family':
      return `${reason.from} and ${reason.to} have no address of the same IP version.`;
    case 'no-backends':
      return `Service ${reason.service} has no ready pod behind it.`;
    case 'backends-unknown':
      return `Service ${reason.service} has no selector, and no EndpointSlice in the files tells what stands behind it.`;
    case 'external-name':
      return `Service ${reason.service} only gives a name to something outside: ask about its address.`;
    case 'no-such-port':
      // A protocol without ports stands by its name.
      return /\d/.test(reason.port)
        ? `Service ${reason.service} has no port ${reason.port}.`
        : `Service ${reason.service} does not serve ${reason.port}.`;
    case 'target-port-unknown':
      return `The files do not tell where port ${reason.port} of Service ${reason.service} leads.`;
    case 'missing-input':
      return `The answer hangs on what the files do not tell: ${listed(reason.unknowns.map(unknownText))}.`;
    case 'not-modelled':
      return `Part of the path is not evaluated: ${reason.what}.`;
    case 'endpoint-to-host':
      return `What pods may send to their own node ${reason.node} depends on defaultEndpointToHostAction, which the files do not tell.`;
    case 'interface-unknown':
      return `The files do not tell which host endpoint carries the packet at ${reason.node}.`;
    case 'node-address-unknown':
      return `Packets of node ${reason.node} carry its own address or that of a tunnel, which are decided differently.`;
    case 'backend-unknown':
      return `Service ${reason.service} may send it to backends that are decided differently.`;
    case 'receiving-node-unknown':
      return `The files do not tell which node receives what is sent to ${reason.address}.`;
    default:
      return assertNever(reason);
  }
}

function noAddressText({ name, cause }: Extract<OpenReason, { kind: 'no-address' }>): string {
  switch (cause) {
    case 'finished':
      return `${name} has finished and given its address back.`;
    case 'not-scheduled':
      return `${name} is not scheduled yet, so it has no address.`;
    case 'not-assigned':
      return `${name} has no address assigned yet.`;
    default:
      return assertNever(cause);
  }
}

/** What the input does not tell, as a phrase: `the labels of namespace shop`. */
export function unknownText(unknown: Unknown): string {
  switch (unknown.kind) {
    case 'namespace-labels':
      return `the labels of namespace ${unknown.namespace}`;
    case 'pod-labels':
      return `the labels of ${unknown.endpoint}`;
    case 'service-account':
      return `the service account of ${unknown.endpoint}`;
    case 'service-account-labels':
      return `the labels of service account ${unknown.account}`;
    case 'address':
      return `the address of ${unknown.endpoint}`;
    case 'ports':
      return `the named ports of ${unknown.endpoint}`;
    case 'tier':
      return `the order and default action of tier ${unknown.tier}`;
    case 'service-endpoints':
      return `the endpoints of Service ${unknown.service}`;
    case 'profile':
      return `the rules of profile ${unknown.profile}`;
    default:
      return assertNever(unknown);
  }
}

/** Notes as lines: what a Service does for several pods in the same way is said once. */
export function noteLines(notes: readonly FlowNote[]): readonly string[] {
  const lines = new Map<string, string>();
  for (const note of notes) {
    if (note.kind !== 'service') {
      lines.set(noteText(note), noteText(note));
      continue;
    }
    const { service, servicePort, targetPort } = note;
    const alike = notes.filter(
      (other) => other.kind === 'service' && other.service === service && other.targetPort === targetPort,
    );
    const backend = alike.length === 1 ? note.backend : `${alike.length} pods`;
    lines.set(`${service} ${servicePort} ${targetPort}`, noteText({ ...note, backend }));
  }
  return [...lines.values()];
}

/** What happens to the flow before policy sees it, or what to know about its ends. One sentence. */
export function noteText(note: FlowNote): string {
  switch (note.kind) {
    case 'service':
      return note.servicePort === note.targetPort
        ? `Service ${note.service} hands the flow to ${note.backend}, port ${note.targetPort}, before policy sees it.`
        : `Service ${note.service} turns port ${note.servicePort} into ${note.targetPort} of ${note.backend}: policy sees ${note.targetPort}, after DNAT.`;
    case 'not-ready':
      return `${counted(note.count, 'pod')} behind Service ${note.service} ${note.count === 1 ? 'is' : 'are'} not ready and left out.`;
    case 'service-port-asked':
      return `${note.servicePort} is a port of Service ${note.service}. Through the Service, policy sees its target port ${note.targetPort}.`;
    case 'address-is-pod':
      return `${note.address} is the address of ${note.pod}, and is evaluated as that pod.`;
    case 'address-is-service':
      return `${note.address} is the address of Service ${note.service}.`;
    case 'address-in-sets':
      return `${note.address} is in ${note.sets.length === 1 ? 'network set' : 'network sets'} ${listed(note.sets)}.`;
    case 'self':
      return 'A pod that speaks to its own address never leaves itself: no policy is asked.';
    case 'representative':
      return `${note.endpoint} stands for its pods, which are not in the files.`;
    case 'node-address':
      return `${note.address} is an address of node ${note.node}.`;
    case 'http':
      return `Rule ${note.rule + 1} of ${policyName(note.policy)} also asks about HTTP, which is checked only where application layer policy is installed.`;
    default:
      return assertNever(note);
  }
}
