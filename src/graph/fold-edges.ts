import type { MapEdge } from '../analysis/answers';
import { getOrMake } from '../base/collections';
import { interestRank } from '../analysis/interests';
import { glyphOf, kindOf } from './edge-kind';
import type { SketchEdge } from './fold-map';
import type { EdgeKind } from './graph-view';

/** An edge of the map, as the picture sees it. */
export function sketchEdgeOf(edge: MapEdge): SketchEdge {
  const { id, from, to, interest, verdict, about } = edge;
  return {
    id,
    from,
    to,
    kind: kindOf(edge),
    interest,
    verdict,
    members: 1,
    isHub: false,
    decider: edge.decider?.tag ?? '',
    about,
  };
}

/**
 * Edges between folded ends as one each, the others as they are. Edges of hubs are kept apart from the rest, so that
 * a badge can stand for them there too. `inside` are edges whose ends fold into one.
 */
export function foldEdges(
  edges: readonly MapEdge[],
  owners: ReadonlyMap<string, string>,
  isHub: (id: string) => boolean,
): { readonly edges: SketchEdge[]; readonly inside: MapEdge[] } {
  const folded: SketchEdge[] = [];
  const inside: MapEdge[] = [];
  const bundles = new Map<string, MapEdge[]>();
  for (const edge of edges) {
    const from = owners.get(edge.from) ?? edge.from;
    const to = owners.get(edge.to) ?? edge.to;
    if (from === to) inside.push(edge);
    else if (from === edge.from && to === edge.to) folded.push({ ...sketchEdgeOf(edge), isHub: isHub(edge.id) });
    else getOrMake(bundles, `${from}>${to}${isHub(edge.id) ? ' hub' : ''}`, () => []).push(edge);
  }
  for (const [id, members] of bundles) {
    folded.push({ ...bundleOf(id, members, owners), isHub: members.some((edge) => isHub(edge.id)) });
  }
  return { edges: folded, inside };
}

/** Many edges as one: as telling as the most telling of them, with the mix of their verdicts. */
function bundleOf(id: string, edges: readonly MapEdge[], owners: ReadonlyMap<string, string>): SketchEdge {
  const first = edges[0];
  const [from, to] = [first?.from ?? '', first?.to ?? ''].map((end) => owners.get(end) ?? end);
  if (first !== undefined && edges.length === 1) return { ...sketchEdgeOf(first), id, from: from ?? '', to: to ?? '' };
  const kinds = edges.map(kindOf);
  const allowed = kinds.filter((kind) => kind === 'allow' || kind === 'partial').length;
  const open = kinds.filter((kind) => kind === 'undetermined').length;
  const denied = kinds.length - allowed - open;
  const kind = bundleKind(kinds);
  const parts = [
    [allowed, glyphOf.allow],
    [denied, glyphOf.deny],
    [open, glyphOf.undetermined],
  ] as const;
  return {
    id,
    from: from ?? '',
    to: to ?? '',
    kind,
    interest: edges.map(({ interest }) => interest).reduce((a, b) => (interestRank(a) <= interestRank(b) ? a : b)),
    verdict: kind === 'end-of-tier' ? 'deny' : kind,
    members: edges.length,
    isHub: false,
    decider: parts
      .filter(([count]) => count > 0)
      .map(([count, glyph]) => `${count} ${glyph}`)
      .join(' '),
    about: '',
  };
}

/** A mix with something allowed is partly allowed; denials by a rule outweigh ends of tiers. */
function bundleKind(kinds: readonly EdgeKind[]): EdgeKind {
  if (kinds.every((kind) => kind === kinds[0])) return kinds[0] ?? 'undetermined';
  if (kinds.some((kind) => kind === 'allow' || kind === 'partial')) return 'partial';
  if (kinds.some((kind) => kind === 'undetermined')) return 'undetermined';
  return 'deny';
}
