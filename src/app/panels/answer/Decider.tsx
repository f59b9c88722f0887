import type { Direction } from '../../../model/resource';
import type { Decision, PathPlace, Side } from '../../../model/verdict';
import { decisionParts, pathPlaceText } from '../../../report/words';
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

interface DeciderSentenceProps {
  readonly decision: Decision;
  readonly direction: Direction;
  /** Where the packet meets it, when that is not plain. */
  readonly place?: PathPlace | undefined;
}

export function DeciderSentence({ decision, direction, place }: DeciderSentenceProps) {
  return (
    <p className={styles.decider}>
      {place !== undefined && place.kind !== 'pod' && `At ${pathPlaceText(place)}. `}
      <Words sentence={decisionParts(decision, direction)} /> {'at' in decision && <PlaceLink at={decision.at} />}
    </p>
  );
}
