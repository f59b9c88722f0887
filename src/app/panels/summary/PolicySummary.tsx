import type { PolicyId } from '../../../model/ids';
import { counted } from '../../../report/sentence';
import { isGlobal, kindWords, policyName, tierOrderText } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { PlaceLink } from '../../parts/PlaceLink';
import { endpointById, endpointsByPolicy, policyById, type PolicyInTier } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { Fact, Facts, Part, SummaryHead } from './Facts';
import styles from './PolicySummary.module.css';
import { Row, RowHint, RowList } from './RowList';

/** A policy: where it stands in the order, what it applies to, and its text. */
export function PolicySummary({ id }: { id: PolicyId }) {
  const found = useApp((state) => (state.policies === undefined ? undefined : policyById(state.policies).get(id)));
  if (found === undefined) return <p className={styles.gone}>This policy is no longer in the files.</p>;
  const { row, tier } = found;
  const { ref, types, rules, selector, order, at, staged } = row;
  return (
    <article aria-label={`Summary of policy ${policyName(ref)}`}>
      <SummaryHead kind={`${kindWords(ref.kind)}${staged ? ', staged' : ''}`} name={policyName(ref)}>
        <PlaceLink at={at} />
      </SummaryHead>
      <Facts>
        <Fact name="Tier">
          {tier.name}, {tierOrderText(tier.order)}
        </Fact>
        <Fact name="Order">{order ?? 'none: after every number'}</Fact>
        <Fact name="Types">{types.length === 0 ? 'none' : types.join(', ')}</Fact>
        <Fact name="Rules">
          {rules.ingress} ingress, {rules.egress} egress
        </Fact>
        <Fact name="Selector">
          {selector === '' ? 'everything in its scope' : <code className={styles.selector}>{selector}</code>}
        </Fact>
      </Facts>
      <AppliesTo found={found} />
    </article>
  );
}

function AppliesTo({ found: { row } }: { found: PolicyInTier }) {
  const endpoints = useApp((state) => state.endpoints);
  const inspect = useApp((state) => state.inspect);
  const byId = endpoints === undefined ? undefined : endpointById(endpoints);
  const ids = endpoints === undefined ? [] : (endpointsByPolicy(endpoints).get(row.ref.id) ?? []);
  return (
    <Part title={`Applies to ${counted(row.selects, 'endpoint')}`}>
      {row.selects === 0 && isGlobal(row.ref.kind) && <p>Hosts are not counted: it may apply to host endpoints.</p>}
      {row.maySelect > 0 && <p>It may apply to {row.maySelect} more: that hangs on what the files do not tell.</p>}
      <RowList items={ids} keyOf={(endpoint) => endpoint}>
        {(endpoint) => (
          <Row onClick={() => inspect({ kind: 'endpoint', id: endpoint })}>
            <Cut text={endpoint} />
            <RowHint>{byId?.get(endpoint)?.addresses[0]}</RowHint>
          </Row>
        )}
      </RowList>
    </Part>
  );
}
