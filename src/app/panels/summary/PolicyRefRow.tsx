import type { PolicyId } from '../../../model/ids';
import { kindAbbreviation, policyName } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { policyById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import { Row, RowHint } from './RowList';

/** A policy by its name, with its tier and order; tells about it. */
export function PolicyRefRow({ id, hint }: { id: PolicyId; hint?: string | undefined }) {
  const inspect = useApp((state) => state.inspect);
  const found = useApp((state) => (state.policies === undefined ? undefined : policyById(state.policies).get(id)));
  if (found === undefined) return undefined;
  const { row, tier } = found;
  return (
    <Row onClick={() => inspect({ kind: 'policy', id })}>
      <Cut text={policyName(row.ref)} />
      <RowHint>{hint ?? `${tier.name} · ${row.order ?? '–'} · ${kindAbbreviation(row.ref.kind)}`}</RowHint>
    </Row>
  );
}
