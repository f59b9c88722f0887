import { useEffect, useState } from 'react';
import { Button } from '../../parts/Button';
import { useApp } from '../../state/use-app';
import styles from './StatusBar.module.css';

/** Shorter than this, nobody has to be told. */
const NOTICEABLE = 300;

/** How the evaluation goes, or went. What takes longer than a blink can be cancelled. */
export function LoadProgress() {
  const load = useApp((state) => state.load);
  const cancelLoad = useApp((state) => state.cancelLoad);
  const evaluateAgain = useApp((state) => state.evaluateAgain);
  const isSlow = useLasting(load.status === 'loading', NOTICEABLE);
  switch (load.status) {
    case 'loading': {
      if (!isSlow) return <span className={styles.time}>Evaluating</span>;
      const { progress } = load;
      return (
        <span className={styles.progress}>
          {progress?.stage ?? 'Evaluating'}
          <progress
            className={styles.meter}
            aria-label="Evaluation"
            {...(progress === undefined || progress.total === 0 ? {} : { value: progress.done, max: progress.total })}
          />
          <Button look="link" onClick={cancelLoad}>
            Cancel
          </Button>
        </span>
      );
    }
    case 'ready':
      return <span className={styles.time}>Evaluated in {Math.max(1, Math.round(load.took))} ms</span>;
    case 'cancelled':
    case 'crashed':
      return (
        <span className={styles.progress}>
          {load.status === 'cancelled' ? 'Cancelled: what you see is older' : 'Not evaluated'}
          <Button look="link" onClick={evaluateAgain}>
            Evaluate again
          </Button>
        </span>
      );
    case 'idle':
      return undefined;
  }
}

/** True once `condition` has held for so many milliseconds. */
function useLasting(condition: boolean, milliseconds: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setLasting(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [condition, milliseconds]);
  return lasting;
}
