import { useState, type ReactNode } from 'react';
import type { Decisions, PairTotals, RuleMention, TierDecisions } from '../../../analysis/answers';
import { pairMeaning, percentText } from '../../../report/decided-words';
import { counted, groupDigits } from '../../../report/sentence';
import { policyName } from '../../../report/words';
import { Button } from '../../parts/Button';
import { Cut } from '../../parts/Cut';
import { useApp } from '../../state/use-app';
import { useDecisions } from '../../state/use-decisions';
import { Part } from './Facts';
import { PolicyRefRow } from './PolicyRefRow';
import { FirstOf, Row, RowHint, RowList } from './RowList';
import styles from './WhoDecides.module.css';

/** Of all pairs of endpoints: how many can talk, how many each tier decides, and what decides nothing. */
export function WhoDecides() {
  const { answer: decisions, isFresh } = useDecisions();
  const tiers = useApp((state) => state.loaded?.summary.counts.tiers ?? 0);
  // What stands below it does not move once it is counted.
  if (decisions === undefined) return <Waiting tiers={tiers} />;
  if (decisions.pairs.total === 0) return undefined;
  return (
    <Part title="Pairs of endpoints">
      <div className={styles.body} data-stale={!isFresh}>
        <Reachable pairs={decisions.pairs} meaning={pairMeaning(decisions.bothFamilies)} />
        <TierTable tiers={decisions.tiers} total={decisions.pairs.total} />
        <Idle idle={decisions.idle} />
      </div>
    </Part>
  );
}

const Waiting = ({ tiers }: { tiers: number }) => (
  <Part title="Pairs of endpoints">
    <p className={styles.waiting} style={{ height: 147 + 34 * tiers }}>
      Counting …
    </p>
  </Part>
);

/** Colour for what can talk, and for what nobody can tell; the rest of the bar is denied. */
function Reachable({ pairs: { total, reachable, open }, meaning }: { pairs: PairTotals; meaning: string }) {
  const denied = total - reachable - open;
  const shares = [
    `${percentText(reachable, total)} can talk`,
    ...(open > 0 ? [`${percentText(open, total)} undetermined`] : []),
    `${percentText(denied, total)} denied on every port`,
  ];
  return (
    <>
      <p data-tip={meaning} tabIndex={-1}>
        <strong>{groupDigits(reachable)}</strong> of {counted(total, 'pair')} can talk
        {open > 0 && <>, {groupDigits(open)} undetermined</>}
      </p>
      <div className={styles.bar} aria-hidden>
        <span className={styles.allow} style={{ width: `${(100 * reachable) / total}%` }} />
        <span className={styles.open} style={{ width: `${(100 * open) / total}%` }} />
      </div>
      <p className={styles.shares}>{shares.join(' · ')}</p>
    </>
  );
}

function TierTable({ tiers, total }: { tiers: readonly TierDecisions[]; total: number }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Decided in tier</th>
          <th scope="col" data-tip={sideTip('at the source')}>
            on egress
          </th>
          <th scope="col" data-tip={sideTip('at the destination')}>
            on ingress
          </th>
        </tr>
      </thead>
      <tbody>
        {tiers.map(({ name, egress, ingress }) => (
          <tr key={name ?? ''}>
            <th scope="row">{name === undefined ? 'then profiles' : <Cut text={name} />}</th>
            <ShareCell pairs={egress} total={total} />
            <ShareCell pairs={ingress} total={total} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const sideTip = (where: string) =>
  `Pairs of which the tier decides at least one connection, ${where}. Several tiers may share a pair, by port.`;

const ShareCell = ({ pairs, total }: { pairs: number; total: number }) => (
  <td data-tip={`${percentText(pairs, total)} of all pairs`}>
    {groupDigits(pairs)}
    <span className={styles.share} aria-hidden>
      <span style={{ width: `${(100 * pairs) / total}%` }} />
    </span>
  </td>
);

function Idle({ idle: { policies, rules } }: Pick<Decisions, 'idle'>) {
  if (policies.total + rules.total === 0)
    return <p className={styles.shares}>Every policy and every rule decides something.</p>;
  const more = policies.total > 0 ? 'more ' : '';
  return (
    <>
      {policies.total > 0 && (
        <Disclosure title={`${counted(policies.total, 'policy decides', 'policies decide')} nothing`}>
          <RowList items={policies.listed} keyOf={({ ref }) => ref.id}>
            {(policy) => <PolicyRefRow policy={policy} />}
          </RowList>
          <FirstOf shown={policies.listed.length} total={policies.total} />
        </Disclosure>
      )}
      {rules.total > 0 && (
        <Disclosure title={`${counted(rules.total, `${more}rule decides`, `${more}rules decide`)} nothing`}>
          <RowList items={rules.listed} keyOf={({ ref, direction, rule }) => `${ref.id} ${direction} ${rule}`}>
            {(rule) => <RuleRow rule={rule} />}
          </RowList>
          <FirstOf shown={rules.listed.length} total={rules.total} />
        </Disclosure>
      )}
    </>
  );
}

function RuleRow({ rule: { ref, direction, rule } }: { rule: RuleMention }) {
  const inspect = useApp((state) => state.inspect);
  return (
    <Row onClick={() => inspect({ kind: 'policy', id: ref.id })}>
      <Cut text={policyName(ref)} />
      <RowHint>
        {direction.toLowerCase()} rule {rule + 1}
      </RowHint>
    </Row>
  );
}

function Disclosure({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p className={styles.disclosure}>
        {title} ·{' '}
        <Button
          look="link"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Hide' : 'Show'}: ${title}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'hide' : 'show'}
        </Button>
      </p>
      {isOpen && children}
    </>
  );
}
