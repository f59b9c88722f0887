/**
 * The selection after a click on a node. The first click selects it, the second adds the other end of a question, the
 * third begins anew. `extend` (with Shift) always adds, and replaces the second end when there are two. A click on a
 * selected node keeps only that one.
 */
export function selectionAfter(
  selection: readonly string[],
  clicked: string,
  { extend, isNode }: { readonly extend: boolean; readonly isNode: (id: string) => boolean },
): readonly string[] {
  const nodes = selection.filter(isNode);
  const first = nodes[0];
  if (!isNode(clicked) || first === undefined || nodes.includes(clicked)) return [clicked];
  return nodes.length === 1 || extend ? [first, clicked] : [clicked];
}
