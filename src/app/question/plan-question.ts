/** From what stands in the question bar to what the engine is asked. */
import type { ConnectionRow, PairConnections } from '../../analysis/answers';
import type { ReadEnd } from '../../analysis/read-end';
import { err, ok, type Result } from '../../base/result';
import { defaultSourcePort, type Flow, type FlowEnd } from '../../model/flow';
import type { Verdict } from '../../model/verdict';
import { connectionsAt } from './connections-at';
import type { Question, QuestionProblem } from './question';
import { printPorts, readPorts, type AskedPorts } from './read-ports';

export interface Plan {
  readonly from: ReadEnd;
  readonly to: ReadEnd;
  /** `undefined`: the question names no port and the destination serves none. */
  readonly ports: AskedPorts | undefined;
  /** The question with every part in full. */
  readonly question: Question;
}

/** What the ends name, as the engine knows it. */
export interface ReadEnds {
  readonly from: ReadEnd | undefined;
  readonly to: ReadEnd | undefined;
}

export function planQuestion(question: Question, { from, to }: ReadEnds): Result<Plan, QuestionProblem> {
  if (from === undefined) return err({ part: 'from', message: noSuchEnd(question.from.text) });
  if (to === undefined) return err({ part: 'to', message: noSuchEnd(question.to.text) });
  const ports = portsOf(question.ports, to);
  if (!ports.ok) return err({ part: 'ports', message: ports.error });
  return ok({
    from,
    to,
    ports: ports.value,
    question: {
      from: { text: from.text, kind: from.kind },
      to: { text: to.text, kind: to.kind },
      ports: ports.value === undefined ? '' : printPorts(ports.value),
    },
  });
}

const noSuchEnd = (text: string): string =>
  text.trim() === ''
    ? 'Name a pod, a service, a node or an address.'
    : `${text.trim()} is no pod, service, node or address of these files.`;

/** Without a port in the question, the first one the destination serves. */
function portsOf(text: string, to: ReadEnd): Result<AskedPorts | undefined, string> {
  const served = to.node?.serves ?? [];
  if (text.trim() !== '') return readPorts(text, served);
  const first = served[0];
  if (first === undefined) return ok(undefined);
  const port = to.end.kind === 'service' ? (first.servicePort ?? first.port) : first.port;
  return ok({ protocol: first.protocol, port, icmp: undefined });
}

/** The nodes whose connections tell more about the question; `undefined` when an end is no node of the map. */
export const pairOf = ({ from, to }: Plan): { readonly from: string; readonly to: string } | undefined =>
  from.node === undefined || to.node === undefined ? undefined : { from: from.node.id, to: to.node.id };

/**
 * The flow to explain. Of many pod pairs one stands for all: where they differ, a denied one before an undetermined
 * one, because people ask about what does not work. `undefined` when there is no port to ask about.
 */
export function flowOf(plan: Plan, pair: PairConnections | undefined): Flow | undefined {
  if (plan.ports === undefined) return undefined;
  const seen = portsSeenByPolicy(plan);
  const rows = pair === undefined || seen === undefined ? [] : connectionsAt(pair, seen);
  const sample = worstOf(rows)?.sample;
  const mixed = new Set(rows.map((row) => row.verdict)).size > 1;
  const from = plan.from.whole ? endNamed(sample?.from, podBehind(plan.from)) : plan.from.end;
  const asPod = plan.to.whole && (mixed || plan.to.end.kind !== 'service' || asksPodPort(plan));
  const to = asPod ? endNamed(sample?.to, podBehind(plan.to)) : plan.to.end;
  const ports = asPod && seen !== undefined ? seen : plan.ports;
  return { from, to, ...ports, sourcePort: defaultSourcePort };
}

/** After a Service has turned its port into the pods' own. `undefined` when no such port is known. */
function portsSeenByPolicy({ to, ports }: Plan): AskedPorts | undefined {
  if (ports?.port === undefined || to.end.kind !== 'service') return ports;
  const served = to.node?.serves.filter((s) => s.protocol === ports.protocol) ?? [];
  const target =
    served.find((s) => (s.servicePort ?? s.port) === ports.port) ?? served.find((s) => s.port === ports.port);
  return target === undefined ? undefined : { ...ports, port: target.port };
}

/** The question names a port of the pods that is no port of the Service: asked about the pods themselves. */
const asksPodPort = ({ to, ports }: Plan): boolean => {
  const served = to.node?.serves.filter((s) => s.protocol === ports?.protocol) ?? [];
  return served.some((s) => s.port === ports?.port) && !served.some((s) => (s.servicePort ?? s.port) === ports?.port);
};

/** The rows' order is kept among equals. */
function worstOf(rows: readonly ConnectionRow[]): ConnectionRow | undefined {
  const order: readonly Verdict[] = ['deny', 'undetermined', 'allow'];
  return order.flatMap((verdict) => rows.filter((row) => row.verdict === verdict))[0];
}

function podBehind({ end, node }: ReadEnd): FlowEnd {
  const member = end.kind === 'service' ? node?.members[0] : undefined;
  return member === undefined ? end : { kind: 'pod', id: member };
}

/** Samples name pods and addresses alike; an address has no slash. */
function endNamed(sample: string | undefined, otherwise: FlowEnd): FlowEnd {
  if (sample === undefined) return otherwise;
  return sample.includes('/') ? { kind: 'pod', id: sample } : { kind: 'ip', ip: sample };
}
