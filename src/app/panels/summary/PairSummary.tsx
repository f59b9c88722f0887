import { counted } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import { nodeById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { useLookUp } from '../../state/use-look-up';
import { PairTable } from '../answer/PairTable';
import { nodeName } from './EdgeRow';
import { SummaryHead } from './Facts';
import styles from './PairSummary.module.css';

/** All connections between two groups of the map, or a group and another node. */
export function PairSummary({ id }: { id: string }) {
  const map = useApp((state) => state.map);
  const focus = useApp((state) => state.focus);
  const openGroup = useApp((state) => state.openGroup);
  const [from = '', to = ''] = id.split('>');
  const { answer: pair } = useLookUp('pair', { grouping: map?.grouping, focus, from, to });
  if (map === undefined || pair === undefined) return undefined;
  const ends = [pair.from, pair.to];
  const groups = ends.flatMap((end) => nodeById(map).get(end) ?? []).filter(({ holds }) => holds !== undefined);
  const name = ends.map((end) => nodeName(map, end)).join(' → ');
  return (
    <article aria-label={`Summary of ${name}`}>
      <SummaryHead kind={counted(pair.pairs, 'pair')} name={name} />
      <div className={styles.body}>
        <p className={styles.open}>
          {groups
            .filter((node) => node.id !== focus && node.id !== 'rest')
            .map((node) => (
              <Button key={node.id} onClick={() => openGroup(node.id)}>
                Open {node.label}
              </Button>
            ))}
        </p>
        <PairTable pair={pair} question={undefined} served={nodeById(map).get(pair.to)?.serves ?? []} />
      </div>
    </article>
  );
}
