/** The map's edges as rows of a table: filtered, and sorted by a column. */
import type { ClusterMap, MapEdge } from '../../../analysis/answers';
import { interestRank } from '../../../analysis/interests';
import { kindOf } from '../../../graph/edge-kind';
import type { EdgeKind, GraphChoices } from '../../../graph/graph-view';
import type { Decision } from '../../../model/verdict';
import { compareText } from '../../../base/order';
import { decisionShort, policyName, verdictWord } from '../../../report/words';
import { nodeName } from '../summary/EdgeRow';

export interface Row {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly verdict: string;
  /** How telling it is, most telling first. */
  readonly rank: number;
  readonly tier: string;
  /** `undefined` sorts last: no order, or no policy. */
  readonly order: number | undefined;
  readonly policy: string;
  readonly allowed: string;
  readonly allowedPairs: number;
  readonly pairs: number;
}

/** `rank`: as nobody has sorted yet. */
export type Column = 'rank' | 'from' | 'to' | 'verdict' | 'tier' | 'order' | 'policy' | 'allowed' | 'pairs';

export interface Sorting {
  readonly column: Column;
  readonly descending: boolean;
}

export const rowsOf = (map: ClusterMap): readonly Row[] => map.edges.map((edge) => rowOf(edge, map));

function rowOf(edge: MapEdge, map: ClusterMap): Row {
  const decision = edge.decider?.decision;
  const hasTier = decision !== undefined && 'tier' in decision;
  const kind = kindOf(edge);
  return {
    id: edge.id,
    from: nodeName(map, edge.from),
    to: nodeName(map, edge.to),
    kind,
    verdict: verdictWord(edge.verdict),
    rank: interestRank(edge.interest),
    tier: hasTier ? decision.tier : '',
    order: hasTier ? decision.order : undefined,
    policy: decision === undefined ? '' : deciderName(decision),
    allowed: edge.allowed,
    allowedPairs: edge.pairs.allowed,
    pairs: edge.pairs.total,
  };
}

/** The tier has a column of its own. */
function deciderName(decision: Decision): string {
  if (decision.by === 'rule') return policyName(decision.policy);
  return decision.by === 'end-of-tier' ? 'end of tier' : decisionShort(decision);
}

/** `selection` holds node ids and edge ids; a row fits when it is one of those edges or touches one of those nodes. */
export function filterRows(
  rows: readonly Row[],
  map: ClusterMap,
  { show, search, selection }: Pick<GraphChoices, 'show' | 'search' | 'selection'>,
): readonly Row[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const touched = new Set(
    map.edges.filter(({ id, from, to }) => [id, from, to].some((one) => selection.includes(one))).map(({ id }) => id),
  );
  return rows.filter((row) => {
    if (show === 'allowed' && row.kind !== 'allow' && row.kind !== 'partial') return false;
    if (show === 'denied' && row.kind !== 'deny' && row.kind !== 'end-of-tier' && row.kind !== 'partial') return false;
    if (show === 'selection' && selection.length > 0 && !touched.has(row.id)) return false;
    const text = `${row.from} ${row.to} ${row.verdict} ${row.tier} ${row.policy} ${row.allowed}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Equal rows keep the order of source and destination. */
export function sortRows(rows: readonly Row[], { column, descending }: Sorting): readonly Row[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted(
    (a, b) => sign * compareBy(column, a, b) || compareText(a.from, b.from) || compareText(a.to, b.to),
  );
}

function compareBy(column: Column, a: Row, b: Row): number {
  if (column === 'order')
    return (a.order ?? Infinity) === (b.order ?? Infinity) ? 0 : (a.order ?? Infinity) - (b.order ?? Infinity);
  if (column === 'pairs' || column === 'rank') return a[column] - b[column];
  return compareText(a[column], b[column]);
}
