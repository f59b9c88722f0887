import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ClusterMap } from '../../../analysis/answers';
import { groupDigits } from '../../../report/sentence';
import { useApp } from '../../state/use-app';
import { filterRows, rowsOf, sortRows, type Sorting } from './connection-rows';
import { ConnectionLine } from './ConnectionLine';
import styles from './ConnectionsTable.module.css';
import { HeadCells } from './HeadCells';

const ROW = 26;

/** Every connection of the map as a table: the twin of the picture for the keyboard and for those who do not see it. */
export function ConnectionsTable({ map }: { map: ClusterMap }) {
  const show = useApp((state) => state.show);
  const search = useApp((state) => state.mapSearch);
  const selection = useApp((state) => state.selection);
  const [sorting, setSorting] = useState<Sorting>({ column: 'rank', descending: false });
  const all = useMemo(() => rowsOf(map), [map]);
  const rows = useMemo(
    () => sortRows(filterRows(all, map, { show, search, selection }), sorting),
    [all, map, show, search, selection, sorting],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 24,
  });
  const stop = Math.min(current, rows.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextRow(event.key, stop, rows.length);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    virtualizer.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus());
  };
  return (
    <>
      <p className={styles.count} aria-live="polite">
        {rows.length === all.length
          ? `${groupDigits(all.length)} connections`
          : `${groupDigits(rows.length)} of ${groupDigits(all.length)} connections`}
      </p>
      <div ref={scroller} className={styles.scroller}>
        <div role="table" aria-label="Connections" aria-rowcount={rows.length + 1} className={styles.table}>
          <HeadCells sorting={sorting} onSort={setSorting} />
          <div
            role="rowgroup"
            className={styles.rows}
            style={{ height: virtualizer.getTotalSize() }}
            onKeyDown={onKeyDown}
          >
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              return (
                row !== undefined && (
                  <ConnectionLine
                    key={row.id}
                    row={row}
                    index={index}
                    top={start}
                    isStop={index === stop}
                    isSelected={selection.includes(row.id)}
                    onFocus={() => setCurrent(index)}
                  />
                )
              );
            })}
          </div>
        </div>
        {rows.length === 0 && <p className={styles.none}>No connection fits.</p>}
      </div>
    </>
  );
}

const PAGE = 20;

function nextRow(key: string, at: number, count: number): number | undefined {
  const inside = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (key) {
    case 'ArrowDown':
      return inside(at + 1);
    case 'ArrowUp':
      return inside(at - 1);
    case 'PageDown':
      return inside(at + PAGE);
    case 'PageUp':
      return inside(at - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return inside(count - 1);
    default:
      return undefined;
  }
}
