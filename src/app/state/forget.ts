import type { ClusterMap } from '../../analysis/answers';
import type { ChoicesSlice } from './state';

/** A selection survives a reload when its ids still exist and is dropped when not. */
export function forgetWhatIsGone(
  { selection, inspected }: Pick<ChoicesSlice, 'selection' | 'inspected'>,
  { nodes, edges }: ClusterMap,
): Partial<ChoicesSlice> {
  // Of many edges there is nothing to know while nobody chose any.
  if (selection.length === 0 && inspected.kind !== 'node') return {};
  const known = new Set([...nodes, ...edges].map(({ id }) => id));
  const isKnown = (id: string) => known.has(id) || id.startsWith('ns:');
  return {
    selection: selection.every(isKnown) ? selection : selection.filter(isKnown),
    inspected: inspected.kind === 'node' && !isKnown(inspected.id) ? { kind: 'cluster' } : inspected,
  };
}
