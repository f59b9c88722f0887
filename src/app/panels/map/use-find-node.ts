import { useCallback } from 'react';
import { useAppStore } from '../../state/use-app';
import { useCanvas } from '../../state/use-canvas';

/** Brings the first node that fits into the middle of the map. */
export function useFindNode(): (text: string) => void {
  const store = useAppStore();
  const canvas = useCanvas();
  return useCallback(
    (text) => {
      const wanted = text.trim().toLowerCase();
      const { map, collapsed } = store.getState();
      if (wanted === '' || map === undefined) return;
      const fits = (name: string) => name.toLowerCase().includes(wanted);
      const found =
        map.nodes.find(({ label }) => label.toLowerCase() === wanted) ??
        map.nodes.find(({ label, namespace, members }) => fits(label) || fits(namespace ?? '') || members.some(fits));
      if (found === undefined) return;
      const folded = found.namespace !== undefined && collapsed.has(found.namespace);
      canvas.get()?.focus(folded ? `ns:${found.namespace}` : found.id);
    },
    [store, canvas],
  );
}
