import type { EdgeKind } from '../graph/graph-view';
import type { CanvasTheme } from './canvas-theme';

/** How a kind of edge is drawn: on the surface, in its legend and in images alike. */
export interface EdgeLook {
  readonly color: string;
  readonly width: number;
  /** Lengths of strokes and spaces; empty for a solid line. */
  readonly dash: readonly number[];
  /** Round ends turn a stroke of no length into a dot. */
  readonly cap: 'butt' | 'round';
  readonly arrow: 'triangle' | 'tee' | 'vee';
}

export function edgeLook(kind: EdgeKind, theme: CanvasTheme): EdgeLook {
  return { ...LOOKS[kind], color: colorOf(kind, theme) };
}

const LOOKS: Readonly<Record<EdgeKind, Omit<EdgeLook, 'color'>>> = {
  allow: { width: 1.8, dash: [], cap: 'butt', arrow: 'triangle' },
  partial: { width: 1.8, dash: [14, 6], cap: 'butt', arrow: 'triangle' },
  deny: { width: 2.6, dash: [8, 5], cap: 'butt', arrow: 'tee' },
  'end-of-tier': { width: 2.2, dash: [0.1, 5], cap: 'round', arrow: 'tee' },
  undetermined: { width: 2, dash: [9, 4, 2, 4], cap: 'butt', arrow: 'vee' },
};

export function colorOf(kind: EdgeKind, theme: CanvasTheme): string {
  const colors = {
    allow: theme.allow,
    partial: theme.allow,
    deny: theme.deny,
    'end-of-tier': theme.endOfTier,
    undetermined: theme.undetermined,
  };
  return colors[kind];
}

/** Behind an edge that is asked about. */
export function haloOf(kind: EdgeKind, theme: CanvasTheme): string {
  return kind === 'allow' || kind === 'partial' ? theme.allowTint : kind === 'deny' ? theme.denyTint : theme.line;
}

/** How much of its strength a thing keeps when it recedes. */
export const RECEDED = { edge: 0.36, text: 0.5, outline: 0.55, tag: 0.5 };

export const RADIUS = { node: 7, box: 10 };
