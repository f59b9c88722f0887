/** Everything that can be computed from what the store keeps. Whole collections, remembered until their source changes. */
import type { ClusterMap, DecidingStanding, FileOutline, MapEdge, PolicyDecisions } from '../../analysis/answers';
import { groupBy } from '../../base/collections';
import { lineStartsOf, positionAt, type LineStarts } from '../../base/lines';
import { compareText } from '../../base/order';
import { memoLast } from '../../base/memo-last';
import type { Diagnostic, Severity, SourceRange } from '../../model/diagnostic';
import type { Explanation, SideTrace } from '../../model/explanation';
import { policyId, type FileId, type PolicyId } from '../../model/ids';
import type { Decision, PathPlace } from '../../model/verdict';
import type { LoadedFile } from './state';

// --- files -----------------------------------------------------------------------------------------------------------

/** What the set of files is called in the top bar and in images. */
export function titleOf(title: string | undefined, files: readonly Pick<LoadedFile, 'name'>[]): string {
  if (title !== undefined) return title;
  const [only] = files;
  return files.length === 1 && only !== undefined ? only.name : `${files.length} files`;
}

export const outlineById = memoLast(
  (files: readonly FileOutline[]): ReadonlyMap<string, FileOutline> => new Map(files.map((file) => [file.id, file])),
);

/** Made when first asked for: most files are never pointed into. */
const linesByFile = memoLast((_files: readonly FileOutline[]) => new Map<string, LineStarts>());

/** `security.yaml` and 31; the line is `undefined` where the file has no text. */
export function placeOf(
  files: readonly FileOutline[],
  { file, start }: SourceRange,
): { readonly name: string; readonly line: number | undefined } {
  const outline = outlineById(files).get(file);
  if (outline?.text === undefined) return { name: outline?.name ?? file, line: undefined };
  const known = linesByFile(files);
  const starts = known.get(file) ?? lineStartsOf(outline.text);
  known.set(file, starts);
  return { name: outline.name, line: positionAt(starts, start).line };
}

// --- diagnostics -----------------------------------------------------------------------------------------------------

const gravity: readonly Severity[] = ['error', 'warning', 'info'];

/** Gravest first, then in the order of files and of their text. */
export const byGravity = memoLast((diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted(
    (a, b) =>
      gravity.indexOf(a.severity) - gravity.indexOf(b.severity) ||
      compareText(a.at.file, b.at.file) ||
      a.at.start - b.at.start,
  ),
);

/** Of each file, gravest first, then in the order of the text. */
export const diagnosticsByFile = memoLast(
  (diagnostics: readonly Diagnostic[]): ReadonlyMap<FileId, readonly Diagnostic[]> =>
    groupBy(byGravity(diagnostics), ({ at }) => at.file),
);

export const severityCounts = memoLast((diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> => {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
});

// --- the map ---------------------------------------------------------------------------------------------------------

export const nodeById = memoLast((map: ClusterMap) => new Map(map.nodes.map((node) => [node.id, node])));

export const namespacesOf = memoLast((map: ClusterMap): readonly string[] =>
  [...new Set(map.nodes.flatMap(({ namespace }) => namespace ?? []))].sort(),
);

/** Edges of the map that one edge of the picture stands for. An end is a node, or a namespace with all its nodes. */
export function edgesBetween(map: ClusterMap, id: string): readonly MapEdge[] {
  const [from = '', to = ''] = id.split('>');
  const isAt = (end: string, node: string) =>
    node === end || (end.startsWith('ns:') && nodeById(map).get(node)?.namespace === end.slice('ns:'.length));
  return map.edges.filter((edge) => isAt(from, edge.from) && isAt(to, edge.to) && edge.from !== edge.to);
}

// --- who decides how much --------------------------------------------------------------------------------------------

export interface PolicyDecided {
  readonly standing: DecidingStanding;
  /** Pairs that it decides on each side. */
  readonly egress: number;
  readonly ingress: number;
}

export const decidedById = memoLast(
  ({ ids, standings, egress, ingress }: PolicyDecisions): ReadonlyMap<PolicyId, PolicyDecided> =>
    new Map(
      standings.map((standing, i) => [
        ids[i] ?? policyId(''),
        { standing, egress: egress[i] ?? 0, ingress: ingress[i] ?? 0 },
      ]),
    ),
);

// --- the answer ------------------------------------------------------------------------------------------------------

/** The decision that settled a flow, and at which side: a denial, on the path if there is one, else the destination's. */
export function settledBy({ verdict }: Pick<Explanation, 'verdict'>): SettledBy | undefined {
  const { egress, ingress, path } = verdict;
  const last = path.at(-1);
  if (verdict.verdict === 'deny' && last?.decision.action === 'deny') {
    return { direction: last.direction === 'egress' ? 'Egress' : 'Ingress', decision: last.decision, place: last.at };
  }
  const sides = [
    { direction: 'Egress', side: egress },
    { direction: 'Ingress', side: ingress },
  ] as const;
  const denied = sides.find(({ side }) => side?.verdict === 'deny');
  const { direction, side } = denied ?? (ingress === undefined ? sides[0] : sides[1]);
  const [decision] = side?.decisions ?? [];
  return decision === undefined ? undefined : { direction, decision, place: undefined };
}

interface SettledBy {
  readonly direction: SideTrace['direction'];
  readonly decision: Decision;
  /** Where on a path over nodes and host endpoints; `undefined` where there is none. */
  readonly place: PathPlace | undefined;
}

/** Policies whose rule, or whose end of tier, settled the flow: one that denies, or those that allow at each side. */
export const decidingPolicies = memoLast((explanation: Explanation | undefined): ReadonlySet<PolicyId> => {
  if (explanation === undefined) return new Set();
  const { verdict, egress, ingress } = explanation.verdict;
  const denier = verdict === 'deny' ? settledBy(explanation) : undefined;
  const decisions =
    denier === undefined ? [...(egress?.decisions ?? []), ...(ingress?.decisions ?? [])] : [denier.decision];
  return new Set(decisions.flatMap((decision) => ('policy' in decision ? [decision.policy.id] : [])));
});
