import { Cut } from '../../parts/Cut';
import { cx } from '../../parts/cx';
import { Verdict } from '../../parts/Verdict';
import { useApp } from '../../state/use-app';
import type { Row } from './connection-rows';
import styles from './ConnectionsTable.module.css';

interface ConnectionLineProps {
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly isStop: boolean;
  readonly isSelected: boolean;
  readonly onFocus: () => void;
}

/** One connection; Enter or a click asks about it. */
export function ConnectionLine({ row, index, top, isStop, isSelected, onFocus }: ConnectionLineProps) {
  const selectOnMap = useApp((state) => state.selectOnMap);
  const ask = () => selectOnMap([row.id]);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-row={index}
      tabIndex={isStop ? 0 : -1}
      className={cx(styles.row, styles.line, isSelected && styles.selected)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={ask}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          ask();
        }
      }}
    >
      <Cell text={row.from} />
      <Cell text={row.to} />
      <div role="cell" className={styles.cell}>
        <Verdict look={row.kind} className={styles.verdict}>
          {row.verdict}
        </Verdict>
      </div>
      <Cell text={row.tier} />
      <Cell text={row.order === undefined ? (row.tier === '' ? '' : '–') : String(row.order)} isNumber />
      <Cell text={row.policy} />
      <Cell text={row.allowed} />
      <Cell
        text={
          row.pairs === row.allowedPairs || row.allowedPairs === 0
            ? String(row.pairs)
            : `${row.allowedPairs}/${row.pairs}`
        }
        isNumber
      />
    </div>
  );
}

function Cell({ text, isNumber = false }: { text: string; isNumber?: boolean }) {
  return (
    <div role="cell" className={cx(styles.cell, isNumber && styles.number)}>
      <Cut text={text} />
    </div>
  );
}
