import type { FlowVerdict, Unknown } from '../../../model/verdict';
import { exportCommandFor } from '../../../report/export-commands';
import { unknownText } from '../../../report/words';
import { CopyButton } from '../../parts/CopyButton';
import styles from './MissingInput.module.css';

/** What the files do not tell, and the command that would export it. */
export function MissingInput({ verdict }: { verdict: FlowVerdict }) {
  const unknowns = missingIn(verdict);
  if (unknowns.length === 0) return undefined;
  const commands = [...new Set(unknowns.map(exportCommandFor))];
  return (
    <section className={styles.card} aria-label="What is missing">
      <h3>Not told by the files</h3>
      <ul className={styles.list}>
        {unknowns.map((unknown) => (
          <li key={JSON.stringify(unknown)}>{unknownText(unknown)}</li>
        ))}
      </ul>
      <p className={styles.how}>Export it, then drop the file on this page:</p>
      {commands.map((command) => (
        <div key={command} className={styles.command}>
          <code className={styles.code}>{command}</code>
          <CopyButton text={command} />
        </div>
      ))}
    </section>
  );
}

function missingIn({ verdict, reason, egress, ingress }: FlowVerdict): readonly Unknown[] {
  if (verdict !== 'undetermined') return [];
  if (reason !== undefined && reason.kind !== 'missing-input') return [];
  const all = reason?.unknowns ?? [...(egress?.unknowns ?? []), ...(ingress?.unknowns ?? [])];
  return [...new Map(all.map((unknown) => [JSON.stringify(unknown), unknown])).values()];
}
