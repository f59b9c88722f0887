import { useApp } from '../../state/use-app';
import { ExportCommands } from '../start/ExportCommands';
import styles from './EmptyMap.module.css';

/** Nothing to draw, yet or at all. */
export function EmptyMap({ isEvaluated }: { isEvaluated: boolean }) {
  const status = useApp((state) => state.load.status);
  if (!isEvaluated) {
    return <p className={styles.waiting}>{status === 'loading' || status === 'ready' ? 'Reading the files' : ''}</p>;
  }
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>No pods in these files</h2>
      <p className={styles.text}>
        Connections are between pods, or workloads that stand for them. Add an export that has some; it joins what is
        loaded already.
      </p>
      <ExportCommands />
    </div>
  );
}
