import type { ReactNode } from 'react';
import type { SourceRange } from '../../../model/diagnostic';
import { usePlaceText } from '../../parts/PlaceLink';
import { useApp } from '../../state/use-app';
import styles from './PlaceTip.module.css';

/** A name that leads to its place in a file; plain text where there is none. */
export function PlaceTip({ at, children }: { at: SourceRange | undefined; children: ReactNode }) {
  return at === undefined ? <span className={styles.plain}>{children}</span> : <Linked at={at}>{children}</Linked>;
}

function Linked({ at, children }: { at: SourceRange; children: ReactNode }) {
  const openPlace = useApp((state) => state.openPlace);
  const text = usePlaceText(at);
  return (
    <button type="button" className={styles.link} data-tip={text} onClick={() => openPlace(at)}>
      {children}
    </button>
  );
}
