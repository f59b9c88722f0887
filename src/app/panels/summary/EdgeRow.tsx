import type { ClusterMap, MapEdge } from '../../../analysis/answers';
import { kindName, kindOf } from '../../../graph/edge-kind';
import { groupDigits } from '../../../report/sentence';
import { Cut } from '../../parts/Cut';
import { Glyph } from '../../parts/Verdict';
import { nodeById } from '../../state/derive';
import { useApp } from '../../state/use-app';
import type { EdgeFold } from './fold-by-target';
import { Row, RowHint } from './RowList';

/** `✕ shop/checkout → payments/api  security/100`; asks about it. */
export function EdgeRow({ edge, map }: { edge: MapEdge; map: ClusterMap }) {
  const selectOnMap = useApp((state) => state.selectOnMap);
  const kind = kindOf(edge);
  return (
    <Row onClick={() => selectOnMap([edge.id])}>
      <Glyph look={kind} />
      <Cut text={`${nodeName(map, edge.from)} → ${nodeName(map, edge.to)}`} />
      <RowHint>
        <span className="visually-hidden">{kindName[kind]}, </span>
        {edge.verdict === 'allow' ? edge.allowed : (edge.decider?.tag ?? edge.about)}
      </RowHint>
    </Row>
  );
}

/** `✕ 40 sources → 169.254.169.254  security/10`; shows the target with all of them. */
export function EdgeFoldRow({ fold: { first, count }, map }: { fold: EdgeFold; map: ClusterMap }) {
  const selectOnMap = useApp((state) => state.selectOnMap);
  const kind = kindOf(first);
  return (
    <Row onClick={() => selectOnMap([first.to])}>
      <Glyph look={kind} />
      <Cut text={`${groupDigits(count)} sources → ${nodeName(map, first.to)}`} />
      <RowHint>
        <span className="visually-hidden">{kindName[kind]}, </span>
        {first.decider?.tag ?? first.about}
      </RowHint>
    </Row>
  );
}

/** `shop/web`; the label alone for what lies outside. */
export function nodeName(map: ClusterMap, id: string): string {
  const node = nodeById(map).get(id);
  if (node === undefined) return id;
  return node.namespace === undefined || node.kind === 'namespace' ? node.label : `${node.namespace}/${node.label}`;
}
