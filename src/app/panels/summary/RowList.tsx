import { useState, type ReactNode } from 'react';
import { groupDigits } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import styles from './RowList.module.css';

const FEW = 12;

/** Rows to click, the first dozen until asked for all. */
export function RowList<T>({
  items,
  keyOf,
  children,
}: {
  items: readonly T[];
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  const [all, setAll] = useState(false);
  const shown = all || items.length <= FEW + 2 ? items : items.slice(0, FEW);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {shown.length < items.length && (
        <Button look="link" className={styles.more} onClick={() => setAll(true)}>
          {groupDigits(items.length - shown.length)} more
        </Button>
      )}
    </>
  );
}

/** One of them. */
export function Row({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.row} onClick={onClick}>
      {children}
    </button>
  );
}

export const RowHint = ({ children }: { children: ReactNode }) => <span className={styles.hint}>{children}</span>;
