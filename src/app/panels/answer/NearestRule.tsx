import type { Miss, NearMiss } from '../../../model/explanation';
import { missText, policyName } from '../../../report/words';
import { PlaceLink } from '../../parts/PlaceLink';
import styles from './NearestRule.module.css';

/** The rule that came nearest to allowing the flow, and the edit that would make it. */
export function NearestRule({ nearest }: { nearest: NearMiss }) {
  const { policy, rule, direction, miss, change, at } = nearest;
  return (
    <section className={styles.card} aria-label="Nearest rule">
      <p>
        <strong>The nearest rule misses by {missedBy(miss)}.</strong> Rule {rule + 1} of {policyName(policy)} on{' '}
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

function missedBy(miss: Miss): string {
  switch (miss.kind) {
    case 'selector':
      return miss.label?.got === undefined ? 'one label' : 'one label value';
    case 'port':
      return 'its port';
    case 'protocol':
    case 'icmp':
    case 'family':
      return 'its protocol';
    case 'nets':
      return 'its addresses';
    default:
      return 'one condition';
  }
}
