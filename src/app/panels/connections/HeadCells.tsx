import type { Column, Sorting } from './connection-rows';
import { cx } from '../../parts/cx';
import styles from './ConnectionsTable.module.css';

const columns: readonly { readonly column: Column; readonly text: string; readonly isNumber?: boolean }[] = [
  { column: 'from', text: 'From' },
  { column: 'to', text: 'To' },
  { column: 'verdict', text: 'Verdict' },
  { column: 'tier', text: 'Tier' },
  { column: 'order', text: 'Order', isNumber: true },
  { column: 'policy', text: 'Policy' },
  { column: 'allowed', text: 'Allowed' },
  { column: 'pairs', text: 'Pairs', isNumber: true },
];

/** Names of columns; a click sorts, a second one the other way round. */
export function HeadCells({ sorting, onSort }: { sorting: Sorting; onSort: (sorting: Sorting) => void }) {
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {columns.map(({ column, text, isNumber = false }) => {
          const isSorted = sorting.column === column;
          return (
            <div
              key={column}
              role="columnheader"
              aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
              className={cx(styles.cell, isNumber && styles.number)}
            >
              <button
                type="button"
                className={styles.sort}
                onClick={() => onSort({ column, descending: isSorted && !sorting.descending })}
              >
                {text}
                <span aria-hidden>{isSorted ? (sorting.descending ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
