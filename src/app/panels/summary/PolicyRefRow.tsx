import type { PolicyMention } from '../../../analysis/answers';
import { kindAbbreviation, policyName } from '../../../report/words';
import { Cut } from '../../parts/Cut';
import { useApp } from '../../state/use-app';
import { Row, RowHint } from './RowList';

interface PolicyRefRowProps {
  readonly policy: PolicyMention;
  readonly hint?: string | undefined;
}

/** A policy by its name, with its tier and order; tells about it. */
export function PolicyRefRow({ policy: { ref, tier, order }, hint }: PolicyRefRowProps) {
  const inspect = useApp((state) => state.inspect);
  return (
    <Row onClick={() => inspect({ kind: 'policy', id: ref.id })}>
      <Cut text={policyName(ref)} />
      <RowHint>{hint ?? `${tier} · ${order ?? '–'} · ${kindAbbreviation(ref.kind)}`}</RowHint>
    </Row>
  );
}
