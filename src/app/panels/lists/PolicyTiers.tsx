import type { PolicyList } from '../../../analysis/answers';
import { counted } from '../../../report/sentence';
import { tierOrderText } from '../../../report/words';
import { PlaceTip } from './PlaceTip';
import { Cut } from '../../parts/Cut';
import { useArrowRows } from '../../parts/use-arrow-rows';
import { useApp } from '../../state/use-app';
import styles from './PolicyTiers.module.css';
import { PolicyLine } from './PolicyLine';

/** Tiers top to bottom, policies by order, the end of the tier at its foot, profiles last: as Calico evaluates. */
export function PolicyTiers() {
  const list = useApp((state) => state.policies);
  const rows = useArrowRows<HTMLDivElement>();
  if (list === undefined) return undefined;
  return (
    <div className={styles.list} tabIndex={-1} {...rows}>
      {list.tiers.map((tier, index) => (
        <TierSection key={tier.name} tier={tier} isFirst={index === 0} />
      ))}
      <p className={styles.profiles}>
        {list.tiers.length === 0 ? 'No policies in these files.' : 'then profiles · kns.* allow'}
      </p>
    </div>
  );
}

function TierSection({ tier, isFirst }: { tier: PolicyList['tiers'][number]; isFirst: boolean }) {
  const { name, order, policies, defaultAction, known, at } = tier;
  return (
    <section className={styles.tier} aria-label={`Tier ${name}`}>
      <h3 className={styles.head}>
        <PlaceTip at={at}>
          <Cut text={name} className={styles.name} />
        </PlaceTip>
        <span className={styles.order}>{tierOrderText(order)}</span>
        {!known && (
          <span className={styles.order} data-tip="A policy names this tier; no Tier object of the files describes it.">
            no object
          </span>
        )}
        <span className={styles.count}>
          {isFirst ? counted(policies.length, 'policy', 'policies') : policies.length}
        </span>
      </h3>
      {policies.length === 0 ? (
        <p className={styles.end}>No policies</p>
      ) : (
        <>
          <ul>
            {policies.map((policy) => (
              <PolicyLine key={policy.ref.id} policy={policy} />
            ))}
          </ul>
          <p className={styles.end}>End of tier → {defaultAction}</p>
        </>
      )}
    </section>
  );
}
