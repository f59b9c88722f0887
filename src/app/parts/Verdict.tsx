import type { ReactNode } from 'react';
import { glyphOf } from '../../graph/edge-kind';
import type { EdgeKind } from '../../graph/graph-view';
import type { Decision, Verdict as VerdictValue } from '../../model/verdict';
import { cx } from './cx';
import styles from './Verdict.module.css';

/** How a verdict looks, as on the map: a denial is told apart by what denied, a rule or the want of one. */
export function lookOf(verdict: VerdictValue | 'partial', decision: Decision | undefined): EdgeKind {
  if (verdict !== 'deny') return verdict;
  return decision?.by === 'end-of-tier' || decision?.by === 'no-profile-match' ? 'end-of-tier' : 'deny';
}

/** Text in a verdict's colour behind its glyph. */
export function Verdict({
  look,
  children,
  className,
}: {
  look: EdgeKind;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <span className={cx(styles.verdict, styles[look], className)}>
      <Glyph look={look} /> {children}
    </span>
  );
}

export function Glyph({ look }: { look: EdgeKind }) {
  return (
    <span aria-hidden className={cx(styles.glyph, styles[look])}>
      {glyphOf[look]}
    </span>
  );
}
