import type { TierTrace } from '../../../model/explanation';
import { policyName, tierOrderText } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { cx } from '../../parts/cx';
import { PlaceTip } from '../lists/PlaceTip';
import { PolicySteps } from './PolicySteps';
import styles from './TierSteps.module.css';

interface TierStepsProps {
  readonly tier: TierTrace;
  /** `egress` or `ingress`, as it stands in a sentence. */
  readonly sideWord: string;
  readonly isFolded: boolean;
}

/** One tier of the walk. */
export function TierSteps({ tier, sideWord, isFolded }: TierStepsProps) {
  const { tier: name, order, status, policies, at } = tier;
  if (status === 'skipped' || status === 'not-reached') {
    return (
      <p className={styles.quiet}>
        <Cut text={name} className={styles.quietName} />
        <span className={styles.why}>{status === 'skipped' ? `no ${sideWord} policy applies` : 'not reached'}</span>
      </p>
    );
  }
  return (
    <div className={styles.tier} role="group" aria-label={`Tier ${name}`}>
      <h4 className={styles.head}>
        <PlaceTip at={at}>{name}</PlaceTip> <span className={styles.order}>{tierOrderText(order)}</span>
      </h4>
      {policies.map((policy) => (
        <PolicySteps key={policy.policy.id} policy={policy} isFolded={isFolded} />
      ))}
      <EndOfTier tier={tier} />
    </div>
  );
}

/** No rule matched: the default action of the tier speaks, in the name of the last policy that applies. */
function EndOfTier({ tier: { end, defaultAction } }: { tier: TierTrace }) {
  if (end === undefined) return undefined;
  return (
    <p className={cx(styles.end, end.decides && styles.decides)}>
      <span aria-hidden className={styles.mark}>
        {end.action === 'Deny' ? '⊘' : '→'}
      </span>
      <span>
        End of tier → {defaultAction}
        <span className={styles.trigger}>
          {end.decides ? 'decides' : 'no rule matched'} · last policy {policyName(end.trigger)}
        </span>
      </span>
    </p>
  );
}
