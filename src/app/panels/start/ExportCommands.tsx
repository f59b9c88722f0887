import { CopyButton } from '../../parts/CopyButton';
import { exportCommands } from '../../../report/export-commands';
import styles from './ExportCommands.module.css';

/** What to run where the cluster is, and take the files from. */
export function ExportCommands() {
  const all = exportCommands.map(({ what, command }) => `# ${what}\n${command}`).join('\n');
  return (
    <section className={styles.section} aria-labelledby="export-title">
      <div className={styles.head}>
        <h2 id="export-title" className={styles.title}>
          Export from your cluster{' '}
          <span className={styles.hint}>read-only, no Secrets, no environment of containers</span>
        </h2>
        <CopyButton text={`${all}\n`} className={styles.copy} />
      </div>
      <div className={styles.box}>
        <pre className={styles.commands} tabIndex={0} aria-label="Export commands" role="region">
          {exportCommands.map(({ what, command }) => (
            <span key={what} className={styles.command}>
              <span className={styles.what}># {what}</span>
              {'\n'}
              {command}
              {'\n'}
            </span>
          ))}
        </pre>
      </div>
    </section>
  );
}
