/** From a question to its verdict: who the two ends are, what a Service turns it into, then one walk a side. */
import type { Flow } from '../model/flow';
import type { Direction } from '../model/resource';
import type { Decision, FlowVerdict, OpenReason, Side, Verdict } from '../model/verdict';
import type { CompiledCluster } from './compile/compiled';
import { matchRule, type Packet } from './match';
import { unknownsOf } from './unknowns';
import { verdictOf, walk, type WalkListener } from './walk';

export function evaluatePacket(compiled: CompiledCluster, packet: Packet): FlowVerdict {
  const egress = packet.sender === undefined ? undefined : evaluateSide(compiled, packet, packet.sender, 'Egress');
  const ingress =
    packet.receiver === undefined ? undefined : evaluateSide(compiled, packet, packet.receiver, 'Ingress');
  return combine(egress, ingress);
}

/** Both sides must allow; one certain deny is enough. */
export function combine(egress: Side | undefined, ingress: Side | undefined): FlowVerdict {
  const sides = [egress, ingress].filter((side) => side !== undefined);
  const has = (verdict: Verdict) => sides.some((side) => side.verdict === verdict);
  const verdict = has('deny') ? 'deny' : has('undetermined') ? 'undetermined' : 'allow';
  const unknowns = sides.flatMap((side) => (side.verdict === 'undetermined' ? side.unknowns : []));
  const reason: OpenReason | undefined = verdict === 'undetermined' ? { kind: 'missing-input', unknowns } : undefined;
  return { verdict, egress, ingress, reason };
}

const encapsulationGuard: Decision = { by: 'encapsulation-guard', action: 'deny' };
const vxlanPort = 4789;

/** VXLAN and IP-in-IP packets of a pod are dropped before its policy. Source: calico-semantics 3.4. */
export const isEncapsulated = ({ protocol, port }: Flow): boolean =>
  protocol === 4 || (protocol === 17 && port === vxlanPort);

export function evaluateSide(
  compiled: CompiledCluster,
  packet: Packet,
  endpoint: number,
  direction: Direction,
  listener: WalkListener = {},
): Side {
  if (direction === 'Egress' && isEncapsulated(packet.flow)) {
    return { verdict: 'deny', decisions: [encapsulationGuard], unknowns: [] };
  }
  const program = compiled.programOf(endpoint, direction);
  const decisions = walk(compiled, program, (rule) => matchRule(compiled, rule, packet), listener);
  const verdict = verdictOf(decisions);
  const unknowns = decisions.length === 1 ? [] : unknownsOf(compiled, program, packet, endpoint);
  return { verdict, decisions, unknowns };
}
