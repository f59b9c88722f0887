import type { NearMiss } from '../../../model/explanation';
import { missedByText, missText } from '../../../report/miss-words';
import { policyName } from '../../../report/words';
import { PlaceLink } from '../../parts/PlaceLink';
import styles from './NearestRule.module.css';

/** The rule that came nearest to allowing the flow, and the edit that would make it. */
export function NearestRule({ nearest }: { nearest: NearMiss }) {
  const { policy, rule, direction, miss, change, at } = nearest;
  return (
    <section className={styles.card} aria-label="Nearest rule">
      <p>
        <strong>The nearest rule misses by {missedByText(miss)}.</strong> Rule {rule + 1} of {policyName(policy)} on{' '}
        {direction.toLowerCase()}: {missText(miss)}. <PlaceLink at={at} />
      </p>
      {change !== undefined && (
        <pre className={styles.change}>
          <del className={styles.line}>- {change.from}</del>
          <ins className={styles.line}>+ {change.to}</ins>
        </pre>
      )}
    </section>
  );
}
