/** From a question to its verdict: who the two ends are, what a Service turns it into, then one walk a side. */
import type { Flow } from '../model/flow';
import type { Direction } from '../model/resource';
import type { Decision, FlowVerdict, OpenReason, Side, Unknown, Verdict } from '../model/verdict';
import type { CompiledCluster } from './compile/compiled';
import { matcherOf, type Packet } from './match';
import { unknownsOf } from './unknowns';
import { verdictOf, walk, type WalkListener } from './walk';

/** The endings of all packets that a flow may be. The sender's side may see it before a translation. */
export function evaluatePackets(
  compiled: CompiledCluster,
  packets: readonly Packet[],
  sent: readonly Packet[] = packets,
): FlowVerdict {
  const sideFor = (direction: Direction): Side | undefined => {
    const seen = direction === 'Egress' ? sent : packets;
    const sides = seen.flatMap((packet) => {
      const endpoint = direction === 'Egress' ? packet.sender : packet.receiver;
      return endpoint === undefined ? [] : [evaluateSide(compiled, packet, endpoint, direction)];
    });
    if (sides.length <= 1) return sides[0];
    const unknowns = [
      ...sides.flatMap((side) => side.unknowns),
      ...seen.flatMap((packet) => hiddenEnds(compiled, packet)),
    ];
    return sideOf(
      sides.flatMap(({ decisions }) => decisions),
      unknowns,
    );
  };
  return combine(sideFor('Egress'), sideFor('Ingress'));
}

/** Ends whose address, and so its family, the input does not tell. */
const hiddenEnds = ({ cluster }: CompiledCluster, { source, destination }: Packet): readonly Unknown[] =>
  [source, destination].flatMap(({ address, endpoints }) => {
    const endpoint = address === undefined ? cluster.endpoints[endpoints[0] ?? -1]?.id : undefined;
    return endpoint === undefined ? [] : [{ kind: 'address' as const, endpoint }];
  });

/** A side by its endings; what is missing counts only where there is more than one. */
export function sideOf(endings: readonly Decision[], unknowns: readonly Unknown[]): Side {
  const decisions = [...new Set(endings)];
  const named = new Map(unknowns.map((unknown) => [JSON.stringify(unknown), unknown]));
  return { verdict: verdictOf(decisions), decisions, unknowns: decisions.length === 1 ? [] : [...named.values()] };
}

/** Both sides must allow; one certain deny is enough. */
export function combine(egress: Side | undefined, ingress: Side | undefined): FlowVerdict {
  const sides = [egress, ingress].filter((side) => side !== undefined);
  const has = (verdict: Verdict) => sides.some((side) => side.verdict === verdict);
  const verdict = has('deny') ? 'deny' : has('undetermined') ? 'undetermined' : 'allow';
  const unknowns = sides.flatMap((side) => (side.verdict === 'undetermined' ? side.unknowns : []));
  const reason: OpenReason | undefined = verdict === 'undetermined' ? { kind: 'missing-input', unknowns } : undefined;
  return { verdict, egress, ingress, reason, path: [] };
}

const encapsulationGuard: Decision = { by: 'encapsulation-guard', action: 'deny' };
const vxlanPort = 4789;

/** VXLAN and IP-in-IP packets of a pod are dropped before its policy. Source: calico-semantics 3.4. */
const isEncapsulated = ({ protocol, port }: Flow): boolean => protocol === 4 || (protocol === 17 && port === vxlanPort);

export function evaluateSide(
  compiled: CompiledCluster,
  packet: Packet,
  endpoint: number,
  direction: Direction,
  listener: WalkListener = {},
): Side {
  if (direction === 'Egress' && isEncapsulated(packet.flow)) {
    return sideOf([encapsulationGuard], []);
  }
  const program = compiled.programOf(endpoint, direction);
  const decisions = walk(compiled, program, matcherOf(compiled, packet).rule, listener);
  return sideOf(decisions, decisions.length === 1 ? [] : unknownsOf(compiled, program, packet, endpoint));
}
