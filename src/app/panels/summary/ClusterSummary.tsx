import type { ClusterMap, EdgeInterest } from '../../../analysis/answers';
import { counted, groupDigits } from '../../../report/sentence';
import { titleOf } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './ClusterSummary.module.css';
import { EdgeRow } from './EdgeRow';
import { Part, SummaryHead } from './Facts';
import { RowList } from './RowList';

/** What people look for first, most telling on top. */
const telling: readonly { readonly interest: EdgeInterest; readonly title: string }[] = [
  { interest: 'half-open', title: 'One side allows, the other denies' },
  { interest: 'undetermined', title: 'Undetermined' },
  { interest: 'named-deny', title: 'Denied by name' },
];

/** Nothing is asked or selected: what is loaded, and where to look first. */
export function ClusterSummary() {
  const title = useApp((state) => titleOf(state.title, state.files));
  const map = useApp((state) => state.map);
  const notEvaluated = useApp((state) => state.loaded?.summary.notEvaluated);
  return (
    <article aria-label="Summary of the cluster">
      <SummaryHead kind="Cluster" name={title}>
        {map !== undefined && <p className={styles.counts}>{countsText(map)}</p>}
      </SummaryHead>
      <p className={styles.how}>Ask above, or select a connection or two ends on the map.</p>
      {map !== undefined && telling.map((group) => <TellingEdges key={group.interest} map={map} {...group} />)}
      {notEvaluated !== undefined && notEvaluated.length > 0 && (
        <Part title="Not evaluated">
          <ul className={styles.notEvaluated}>
            {notEvaluated.map(({ kind, count, effect }) => (
              <li key={kind}>
                {count} {kind}: {effect}
              </li>
            ))}
          </ul>
        </Part>
      )}
    </article>
  );
}

function TellingEdges({ map, interest, title }: { map: ClusterMap; interest: EdgeInterest; title: string }) {
  const edges = map.edges.filter((edge) => edge.interest === interest);
  if (edges.length === 0) return undefined;
  return (
    <Part title={`${title} · ${edges.length}`}>
      <RowList items={edges} keyOf={({ id }) => id}>
        {(edge) => <EdgeRow edge={edge} map={map} />}
      </RowList>
    </Part>
  );
}

function countsText({ edges }: ClusterMap): string {
  const countOf = (verdict: string) => edges.filter((edge) => edge.verdict === verdict).length;
  const of = (verdict: string) => groupDigits(countOf(verdict));
  const parts = [
    `${of('allow')} allowed`,
    countOf('partial') > 0 ? `${of('partial')} partly allowed` : '',
    `${of('deny')} denied`,
    countOf('undetermined') > 0 ? `${of('undetermined')} undetermined` : '',
  ].filter((part) => part !== '');
  return `${counted(edges.length, 'connection')} between what is drawn: ${parts.join(', ')}`;
}
