import type { Diagnostic } from '../../../model/diagnostic';
import { Message } from '../../parts/Message';
import { PlaceLink } from '../../parts/PlaceLink';
import { SeveritySign } from '../../parts/SeveritySign';
import { diagnosticsByFile, outlineById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './Problems.module.css';

/** What there is to tell about the files, by file, gravest first. */
export function Problems() {
  const loaded = useApp((state) => state.loaded);
  if (loaded === undefined) return undefined;
  const { diagnostics, files, summary } = loaded;
  const names = outlineById(files);
  return (
    <div className={styles.list}>
      {diagnostics.length === 0 && summary.notEvaluated.length === 0 && <p>Nothing to tell about these files.</p>}
      {[...diagnosticsByFile(diagnostics)].map(([file, found]) => (
        <section key={file} aria-label={names.get(file)?.name ?? file}>
          <h3 className={styles.file}>{names.get(file)?.name ?? file}</h3>
          <ul>
            {found.map((diagnostic) => (
              <Problem
                key={`${diagnostic.at.start} ${diagnostic.code} ${diagnostic.message}`}
                diagnostic={diagnostic}
              />
            ))}
          </ul>
        </section>
      ))}
      {summary.notEvaluated.length > 0 && (
        <section aria-label="Not evaluated">
          <h3 className={styles.file}>Not evaluated</h3>
          <ul>
            {summary.notEvaluated.map(({ kind, count, effect }) => (
              <li key={kind} className={styles.problem}>
                <SeveritySign severity="info" />
                <span className={styles.text}>
                  {count} {kind}: {effect}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Problem({ diagnostic: { severity, message, hint, at, code } }: { diagnostic: Diagnostic }) {
  return (
    <li className={styles.problem}>
      <SeveritySign severity={severity} />
      <span className={styles.text} data-tip={code}>
        <Message text={message} />
        {hint !== undefined && (
          <span className={styles.hint}>
            {' '}
            <Message text={hint} />
          </span>
        )}
      </span>
      <span className={styles.place}>
        <PlaceLink at={at} />
      </span>
    </li>
  );
}
