import { useState, type ReactNode } from 'react';
import { groupDigits } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import styles from './RowList.module.css';

const FEW = 12;
/** So many more with each click: thousands at once would hold the page up. */
const MORE = 200;

/** Rows to click, the first dozen until asked for more. */
export function RowList<T>({
  items,
  keyOf,
  children,
}: {
  items: readonly T[];
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  const [most, setMost] = useState(FEW);
  const shown = items.length <= most + 2 ? items : items.slice(0, most);
  return (
    <>
      <ul className={styles.list}>
        {shown.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {shown.length < items.length && (
        <Button look="link" className={styles.more} onClick={() => setMost(most + MORE)}>
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

/** Says that rows are only the first of many. */
export const FirstOf = ({ shown, total }: { shown: number; total: number }) =>
  total > shown && (
    <p className={styles.first}>
      These are the first {groupDigits(shown)} of {groupDigits(total)}.
    </p>
  );
