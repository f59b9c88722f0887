import type { SideTrace } from '../../../model/explanation';
import { verdictWord } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { lookOf, Verdict } from '../../parts/Verdict';
import { ProfileSteps } from './ProfileSteps';
import styles from './SideTraceView.module.css';
import { TierSteps } from './TierSteps';

/** Where more rules than this were tried, those that say nothing fold. */
const READABLE = 14;

/** The way of the packet at one side: tiers in order, every rule tried, the deciding one marked. */
export function SideTraceView({ trace }: { trace: SideTrace }) {
  const { direction, endpoint, side, tiers, profiles } = trace;
  const rules = tiers.flatMap(({ policies }) => policies.flatMap((policy) => policy.rules)).length;
  const sideWord = direction.toLowerCase();
  return (
    <section className={styles.side} aria-label={`${direction} at ${endpoint}`}>
      <h3 className={styles.head}>
        <Cut text={`${direction} at ${endpoint}`} />
        <Verdict look={lookOf(side.verdict, side.decisions[0])} className={styles.verdict}>
          {verdictWord(side.verdict).toLowerCase()}
        </Verdict>
      </h3>
      <div className={styles.rail}>
        {tiers.map((tier) => (
          <TierSteps key={tier.tier} tier={tier} sideWord={sideWord} isFolded={rules > READABLE} />
        ))}
        <ProfileSteps profiles={profiles} />
      </div>
    </section>
  );
}
