import type { ClusterMap, EdgeInterest } from '../../../analysis/answers';
import { counted, groupDigits } from '../../../report/sentence';
import { Message } from '../../parts/Message';
import { SeveritySign } from '../../parts/SeveritySign';
import { byGravity, titleOf } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './ClusterSummary.module.css';
import { EdgeFoldRow, EdgeRow } from './EdgeRow';
import { Part, SummaryHead } from './Facts';
import { foldByTarget } from './fold-by-target';
import { Row, RowList } from './RowList';
import { WhoDecides } from './WhoDecides';

/** What people look for first, most telling on top; what stands for too many says nothing. */
const telling: readonly { readonly interest: EdgeInterest; readonly title: string; readonly most: number }[] = [
  { interest: 'half-open', title: 'One side allows, the other denies', most: Infinity },
  { interest: 'undetermined', title: 'Undetermined', most: Infinity },
  { interest: 'named-deny', title: 'Denied by name', most: Infinity },
  { interest: 'closed', title: 'Denied to everyone', most: 30 },
];

/** Nothing is asked or selected: what is loaded, and where to look first. */
export function ClusterSummary() {
  const title = useApp((state) => titleOf(state.title, state.files));
  const map = useApp((state) => state.map);
  const notEvaluated = useApp((state) => state.loaded?.summary.notEvaluated);
  const hasEdges = map !== undefined && map.edges.length > 0;
  return (
    <article aria-label="Summary of the cluster">
      <SummaryHead kind="Cluster" name={title}>
        {hasEdges && <p className={styles.counts}>{countsText(map)}</p>}
      </SummaryHead>
      {hasEdges && <p className={styles.how}>Ask above, or select a connection or two ends on the map.</p>}
      <WhoDecides />
      {map !== undefined && telling.map((group) => <TellingEdges key={group.interest} map={map} {...group} />)}
      <ProblemRows />
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

function TellingEdges({ map, interest, title, most }: { map: ClusterMap } & (typeof telling)[number]) {
  const edges = tellingEdges(map, interest);
  if (edges.length === 0 || edges.length > most) return undefined;
  return (
    <Part title={`${title} · ${groupDigits(edges.length)}`}>
      <RowList items={foldByTarget(edges)} keyOf={({ first }) => first.id}>
        {(fold) => (fold.count === 1 ? <EdgeRow edge={fold.first} map={map} /> : <EdgeFoldRow fold={fold} map={map} />)}
      </RowList>
    </Part>
  );
}

/** What is denied to everyone is denied altogether; in part would be no news. */
const tellingEdges = ({ edges }: ClusterMap, interest: EdgeInterest) =>
  edges.filter((edge) => edge.interest === interest && (interest !== 'closed' || edge.verdict === 'deny'));

/** What there is to tell about the files, gravest first: often the answer to a question nobody has asked yet. */
function ProblemRows() {
  const diagnostics = useApp((state) => state.loaded?.diagnostics);
  const openPlace = useApp((state) => state.openPlace);
  if (diagnostics === undefined || diagnostics.length === 0) return undefined;
  return (
    <Part title={`Problems · ${groupDigits(diagnostics.length)}`}>
      <RowList
        items={byGravity(diagnostics)}
        keyOf={(one) => `${one.at.file} ${one.at.start} ${one.code} ${one.message}`}
      >
        {({ severity, message, at }) => (
          <Row onClick={() => openPlace(at)}>
            <SeveritySign severity={severity} />
            <span className={styles.problem}>
              <Message text={message} />
            </span>
          </Row>
        )}
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
  return `${counted(edges.length, 'connection')}: ${parts.join(', ')}`;
}
