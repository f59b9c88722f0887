import { useApp } from '../../state/use-app';
import styles from './DropOverlay.module.css';

/** While files hang over the page. */
export function DropOverlay() {
  const hasFiles = useApp((state) => state.files.length > 0);
  return (
    <div className={styles.overlay} aria-hidden>
      <p className={styles.text}>{hasFiles ? 'Drop to add to this cluster' : 'Drop to open'}</p>
    </div>
  );
}
