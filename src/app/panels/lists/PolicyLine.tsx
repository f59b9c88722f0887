import type { PolicyRow } from '../../../analysis/answers';
import { counted, groupDigits } from '../../../report/sentence';
import { isGlobal, kindAbbreviation, kindWords, policyName } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { cx } from '../../parts/cx';
import { arrowRow } from '../../parts/use-arrow-rows';
import { decidingPolicies } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './PolicyTiers.module.css';

/** One policy in its tier; an empty line while it is on its way. */
export function PolicyLine({ policy }: { policy: PolicyRow | undefined }) {
  return policy === undefined ? <div className={styles.coming} aria-hidden /> : <KnownPolicy policy={policy} />;
}

/** Marked while it decides the flow in question. */
function KnownPolicy({ policy }: { policy: PolicyRow }) {
  const { ref, order, selects, maySelect, staged } = policy;
  const inspect = useApp((state) => state.inspect);
  const inspected = useApp((state) => state.inspected.kind === 'policy' && state.inspected.id === ref.id);
  const decides = useApp((state) =>
    decidingPolicies(state.answer.status === 'none' ? undefined : state.answer.last?.explanation).has(ref.id),
  );
  const selected = `${groupDigits(selects)}${maySelect > 0 ? '+' : ''}`;
  return (
    <button
      type="button"
      {...arrowRow}
      className={cx(styles.policy, decides && styles.decides, inspected && styles.inspected)}
      aria-current={inspected}
      onClick={() => inspect({ kind: 'policy', id: ref.id })}
    >
      <span className={styles.number}>{order ?? '–'}</span>
      <Cut text={policyName(ref)} className={cx(styles.policyName, staged && styles.staged)} />
      <span className={styles.kind} data-tip={kindWords(ref.kind)}>
        {kindAbbreviation(ref.kind)}
      </span>
      <span className={styles.selects} data-tip={selectsText(policy)} aria-label={selectsText(policy)}>
        {selected}
      </span>
    </button>
  );
}

function selectsText({ ref, selects, maySelect }: PolicyRow): string {
  const hosts = selects === 0 && isGlobal(ref.kind) ? '; hosts are not counted' : '';
  const sure = `applies to ${counted(selects, 'endpoint')}${hosts}`;
  return maySelect > 0 ? `${sure}, and may apply to ${maySelect} more` : sure;
}
