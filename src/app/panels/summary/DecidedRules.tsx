import type { DecidedCount, DirectionShare, PolicyShare, RuleShare } from '../../../analysis/answers';
import type { PolicyId } from '../../../model/ids';
import type { Direction } from '../../../model/resource';
import { decidesText, idleText, pairMeaning } from '../../../report/decided-words';
import { groupDigits } from '../../../report/sentence';
import { cx } from '../../parts/cx';
import { useApp } from '../../state/use-app';
import { usePolicyShare } from '../../state/use-decisions';
import { RuleText } from '../answer/RuleText';
import styles from './DecidedRules.module.css';
import { Part } from './Facts';

/** What a policy decides: in each direction its rules in order, and the end of its tier. */
export function DecidedRules({ id }: { id: PolicyId }) {
  const { answer: share, isCurrent, isFresh } = usePolicyShare(id);
  if (share === undefined || !isCurrent) {
    return (
      <Part title="Decides">
        <p className={styles.waiting}>Counting …</p>
      </Part>
    );
  }
  return (
    <div className={styles.body} data-stale={!isFresh}>
      <DirectionRules direction="Ingress" share={share.ingress} standing={share.standing} />
      <DirectionRules direction="Egress" share={share.egress} standing={share.standing} />
    </div>
  );
}

interface DirectionRulesProps {
  readonly direction: Direction;
  readonly share: DirectionShare | undefined;
  readonly standing: PolicyShare['standing'];
}

function DirectionRules({ direction, share, standing }: DirectionRulesProps) {
  if (share === undefined) return undefined;
  const { rules, endOfTier } = share;
  return (
    <Part title={direction}>
      <p className={styles.head} data-tip={pairMeaning(false)}>
        {standing === 'not-counted' ? 'Hosts and source ports are not counted' : decidesText(share)}
      </p>
      <ol className={styles.rules}>
        {rules.map((rule) => (
          <RuleLine key={rule.rule} rule={rule} direction={direction} />
        ))}
      </ol>
      {endOfTier !== undefined && endOfTier.endpoints > 0 && (
        <p
          className={styles.end}
          data-tip="It is the last policy of the tier that applies, and none of their rules matched."
        >
          <span className={styles.text}>End of tier → Deny</span>
          <Count count={endOfTier} />
        </p>
      )}
    </Part>
  );
}

function RuleLine({ rule, direction }: { rule: RuleShare; direction: Direction }) {
  const openPlace = useApp((state) => state.openPlace);
  const isExplained = rule.endpoints === 0;
  // Rules that pass or log do what they are for.
  const isIdle = isExplained && rule.idle?.kind !== 'passes' && rule.idle?.kind !== 'logs';
  return (
    <li>
      <button type="button" className={cx(styles.rule, isIdle && styles.idle)} onClick={() => openPlace(rule.at)}>
        <span className={styles.number}>{rule.rule + 1}</span>
        <span className={styles.text}>
          {rule.texts.map((text) => (
            <span key={text} className={styles.line}>
              <RuleText text={text} />
            </span>
          ))}
          {isExplained && <span className={styles.why}>{idleText(rule.idle, direction)}</span>}
        </span>
        <Count count={rule} />
      </button>
    </li>
  );
}

/** Pairs; what decides only traffic with the outside has none. */
function Count({ count }: { count: DecidedCount }) {
  if (count.endpoints === 0) return undefined;
  return (
    <span className={styles.count} data-tip={decidesText(count)}>
      {count.pairs === 0 ? 'outside' : groupDigits(count.pairs)}
      <span className="visually-hidden">. {decidesText(count)}</span>
    </span>
  );
}
