import type { MapEdge } from '../analysis/answers';
import { assertNever } from '../base/assert';
import type { EdgeKind } from './graph-view';

/** In the order of the legend. */
export const EDGE_KINDS: readonly EdgeKind[] = ['allow', 'partial', 'deny', 'end-of-tier', 'undetermined'];

/**
 * A denial is `end-of-tier` when no rule speaks: a tier's default action, or no profile that matches. One whose pairs
 * are denied in different ways has no single decider and counts as denied by a rule.
 */
export function kindOf(edge: Pick<MapEdge, 'verdict' | 'decider'>): EdgeKind {
  switch (edge.verdict) {
    case 'allow':
      return 'allow';
    case 'partial':
      return 'partial';
    case 'undetermined':
      return 'undetermined';
    case 'deny': {
      const by = edge.decider?.decision.by;
      return by === 'end-of-tier' || by === 'no-profile-match' ? 'end-of-tier' : 'deny';
    }
    default:
      return assertNever(edge.verdict);
  }
}

export const glyphOf: Readonly<Record<EdgeKind, string>> = {
  allow: '✓',
  partial: '◐',
  deny: '✕',
  'end-of-tier': '⊘',
  undetermined: '?',
};

/** The words of the legend. */
export const kindName: Readonly<Record<EdgeKind, string>> = {
  allow: 'Allowed',
  partial: 'Partly allowed',
  deny: 'Denied by a rule',
  'end-of-tier': 'Denied at end of tier',
  undetermined: 'Undetermined',
};
