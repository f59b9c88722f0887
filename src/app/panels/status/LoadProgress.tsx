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
          {stageText(progress?.stage)}
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

/** The engine's word for what it is at, as people say it. */
function stageText(stage: string | undefined): string {
  switch (stage) {
    case 'read':
      return 'Reading files';
    case 'assemble':
      return 'Joining objects';
    case 'compile':
      return 'Ordering policies';
    case 'map':
      return 'Evaluating connections';
    default:
      return 'Evaluating';
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
