import type { EdgeInterest } from '../../../analysis/answers';
import { groupBy } from '../../../base/collections';
import type { HiddenEdges } from '../../../graph/graph-view';
import { groupDigits } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import { useApp } from '../../state/use-app';
import styles from './HiddenLine.module.css';

/** What is not drawn, in one line each, with the way to show it. */
export function HiddenLine({ hidden }: { hidden: readonly HiddenEdges[] }) {
  const showClass = useApp((state) => state.showClass);
  const showEdges = useApp((state) => state.showEdges);
  const tooMany = [
    ...groupBy(
      hidden.filter(({ because }) => because === 'class'),
      ({ interest }) => interest,
    ),
  ];
  const filtered = countOf(hidden.filter(({ because }) => because === 'filter'));
  return (
    <div className={styles.lines}>
      {tooMany.map(([interest, edges]) => (
        <p key={interest}>
          {groupDigits(countOf(edges))} {hiddenWords[interest]} are not drawn ·{' '}
          <Button look="link" onClick={() => showClass(interest)} aria-label={`Show ${hiddenWords[interest]}`}>
            show
          </Button>
        </p>
      ))}
      {filtered > 0 && (
        <p>
          {groupDigits(filtered)} connections are filtered out ·{' '}
          <Button look="link" onClick={() => showEdges('default')} aria-label="Show filtered connections">
            show
          </Button>
        </p>
      )}
    </div>
  );
}

const countOf = (edges: readonly HiddenEdges[]): number => edges.reduce((sum, { count }) => sum + count, 0);

const hiddenWords: Readonly<Record<EdgeInterest, string>> = {
  'half-open': 'connections that one side allows and the other denies',
  'named-allow': 'connections allowed by name',
  'named-deny': 'connections denied by name',
  undetermined: 'undetermined connections',
  'open-allow': 'connections allowed to anyone',
  closed: 'connections denied to everyone',
  unpoliced: 'connections without a policy',
  'like-the-rest': 'connections like those with the rest of the world',
};
