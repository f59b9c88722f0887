import type { PolicyRow } from '../../../analysis/answers';
import type { PolicyId } from '../../../model/ids';
import { decidesSentence, decidesShort } from '../../../report/decided-words';
import { counted, groupDigits } from '../../../report/sentence';
import { isGlobal, kindAbbreviation, kindWords, policyName } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { cx } from '../../parts/cx';
import { arrowRow } from '../../parts/use-arrow-rows';
import { decidingPolicies, type PolicyDecided } from '../../state/derive';
import { useApp } from '../../state/use-app';
import styles from './PolicyTiers.module.css';

interface PolicyLineProps {
  readonly policy: PolicyRow | undefined;
  readonly decided: ReadonlyMap<PolicyId, PolicyDecided>;
}

/** One policy in its tier; an empty line while it is on its way. */
export function PolicyLine({ policy, decided }: PolicyLineProps) {
  if (policy === undefined) return <div className={styles.coming} aria-hidden />;
  return <KnownPolicy policy={policy} decided={decided.get(policy.ref.id)} />;
}

/** Marked while it decides the flow in question. */
function KnownPolicy({ policy, decided }: { policy: PolicyRow; decided: PolicyDecided | undefined }) {
  const { ref, order, staged } = policy;
  const inspect = useApp((state) => state.inspect);
  const inspected = useApp((state) => state.inspected.kind === 'policy' && state.inspected.id === ref.id);
  const decides = useApp((state) =>
    decidingPolicies(state.answer.status === 'none' ? undefined : state.answer.last?.explanation).has(ref.id),
  );
  const isIdle = decided?.standing === 'nothing';
  const told = toldText(policy, decided);
  return (
    <button
      type="button"
      {...arrowRow}
      className={cx(styles.policy, decides && styles.decides, inspected && styles.inspected)}
      aria-current={inspected}
      onClick={() => inspect({ kind: 'policy', id: ref.id })}
    >
      <span className={styles.number}>{order ?? '–'}</span>
      <Cut text={policyName(ref)} className={cx(styles.policyName, staged && styles.staged, isIdle && styles.idle)} />
      <span className={styles.kind} data-tip={kindWords(ref.kind)}>
        {kindAbbreviation(ref.kind)}
      </span>
      <span className={styles.share} data-tip={told} aria-label={told}>
        {decided !== undefined && decidesShort(decided.standing, decided.egress + decided.ingress)}
      </span>
    </button>
  );
}

function toldText(policy: PolicyRow, decided: PolicyDecided | undefined): string {
  const applies = selectsText(policy);
  return decided === undefined
    ? applies
    : `${applies}; ${decidesSentence(decided.standing, decided.egress, decided.ingress)}`;
}

function selectsText({ ref, selects, maySelect }: PolicyRow): string {
  const hosts = selects === 0 && isGlobal(ref.kind) ? ' (hosts are not counted)' : '';
  const sure = `applies to ${counted(selects, 'endpoint')}${hosts}`;
  return maySelect > 0 ? `${sure}, and may apply to ${groupDigits(maySelect)} more` : sure;
}
