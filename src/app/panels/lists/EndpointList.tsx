import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import type { EndpointRow } from '../../../analysis/answers';
import { Cut } from '../../parts/Cut';
import { cx } from '../../parts/cx';
import { arrowRow, useArrowRows } from '../../parts/use-arrow-rows';
import { SearchField } from '../../parts/SearchField';
import { endpointsByNamespace } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './EndpointList.module.css';
import { endpointMatches } from './endpoint-matches';

type Line =
  | { readonly kind: 'namespace'; readonly name: string; readonly count: number }
  | { readonly kind: 'endpoint'; readonly row: EndpointRow };

const noRows: readonly EndpointRow[] = [];

/** Pods by namespace; only those in sight are in the page. */
export function EndpointList() {
  const endpoints = useApp((state) => state.endpoints) ?? noRows;
  const [search, setSearch] = useState('');
  const lines = useMemo(() => linesOf(endpoints, search), [endpoints, search]);
  const { ref: scroller, ...keys } = useArrowRows<HTMLDivElement>();
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'namespace' ? 32 : 26),
    overscan: 20,
  });
  return (
    <>
      <SearchField label="Search endpoints" placeholder="Name, label or address" value={search} onSearch={setSearch} />
      <div ref={scroller} className={styles.scroller} tabIndex={-1} {...keys}>
        <div className={styles.space} style={{ height: virtualizer.getTotalSize() }} role="list" aria-label="Endpoints">
          {virtualizer.getVirtualItems().map(({ index, key, start }) => (
            <div key={key} role="listitem" className={styles.place} style={{ transform: `translateY(${start}px)` }}>
              <ListLine line={lines[index]} />
            </div>
          ))}
        </div>
        {lines.length === 0 && (
          <p className={styles.none}>{endpoints.length === 0 ? 'No pods in these files.' : 'No endpoint fits.'}</p>
        )}
      </div>
    </>
  );
}

function linesOf(endpoints: readonly EndpointRow[], search: string): readonly Line[] {
  return [...endpointsByNamespace(endpoints)].flatMap(([name, rows]): Line[] => {
    const fitting = rows.filter((row) => endpointMatches(row, search));
    return fitting.length === 0
      ? []
      : [
          { kind: 'namespace', name, count: fitting.length },
          ...fitting.map((row): Line => ({ kind: 'endpoint', row })),
        ];
  });
}

function ListLine({ line }: { line: Line | undefined }) {
  if (line === undefined) return undefined;
  if (line.kind === 'endpoint') return <EndpointLine row={line.row} />;
  return (
    <h3 className={styles.namespace}>
      <Cut text={line.name} />
      <span className={styles.count}>{line.count}</span>
    </h3>
  );
}

function EndpointLine({ row }: { row: EndpointRow }) {
  const inspect = useApp((state) => state.inspect);
  const inspected = useApp((state) => state.inspected.kind === 'endpoint' && state.inspected.id === row.id);
  const [address] = row.addresses;
  return (
    <button
      type="button"
      {...arrowRow}
      className={cx(styles.endpoint, inspected && styles.inspected)}
      aria-current={inspected}
      onClick={() => inspect({ kind: 'endpoint', id: row.id })}
    >
      <Cut text={row.name} className={cx(styles.name, row.representative && styles.standsIn)} />
      <span className={styles.address}>{row.representative ? 'no pods' : (address ?? 'no address')}</span>
    </button>
  );
}
