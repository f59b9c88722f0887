import type { FlowAnswer } from '../engine/answer-flow';
import type { Cluster } from '../model/cluster';
import type { Flow } from '../model/flow';
import type { FlowVerdict, Scope, Side } from '../model/verdict';
import { printDecision, printPath } from './read-vector';
import { slowBackends, slowEvaluate, type SlowVerdict } from './slow-evaluator';

/** How an answer differs from that of the slow evaluator, or `undefined`; of a Service, backend by backend. */
export function disagreement(cluster: Cluster, flow: Flow, scope: Scope, fast: FlowAnswer): string | undefined {
  const { to } = flow;
  if (to.kind !== 'service') return difference(fast.verdict, slowEvaluate(cluster, flow, scope));
  const slow = slowBackends(cluster, { ...flow, to }, scope);
  if ('kind' in slow) {
    const told = fast.verdict.reason?.kind;
    return told === slow.kind ? undefined : `fast ${fast.verdict.verdict} ${told}\nslow ${slow.kind}`;
  }
  const backends = slow.map((own) => {
    const other = fast.backends?.find((backend) => backend.to === own.to);
    const text = other === undefined ? 'no such backend' : difference(other.verdict, own.verdict);
    return text === undefined ? [] : [`${own.to}: ${text}`];
  });
  return backends.flat().length === 0 ? undefined : backends.flat().join('\n');
}

/** How the two answers differ, or `undefined`. Reasons do not count, nor the order of decisions that are all possible. */
function difference(fast: FlowVerdict, slow: SlowVerdict): string | undefined {
  const [ours, theirs] = [sidesText(fast), sidesText(slow)];
  const wanted = slow.ways.map(printPath);
  if (ours === theirs && isPossible(fast, slow, wanted)) return undefined;
  return `fast ${ours}; path ${printPath(fast.path)}\nslow ${theirs}; path ${[...new Set(wanted)].join(' or ')}`;
}

/** A path tells one way; an open verdict need not tell any, and then only what all ways have in common. */
function isPossible({ verdict, path }: FlowVerdict, slow: SlowVerdict, wanted: readonly string[]): boolean {
  if (path.length === 0 && (verdict === 'undetermined' || slow.ways.length === 0)) return true;
  if (verdict !== 'undetermined') return wanted.includes(printPath(path));
  return printPath(slow.path).startsWith(printPath(path));
}

const sidesText = ({ verdict, egress, ingress }: FlowVerdict): string =>
  `${verdict}; egress ${sideText(egress)}; ingress ${sideText(ingress)}`;

const sideText = (side: Side | undefined): string =>
  side === undefined ? 'none' : `${side.verdict}: ${side.decisions.map(printDecision).sort().join(', ')}`;
