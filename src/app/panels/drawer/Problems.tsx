import { useState } from 'react';
import { groupBy } from '../../../base/collections';
import type { Diagnostic } from '../../../model/diagnostic';
import { groupDigits } from '../../../report/sentence';
import { Button } from '../../parts/Button';
import { Message } from '../../parts/Message';
import { PlaceLink } from '../../parts/PlaceLink';
import { SeveritySign } from '../../parts/SeveritySign';
import { byGravity, outlineById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './Problems.module.css';

/** So many are in the page, and so many more with each click. */
const PAGE = 200;

/** What there is to tell about the files, by file, gravest first. */
export function Problems() {
  const loaded = useApp((state) => state.loaded);
  const [most, setMost] = useState(PAGE);
  if (loaded === undefined) return undefined;
  const { diagnostics, files, summary } = loaded;
  const names = outlineById(files);
  return (
    <div className={styles.list}>
      {diagnostics.length === 0 && summary.notEvaluated.length === 0 && <p>Nothing to tell about these files.</p>}
      {[...groupBy(byGravity(diagnostics).slice(0, most), ({ at }) => at.file)].map(([file, found]) => (
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
      {diagnostics.length > most && (
        <Button look="link" className={styles.more} onClick={() => setMost(most + PAGE)}>
          {groupDigits(diagnostics.length - most)} more
        </Button>
      )}
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
