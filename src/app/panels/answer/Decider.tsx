import type { Direction } from '../../../model/resource';
import type { Decision, Side } from '../../../model/verdict';
import { decisionParts } from '../../../report/words';
import { PlaceLink } from '../../parts/PlaceLink';
import { Words } from '../../parts/Words';
import styles from './Decider.module.css';

/** Who decided at one side, with the line. Where the input leaves that open, everyone it may be. */
export function Decider({ side, direction }: { side: Side | undefined; direction: Direction }) {
  if (side === undefined) return undefined;
  const [only, ...others] = side.decisions;
  if (only === undefined) return undefined;
  if (others.length === 0) return <DeciderSentence decision={only} direction={direction} />;
  return (
    <div className={styles.open}>
      <p>One of these decides; which, hangs on what the files do not tell:</p>
      {side.decisions.map((decision) => (
        <DeciderSentence key={JSON.stringify(decision)} decision={decision} direction={direction} />
      ))}
    </div>
  );
}

function DeciderSentence({ decision, direction }: { decision: Decision; direction: Direction }) {
  return (
    <p className={styles.decider}>
      <Words sentence={decisionParts(decision, direction)} /> {'at' in decision && <PlaceLink at={decision.at} />}
    </p>
  );
}
