import type { FlowVerdict, PathPlace, PathStep, Side } from '../model/verdict';
import { printDecision } from './read-vector';
import type { SlowVerdict } from './slow-evaluator';

/** How the two answers differ, or `undefined`. Reasons do not count, nor the order of decisions that are all possible. */
export function difference(fast: FlowVerdict, slow: SlowVerdict): string | undefined {
  const [ours, theirs] = [sidesText(fast), sidesText(slow)];
  const wanted = slow.ways.map(pathText);
  if (ours === theirs && isPossible(fast, slow, wanted)) return undefined;
  return `fast ${ours}; path ${pathText(fast.path)}\nslow ${theirs}; path ${[...new Set(wanted)].join(' or ')}`;
}

/** A path tells one way; an open verdict need not tell any, and then only what all ways have in common. */
function isPossible({ verdict, path }: FlowVerdict, slow: SlowVerdict, wanted: readonly string[]): boolean {
  if (path.length === 0 && (verdict === 'undetermined' || slow.ways.length === 0)) return true;
  if (verdict !== 'undetermined') return wanted.includes(pathText(path));
  return pathText(slow.path).startsWith(pathText(path));
}

const sidesText = ({ verdict, egress, ingress }: FlowVerdict): string =>
  `${verdict}; egress ${sideText(egress)}; ingress ${sideText(ingress)}`;

const sideText = (side: Side | undefined): string =>
  side === undefined ? 'none' : `${side.verdict}: ${side.decisions.map(printDecision).sort().join(', ')}`;

export const pathText = (path: readonly PathStep[]): string =>
  path
    .map(({ at, direction, stage, decision }) => `${placeText(at)} ${direction} ${stage} ${printDecision(decision)}`)
    .join(' | ');

const placeText = (at: PathPlace): string =>
  at.kind === 'pod' ? at.pod : at.kind === 'node' ? at.node : `${at.hostEndpoint} of ${at.node}`;
