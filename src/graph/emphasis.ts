import type { SketchEdge, SketchNode } from './fold-map';
import type { Emphasis, GraphChoices } from './graph-view';

/** What stands out and what recedes. */
export interface Emphases {
  readonly ofNode: (node: SketchNode) => Emphasis;
  readonly ofEdge: (edge: SketchEdge) => Emphasis;
}

/**
 * With a selection, it and its edges are strong, the other ends of those edges normal, and the rest recedes. Two
 * selected nodes ask about the edges between them: those are strong, other edges of the two normal. With a search,
 * what does not match recedes; edges stay when an end matches.
 */
export function emphasesOf(
  nodes: readonly SketchNode[],
  drawn: readonly SketchEdge[],
  { selection, search }: Pick<GraphChoices, 'selection' | 'search'>,
): Emphases {
  const matches = matcherOf(search);
  const found = new Set(nodes.filter(matches).map(({ id }) => id));
  const chosen = new Set(selection);
  const own = drawn.filter(({ id, from, to }) => chosen.has(id) || chosen.has(from) || chosen.has(to));
  const near = new Set(own.flatMap(({ from, to }) => [from, to]));
  const isPair = chosen.size === 2;
  const ofEdge = ({ id, from, to }: SketchEdge): Emphasis => {
    if (chosen.has(id) || (chosen.has(from) && chosen.has(to))) return 'strong';
    if (chosen.has(from) || chosen.has(to)) return isPair ? 'normal' : 'strong';
    return chosen.size > 0 || !(found.has(from) || found.has(to)) ? 'receded' : 'normal';
  };
  const ofNode = ({ id }: SketchNode): Emphasis => {
    if (chosen.has(id)) return 'strong';
    if (chosen.size > 0) return near.has(id) ? 'normal' : 'receded';
    return found.has(id) ? 'normal' : 'receded';
  };
  return { ofNode, ofEdge };
}

function matcherOf(search: string): (node: SketchNode) => boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return () => true;
  const has = (text: string) => text.toLowerCase().includes(wanted);
  return ({ label, namespace = '', members }) =>
    has(label) || has(namespace) || has(`${namespace}/${label}`) || members.some(has);
}
