import type { EndpointBrief, PolicyDetail } from '../../../analysis/answers';
import type { PolicyId } from '../../../model/ids';
import { counted, groupDigits } from '../../../report/sentence';
import { isGlobal, kindWords, policyName, tierOrderText } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { PlaceLink } from '../../parts/PlaceLink';
import { useApp } from '../../state/use-app';
import { useLookUp } from '../../state/use-look-up';
import { DecidedRules } from './DecidedRules';
import { Fact, Facts, Part, SummaryHead } from './Facts';
import styles from './PolicySummary.module.css';
import { FirstOf, Row, RowHint, RowList } from './RowList';

/** A policy: where it stands in the order, what it applies to, and its text. */
export function PolicySummary({ id }: { id: PolicyId }) {
  const { answer: found, isCurrent } = useLookUp('policy', { id });
  if (found === undefined) return isCurrent && <p className={styles.gone}>This policy is no longer in the files.</p>;
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
      <DecidedRules id={id} />
      <AppliesTo found={found} />
    </article>
  );
}

function AppliesTo({ found: { row, appliesTo, total } }: { found: PolicyDetail }) {
  return (
    <Part title={`Applies to ${counted(row.selects, 'endpoint')}`}>
      {row.selects === 0 && isGlobal(row.ref.kind) && <p>Hosts are not counted: it may apply to host endpoints.</p>}
      {row.maySelect > 0 && (
        <p>It may apply to {groupDigits(row.maySelect)} more: that hangs on what the files do not tell.</p>
      )}
      <EndpointRows endpoints={appliesTo} total={total} nameOf={({ id }) => id} />
    </Part>
  );
}

interface EndpointRowsProps {
  readonly endpoints: readonly EndpointBrief[];
  /** How many there are; the first of them are listed. */
  readonly total: number;
  readonly nameOf: (endpoint: EndpointBrief) => string;
}

export function EndpointRows({ endpoints, total, nameOf }: EndpointRowsProps) {
  const inspect = useApp((state) => state.inspect);
  return (
    <>
      <RowList items={endpoints} keyOf={({ id }) => id}>
        {(endpoint) => (
          <Row onClick={() => inspect({ kind: 'endpoint', id: endpoint.id })}>
            <Cut text={nameOf(endpoint)} />
            <RowHint>{endpoint.address ?? 'no address'}</RowHint>
          </Row>
        )}
      </RowList>
      <FirstOf shown={endpoints.length} total={total} />
    </>
  );
}
