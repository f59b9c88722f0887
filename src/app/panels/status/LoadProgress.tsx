import { Button } from '../../parts/Button';
import { NOTICEABLE_MS, useLasting } from '../../parts/use-lasting';
import { useApp } from '../../state/use-app';
import { bytesText, meterOf, stageText, tookText } from './stage-text';
import styles from './StatusBar.module.css';

/** How the evaluation goes, or went. What takes longer than a blink can be cancelled. */
export function LoadProgress() {
  const load = useApp((state) => state.load);
  const cancelLoad = useApp((state) => state.cancelLoad);
  const evaluateAgain = useApp((state) => state.evaluateAgain);
  const isSlow = useLasting(load.status === 'loading', NOTICEABLE_MS);
  switch (load.status) {
    case 'loading': {
      if (!isSlow) return <span className={styles.time}>Evaluating</span>;
      const { progress } = load;
      return (
        <span className={styles.progress}>
          {stageText(progress)}
          {progress?.bytes !== undefined && <span>{bytesText(progress.bytes)}</span>}
          <progress className={styles.meter} aria-label="Evaluation" {...meterOf(progress)} />
          <Button look="link" onClick={cancelLoad}>
            Cancel
          </Button>
        </span>
      );
    }
    case 'ready':
      return <span className={styles.time}>Evaluated in {tookText(load.took)}</span>;
    case 'cancelled':
    case 'crashed':
      return (
        <span className={styles.progress}>
          {load.status === 'cancelled' ? 'Cancelled: not all you see is of these files' : 'Not evaluated'}
          <Button look="link" onClick={evaluateAgain}>
            Evaluate again
          </Button>
        </span>
      );
    case 'idle':
      return undefined;
  }
}
