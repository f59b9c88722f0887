import { interestRank } from '../../../analysis/interests';
import { counted } from '../../../report/sentence';
import { edgesBetween } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { EdgeRow, nodeName } from './EdgeRow';
import { Part, SummaryHead } from './Facts';
import { RowList } from './RowList';

/** What one edge at a collapsed namespace stands for. */
export function BundleSummary({ id }: { id: string }) {
  const map = useApp((state) => state.map);
  if (map === undefined) return undefined;
  const edges = edgesBetween(map, id).toSorted((a, b) => interestRank(a.interest) - interestRank(b.interest));
  const [from = '', to = ''] = id.split('>').map((end) => nodeName(map, end).replace(/^ns:/, ''));
  return (
    <article aria-label={`Summary of ${from} → ${to}`}>
      <SummaryHead kind={counted(edges.length, 'connection')} name={`${from} → ${to}`} />
      <Part title="Most telling first">
        <RowList items={edges} keyOf={(edge) => edge.id}>
          {(edge) => <EdgeRow edge={edge} map={map} />}
        </RowList>
      </Part>
    </article>
  );
}
