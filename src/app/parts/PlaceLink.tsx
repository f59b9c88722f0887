import type { SourceRange } from '../../model/diagnostic';
import { placeOf } from '../state/derive';
import { useApp } from '../state/use-app';
import { cx } from './cx';
import styles from './PlaceLink.module.css';

/** `security.yaml:31`; opens the editor there. */
export function PlaceLink({ at, className }: { at: SourceRange; className?: string | undefined }) {
  const openPlace = useApp((state) => state.openPlace);
  const text = usePlaceText(at);
  return (
    <button
      type="button"
      className={cx(styles.place, className)}
      data-tip={text}
      data-tip-when="cut"
      onClick={() => openPlace(at)}
    >
      {text}
    </button>
  );
}

export function usePlaceText(at: SourceRange): string {
  const files = useApp((state) => state.loaded?.files);
  const { name, line } = placeOf(files ?? [], at);
  return line === undefined ? name : `${name}:${line}`;
}
