/** One question, one answer. What hosts decide on the way is told as far as it is modelled. */
import type { FlowNote } from '../model/explanation';
import type { Flow, FlowEnd } from '../model/flow';
import type { Decision, FlowOutcome, FlowVerdict, OpenReason } from '../model/verdict';
import type { CompiledCluster } from './compile/compiled';
import { combine, evaluatePackets, sideOf } from './evaluate';
import type { Packet } from './match';
import { findsItsNode } from './host/own-node';
import { verdictOfWays } from './host/verdict-of-way';
import type { Way, WayEnd } from './host/way';
import { resolveFlow } from './resolve/resolve-flow';
import type { Resolved, ResolvedNodePort, ResolvedPackets } from './resolve/resolved';

export interface FlowAnswer extends FlowOutcome {
  /** `undefined` where no packet comes about: a missing end, or a pod that speaks to itself. */
  readonly packet: Packet | undefined;
  readonly notes: readonly FlowNote[];
  /** For a flow to a Service: one answer a backend, sorted. */
  readonly backends: readonly BackendAnswer[] | undefined;
}

export interface BackendAnswer {
  /** `namespace/name` of the pod, or an address. */
  readonly to: string;
  readonly end: FlowEnd;
  readonly verdict: FlowVerdict;
  readonly packet: Packet | undefined;
}

/** Source: calico-semantics 3.4, 4.1, 10; the contract of the command line. */
export function answerFlow(compiled: CompiledCluster, flow: Flow): FlowAnswer {
  const resolved = resolveFlow(compiled, flow);
  if (resolved.kind !== 'service') {
    const notes =
      resolved.kind === 'packet' || resolved.kind === 'node-port'
        ? resolved.notes
        : resolved.kind === 'self'
          ? [{ kind: 'self' as const }]
          : [];
    return {
      verdict: verdictOfResolved(compiled, resolved),
      mixed: false,
      packet: packetOf(resolved),
      notes,
      backends: undefined,
    };
  }
  const backends = resolved.backends.map(({ to, resolved: own }): BackendAnswer => ({
    to: to.kind === 'pod' ? to.id : to.kind === 'ip' ? to.ip : '',
    end: to,
    verdict: verdictOfResolved(compiled, own),
    packet: packetOf(own),
  }));
  const verdicts = new Set(backends.map(({ verdict }) => verdict.verdict));
  const [first] = backends;
  const agreed = verdicts.size === 1 && first !== undefined ? first.verdict.verdict : 'undetermined';
  return {
    verdict: { verdict: agreed, egress: undefined, ingress: undefined, reason: first?.verdict.reason, path: [] },
    mixed: verdicts.size > 1,
    packet: undefined,
    notes: resolved.notes,
    backends,
  };
}

const packetOf = (resolved: Resolved): Packet | undefined =>
  resolved.kind === 'packet'
    ? resolved.packets[0]
    : resolved.kind === 'node-port'
      ? resolved.backends[0]?.packets[0]
      : undefined;

function verdictOfResolved(compiled: CompiledCluster, resolved: Resolved): FlowVerdict {
  switch (resolved.kind) {
    case 'open':
      return openVerdict(resolved.reason);
    case 'self':
      return { verdict: 'allow', egress: undefined, ingress: undefined, reason: undefined, path: [] };
    case 'packet':
      return onItsWay(compiled, resolved);
    case 'node-port':
      return throughNodePort(compiled, resolved);
    case 'service':
      throw new Error('A Service resolves to packets, never to another Service.');
  }
}

/** Any of the backends may receive the packet. The node that was asked about has no policy of a pod to tell. */
function throughNodePort(compiled: CompiledCluster, { backends, service }: ResolvedNodePort): FlowVerdict {
  const verdicts = backends.map((backend) => onItsWay(compiled, backend));
  const [first] = verdicts;
  if (first === undefined) return openVerdict({ kind: 'no-backends', service });
  const sides = verdicts.flatMap(({ egress }) => egress ?? []);
  const egress =
    sides.length === 0
      ? undefined
      : sideOf(
          sides.flatMap(({ decisions }) => decisions),
          sides.flatMap(({ unknowns }) => unknowns),
        );
  const agree = verdicts.every(({ verdict }) => verdict === first.verdict);
  if (agree) return { ...first, egress, ingress: undefined };
  const reason: OpenReason = { kind: 'backend-unknown', service };
  return { verdict: 'undetermined', egress, ingress: undefined, reason, path: [] };
}

const openVerdict = (reason: OpenReason): FlowVerdict => ({
  verdict: 'undetermined',
  egress: undefined,
  ingress: undefined,
  reason,
  path: [],
});

const hostBypass: Decision = { by: 'host-bypass', action: 'allow' };

/**
 * What the way between the ends adds to what policy says at them; the path is told where it is more than the sides.
 * Source: calico-semantics 4.2, 4.4.
 */
function onItsWay(compiled: CompiledCluster, resolved: ResolvedPackets): FlowVerdict {
  const { packets, route, from, to, translation } = resolved;
  if (route === 'own-node-to-pod') return combine(undefined, sideOf([hostBypass], []));
  const ways = sendersOf(resolved).flatMap((sender) =>
    packets.map((delivered) => wayOf(compiled, { ...resolved, from: sender }, delivered)),
  );
  const heard = ways.filter(({ delivered }) => route !== 'pod-to-own-node' || !findsItsNode(delivered));
  const policy = policyOf(compiled, heard);
  const verdict = route === 'maybe-own-node-to-pod' ? mayBypass(policy) : policy;
  const involved = compiled.cluster.hostEndpoints.length > 0 || from.isNode || to.isNode;
  // Where only pods have a say, what they say for sure is all there is.
  if (!involved && translation?.at !== 'receiver' && verdict.verdict !== 'undetermined') return verdict;
  const whole = verdictOfWays(compiled, ways, verdict);
  return involved || translation?.at === 'receiver' ? whole : { ...whole, path: [] };
}

/** What the policies of both ends say of all these ways. */
function policyOf(compiled: CompiledCluster, ways: readonly Way[]): FlowVerdict {
  const [way, ...others] = ways;
  if (way !== undefined && others.length === 0) return combine(way.egress, way.ingress);
  return evaluatePackets(
    compiled,
    [...new Set(ways.map(({ delivered }) => delivered))],
    ways.map(({ leaving }) => leaving),
  );
}

/** A pod of an unknown node may be on the one whose port it asks for, which then translates before its policy. */
function sendersOf({ from, translation }: ResolvedPackets): readonly WayEnd[] {
  const { node } = translation ?? {};
  if (translation?.at !== 'receiver' || from.pod === undefined || from.node !== undefined) return [from];
  return [
    { ...from, node },
    { ...from, notOn: node },
  ];
}

/** A node translates what reaches it: the sender's before its pods' policy, another one only after. */
function wayOf(compiled: CompiledCluster, { from, to, translation }: ResolvedPackets, delivered: Packet): Way {
  const { before, node, forwarded } = translation ?? {};
  const elsewhere = translation?.at === 'receiver' && from.node !== node;
  const leaving = (elsewhere ? before : forwarded) ?? delivered;
  const { egress, ingress } = evaluatePackets(compiled, [delivered], [leaving]);
  return {
    from,
    to,
    entering: before ?? delivered,
    leaving,
    via: elsewhere && forwarded !== undefined && node !== undefined ? { node, forwarded } : undefined,
    arriving: forwarded === undefined ? leaving : delivered,
    delivered,
    egress,
    ingress,
  };
}

/** The sender may be the pod's own node, which nothing stops. */
const mayBypass = ({ ingress, egress }: FlowVerdict): FlowVerdict =>
  combine(egress, sideOf([hostBypass, ...(ingress?.decisions ?? [])], ingress?.unknowns ?? []));
