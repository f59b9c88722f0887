import type { EndpointRow } from '../../../analysis/answers';
import { Button } from '../../parts/Button';
import { PlaceLink } from '../../parts/PlaceLink';
import { useApp } from '../../state/use-app';
import { useLookUp } from '../../state/use-look-up';
import styles from './EndpointSummary.module.css';
import { Fact, Facts, Part, SummaryHead } from './Facts';
import { PolicyRefRow } from './PolicyRefRow';
import { RowList } from './RowList';

/** A pod as policy sees it, and the policies that apply to it in order. */
export function EndpointSummary({ id }: { id: string }) {
  const { answer: row, isCurrent } = useLookUp('endpoint', { id });
  if (row === undefined) return isCurrent && <p className={styles.gone}>{id} is no longer in the files.</p>;
  return (
    <article aria-label={`Summary of endpoint ${row.id}`}>
      <SummaryHead kind={row.representative ? `${row.workload}, stands for its pods` : 'Pod'} name={row.id}>
        <PlaceLink at={row.at} />
      </SummaryHead>
      <AskButtons row={row} />
      <Facts>
        <Fact name="Addresses">{row.addresses.length === 0 ? 'none known' : row.addresses.join(', ')}</Fact>
        <Fact name="Service account">{row.serviceAccount ?? 'not told'}</Fact>
        {!row.representative && <Fact name="Workload">{row.workload}</Fact>}
        {row.services.length > 0 && <Fact name="Services">{row.services.join(', ')}</Fact>}
        {row.node !== undefined && <Fact name="Node">{row.node}</Fact>}
        {!row.ready && !row.representative && <Fact name="Ready">no</Fact>}
      </Facts>
      <Part title="Labels">
        <ul className={styles.labels}>
          {row.labels.map(([key, value]) => (
            <li key={key}>
              <code>
                {key}={value}
              </code>
            </li>
          ))}
          {row.labels.length === 0 && <li>none</li>}
        </ul>
      </Part>
      <Policies row={row} direction="ingress" />
      <Policies row={row} direction="egress" />
    </article>
  );
}

function AskButtons({ row }: { row: EndpointRow }) {
  const fillEnd = useApp((state) => state.fillEnd);
  const kind = row.representative ? 'workload' : 'pod';
  return (
    <div className={styles.ask}>
      <Button onClick={() => fillEnd('from', { text: row.id, kind })}>Use as source</Button>
      <Button onClick={() => fillEnd('to', { text: row.id, kind })}>Use as destination</Button>
    </div>
  );
}

function Policies({ row, direction }: { row: EndpointRow; direction: 'ingress' | 'egress' }) {
  const policies = row[direction];
  return (
    <Part title={direction === 'ingress' ? 'Ingress policies, in order' : 'Egress policies, in order'}>
      {policies.length === 0 ? (
        <p>None: profiles decide.</p>
      ) : (
        <RowList items={policies} keyOf={({ ref }) => ref.id}>
          {(policy) => <PolicyRefRow policy={policy} />}
        </RowList>
      )}
    </Part>
  );
}
