import { useState } from 'react';
import type { PolicyTrace, RuleTrace } from '../../../model/explanation';
import { counted } from '../../../report/sentence';
import { kindWords, orderText, policyName } from '../../../report/words';
import { Button } from '../../parts/Button';
import { PlaceTip } from '../lists/PlaceTip';
import styles from './PolicySteps.module.css';
import { RuleStep } from './RuleStep';

/** One policy that applies, with its rules in the order tried. */
export function PolicySteps({ policy, isFolded }: { policy: PolicyTrace; isFolded: boolean }) {
  const { policy: ref, order, applies, rules, at } = policy;
  const [isOpen, setOpen] = useState(false);
  const telling = rules.filter(isTelling);
  const shown = isOpen || (!isFolded && rules.length <= 8) ? rules : telling;
  const unreached = rules.every(({ matched }) => matched === 'not-reached');
  return (
    <div className={styles.policy} role="group" aria-label={`Policy ${policyName(ref)}`}>
      <p className={styles.head} data-tip={kindWords(ref.kind)}>
        <PlaceTip at={at}>{policyName(ref)}</PlaceTip>{' '}
        <span className={styles.order}>
          {ref.kind.includes('Kubernetes') && 'Kubernetes, '}
          {orderText(order)}
          {applies === 'maybe' && ' · may apply'}
        </span>
      </p>
      {shown.length > 0 && (
        <ol className={styles.rules}>
          {shown.map((rule) => (
            <RuleStep key={rule.rule} rule={rule} />
          ))}
        </ol>
      )}
      {shown.length < rules.length && (
        <Button look="link" className={styles.more} onClick={() => setOpen(true)}>
          {foldedText(rules.length - shown.length, unreached)}
        </Button>
      )}
      {rules.length === 0 && <p className={styles.none}>no rules for this direction</p>}
    </div>
  );
}

const isTelling = ({ matched }: RuleTrace): boolean => matched === 'yes' || matched === 'maybe';

const foldedText = (count: number, unreached: boolean): string =>
  unreached
    ? `${counted(count, 'rule')} not reached`
    : `${counted(count, 'rule')} ${count === 1 ? 'does' : 'do'} not match or ${count === 1 ? 'is' : 'are'} not reached`;
