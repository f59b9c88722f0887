import type { ReactNode } from 'react';
import styles from './Cut.module.css';
import { cx } from './cx';

/** A name that may be too long for its place: ends in an ellipsis and tells itself whole on hover and focus. */
export function Cut({
  text,
  children,
  className,
}: {
  text: string;
  children?: ReactNode;
  className?: string | undefined;
}) {
  return (
    <span className={cx(styles.cut, className)} data-tip={text} data-tip-when="cut">
      {children ?? text}
    </span>
  );
}
