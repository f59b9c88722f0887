import type { ReactNode } from 'react';
import { assertNever } from '../../base/assert';
import type { Decision, Verdict as VerdictValue } from '../../model/verdict';
import { cx } from './cx';
import styles from './Verdict.module.css';

/** How a verdict looks: its colour and glyph follow from this alone. */
export type VerdictLook = 'allow' | 'deny' | 'end-of-tier' | 'undetermined' | 'partial';

/** A denial is told apart by what denied: a rule, or the end of a tier. */
export function lookOf(verdict: VerdictValue | 'partial', decision: Decision | undefined): VerdictLook {
  return verdict === 'deny' && decision?.by === 'end-of-tier' ? 'end-of-tier' : verdict;
}

export function glyphOf(look: VerdictLook): string {
  switch (look) {
    case 'allow':
      return '✓';
    case 'deny':
      return '✕';
    case 'end-of-tier':
      return '⊘';
    case 'undetermined':
      return '?';
    case 'partial':
      return '◐';
    default:
      return assertNever(look);
  }
}

/** Text in a verdict's colour behind its glyph. */
export function Verdict({
  look,
  children,
  className,
}: {
  look: VerdictLook;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <span className={cx(styles.verdict, styles[look], className)}>
      <span aria-hidden className={styles.glyph}>
        {glyphOf(look)}
      </span>{' '}
      {children}
    </span>
  );
}
