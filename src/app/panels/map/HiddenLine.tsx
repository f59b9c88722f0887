import type { EdgeInterest } from '../../../analysis/answers';
import { groupBy } from '../../../base/collections';
import type { HiddenEdges } from '../../../graph/graph-view';
import { counted } from '../../../report/sentence';
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
          {counted(countOf(edges), 'connection')} {hiddenText(interest, edges)} {areNot(countOf(edges))} drawn ·{' '}
          <Button
            look="link"
            onClick={() => showClass(interest)}
            aria-label={`Show connections ${hiddenText(interest, edges)}`}
          >
            show
          </Button>
        </p>
      ))}
      {filtered > 0 && (
        <p>
          {counted(filtered, 'connection')} {filtered === 1 ? 'is' : 'are'} filtered out ·{' '}
          <Button look="link" onClick={() => showEdges('default')} aria-label="Show filtered connections">
            show
          </Button>
        </p>
      )}
    </div>
  );
}

const countOf = (edges: readonly HiddenEdges[]): number => edges.reduce((sum, { count }) => sum + count, 0);

/** What is told of a bundle between namespaces is true of some of its connections only. */
const hiddenText = (interest: EdgeInterest, edges: readonly HiddenEdges[]): string =>
  edges.some(({ bundled }) => bundled) ? `of namespaces, some ${hiddenWords[interest]},` : hiddenWords[interest];

const areNot = (count: number): string => (count === 1 ? 'is not' : 'are not');

const hiddenWords: Readonly<Record<EdgeInterest, string>> = {
  'half-open': 'that one side allows and the other denies',
  'named-allow': 'allowed by name',
  'named-deny': 'denied by name',
  undetermined: 'that are undetermined',
  'open-allow': 'allowed to anyone',
  closed: 'denied to everyone',
  unpoliced: 'without a policy',
  'like-the-rest': 'like those with the rest of the world',
};
