import { Fragment } from 'react';
import type { GroupedMap } from '../../../analysis/answers';
import { Button } from '../../parts/Button';
import { useApp } from '../../state/use-app';
import { groupingWord } from './grouping-word';
import styles from './OpenedPath.module.css';

/** `All by tenant › acme › shop`: the groups that are opened, from the outside in, with the way back. */
export function OpenedPath({ map: { grouping, path } }: { map: GroupedMap }) {
  const openGroup = useApp((state) => state.openGroup);
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const around = path.slice(0, -1);
  return (
    <nav className={styles.path} aria-label="Opened groups">
      <Button look="link" onClick={() => openGroup(undefined)}>
        {grouping === 'namespace' ? 'All namespaces' : `All by ${groupingWord(grouping)}`}
      </Button>
      {around.map(({ id, label }) => (
        <Fragment key={id}>
          <span aria-hidden>›</span>
          <Button look="link" onClick={() => openGroup(id)}>
            {label}
          </Button>
        </Fragment>
      ))}
      <span aria-hidden>›</span>
      <span className={styles.here} aria-current="location">
        {last.label}
      </span>
    </nav>
  );
}
