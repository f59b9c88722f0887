/** One question, one answer. What hosts decide on the way is told as far as it is modelled. */
import type { FlowNote } from '../model/explanation';
import type { Flow, FlowEnd } from '../model/flow';
import type { Decision, FlowOutcome, FlowVerdict, OpenReason } from '../model/verdict';
import type { CompiledCluster } from './compile/compiled';
import { combine, evaluatePackets, sideOf } from './evaluate';
import type { Packet } from './match';
import { resolveFlow, type Resolved, type Route } from './resolve';

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
      resolved.kind === 'packet' ? resolved.notes : resolved.kind === 'self' ? [{ kind: 'self' as const }] : [];
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
    verdict: { verdict: agreed, egress: undefined, ingress: undefined, reason: first?.verdict.reason },
    mixed: verdicts.size > 1,
    packet: undefined,
    notes: resolved.notes,
    backends,
  };
}

const packetOf = (resolved: Resolved): Packet | undefined =>
  resolved.kind === 'packet' ? resolved.packets[0] : undefined;

function verdictOfResolved(compiled: CompiledCluster, resolved: Resolved): FlowVerdict {
  switch (resolved.kind) {
    case 'open':
      return openVerdict(resolved.reason);
    case 'self':
      return { verdict: 'allow', egress: undefined, ingress: undefined, reason: undefined };
    case 'packet':
      return onItsWay(compiled, resolved.route, resolved.packets, evaluatePackets(compiled, resolved.packets));
    case 'service':
      throw new Error('A Service resolves to packets, never to another Service.');
  }
}

const openVerdict = (reason: OpenReason): FlowVerdict => ({
  verdict: 'undetermined',
  egress: undefined,
  ingress: undefined,
  reason,
});

const hostBypass: Decision = { by: 'host-bypass', action: 'allow' };

/** What the way between the ends adds to what policy says at them. Source: calico-semantics 4.2, 4.4. */
function onItsWay(
  compiled: CompiledCluster,
  route: Route,
  packets: readonly Packet[],
  policy: FlowVerdict,
): FlowVerdict {
  if (route === 'own-node-to-pod') return combine(undefined, sideOf([hostBypass], []));
  const verdict = route === 'maybe-own-node-to-pod' ? mayBypass(policy) : policy;
  if (verdict.verdict !== 'allow') return verdict;
  const open = (what: string): FlowVerdict => ({
    ...verdict,
    verdict: 'undetermined',
    reason: { kind: 'not-modelled', what },
  });
  if (route === 'pod-to-own-node') return open('defaultEndpointToHostAction');
  const { hostEndpoints, policies } = compiled.cluster;
  if (hostEndpoints.length === 0) return verdict;
  if (route !== 'plain') return open('HostEndpoint');
  const forwards = policies.some(
    ({ resource }) =>
      'applyOnForward' in resource && (resource.applyOnForward || resource.preDNAT || resource.doNotTrack),
  );
  return forwards && !packets.every((packet) => staysOnNode(compiled, packet)) ? open('HostEndpoint') : verdict;
}

/** The sender may be the pod's own node, which nothing stops. */
const mayBypass = ({ ingress, egress }: FlowVerdict): FlowVerdict =>
  combine(egress, sideOf([hostBypass, ...(ingress?.decisions ?? [])], ingress?.unknowns ?? []));

/** Between pods of one node only a host endpoint of every interface (`*`) could take part. */
function staysOnNode({ cluster }: CompiledCluster, { sender, receiver }: Packet): boolean {
  if (sender === undefined || receiver === undefined) return false;
  const node = cluster.endpoints[sender]?.node;
  const wildcard = cluster.hostEndpoints.some(({ interfaceName }) => interfaceName === '*');
  return node !== undefined && node === cluster.endpoints[receiver]?.node && !wildcard;
}
