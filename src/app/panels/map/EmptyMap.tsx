import { ExportCommands } from '../start/ExportCommands';
import styles from './EmptyMap.module.css';
import { LoadingView } from './LoadingView';

/** Nothing to draw, yet or at all. */
export function EmptyMap({ isEvaluated }: { isEvaluated: boolean }) {
  if (!isEvaluated) return <LoadingView />;
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
