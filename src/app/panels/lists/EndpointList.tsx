import { useEffect, useRef, useState } from 'react';
import type { EndpointBrief, EndpointLine as Line, EndpointWindow } from '../../../analysis/answers';
import { groupDigits } from '../../../report/sentence';
import { Cut } from '../../parts/Cut';
import { cx } from '../../parts/cx';
import { arrowRow, useArrowRows } from '../../parts/use-arrow-rows';
import { SearchField } from '../../parts/SearchField';
import { useRowsInSight } from '../../parts/use-rows-in-sight';
import { useApp } from '../../state/use-app';
import { useWindow } from '../../state/use-window';
import styles from './EndpointList.module.css';

const ROW = 26;
const linesOf = ({ lines }: EndpointWindow): readonly Line[] => lines;

/** Pods by namespace; only those in sight are in the page. */
export function EndpointList() {
  const [search, setSearch] = useState('');
  const { head, rowAt, see } = useWindow('endpoints', search, linesOf);
  const { ref: scroller, ...keys } = useArrowRows<HTMLDivElement>();
  const list = useRef<HTMLDivElement>(null);
  const total = head?.total ?? 0;
  const [first, end] = useRowsInSight(scroller, list, { count: total, height: ROW });
  useEffect(() => see(first, end), [see, first, end]);
  return (
    <>
      <SearchField
        label="Search endpoints"
        placeholder="Name, label or address"
        value={search}
        onSearch={(text) => {
          setSearch(text);
          scroller.current?.scrollTo(0, 0);
        }}
      />
      {search !== '' && head !== undefined && (
        <p className={styles.found} aria-live="polite">
          {groupDigits(head.endpoints)} found
        </p>
      )}
      <div ref={scroller} className={styles.scroller} tabIndex={-1} {...keys}>
        <div ref={list} className={styles.space} style={{ height: total * ROW }} role="list" aria-label="Endpoints">
          {Array.from({ length: end - first }, (_, i) => first + i).map((index) => (
            <div
              key={index}
              role="listitem"
              aria-setsize={total}
              aria-posinset={index + 1}
              className={styles.place}
              style={{ transform: `translateY(${index * ROW}px)` }}
            >
              <ListLine line={rowAt(index)} />
            </div>
          ))}
        </div>
        {head !== undefined && total === 0 && (
          <p className={styles.none}>{search === '' ? 'No pods in these files.' : 'No endpoint fits.'}</p>
        )}
      </div>
    </>
  );
}

/** What is on its way is an empty line. */
function ListLine({ line }: { line: Line | undefined }) {
  if (line === undefined) return <div className={styles.coming} aria-hidden />;
  if (line.kind === 'endpoint') return <EndpointLine endpoint={line.endpoint} />;
  return (
    <h3 className={styles.namespace}>
      <Cut text={line.name} />
      <span className={styles.count}>{groupDigits(line.count)}</span>
    </h3>
  );
}

function EndpointLine({ endpoint: { id, name, address, representative } }: { endpoint: EndpointBrief }) {
  const inspect = useApp((state) => state.inspect);
  const inspected = useApp((state) => state.inspected.kind === 'endpoint' && state.inspected.id === id);
  return (
    <button
      type="button"
      {...arrowRow}
      className={cx(styles.endpoint, inspected && styles.inspected)}
      aria-current={inspected}
      onClick={() => inspect({ kind: 'endpoint', id })}
    >
      <Cut text={name} className={cx(styles.name, representative && styles.standsIn)} />
      <span className={styles.address}>{representative ? 'no pods' : (address ?? 'no address')}</span>
    </button>
  );
}
