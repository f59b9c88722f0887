import { useCallback } from 'react';
import { useAppStore } from '../../state/use-app';
import { useCanvas } from '../../state/use-canvas';

/**
 * Selects the node that shows something, and brings it into the middle; where its namespace is folded away in a group
 * of the map, that namespace is opened. Returns whether there was anything to show.
 */
export function useShowPlace(): (places: readonly string[]) => boolean {
  const store = useAppStore();
  const canvas = useCanvas();
  return useCallback(
    (places) => {
      const { map, focus, selectOnMap, openGroup } = store.getState();
      const drawn = places.find((place) => map?.nodes.some(({ id }) => id === place));
      if (drawn === undefined) return false;
      const namespace = places.find((place) => place.startsWith('ns:'));
      const isFolded = drawn !== places[0] || drawn === namespace;
      if (
        map !== undefined &&
        map.grouping !== 'service' &&
        isFolded &&
        namespace !== undefined &&
        namespace !== focus
      ) {
        openGroup(namespace);
        return true;
      }
      selectOnMap([drawn]);
      canvas.get()?.focus(drawn);
      return true;
    },
    [store, canvas],
  );
}

/** Brings the first node that fits into the middle of the map; of what is folded away, the group that holds it. */
export function useFindNode(): (text: string) => void {
  const store = useAppStore();
  const canvas = useCanvas();
  const showPlace = useShowPlace();
  return useCallback(
    (text) => {
      const wanted = text.trim().toLowerCase();
      const { map, collapsed, lookUp, tell } = store.getState();
      if (wanted === '' || map === undefined) return;
      const fits = (name: string) => name.toLowerCase().includes(wanted);
      const found =
        map.nodes.find(({ label }) => label.toLowerCase() === wanted) ??
        map.nodes.find(({ label, namespace, members }) => fits(label) || fits(namespace ?? '') || members.some(fits));
      if (found !== undefined) {
        const folded = found.namespace !== undefined && collapsed.has(found.namespace);
        canvas.get()?.focus(folded ? `ns:${found.namespace}` : found.id);
        return;
      }
      lookUp('names', { text: wanted, of: 'everything', most: 20 }).answer.then(
        (names) => {
          if (!names.some(({ places }) => showPlace(places))) tell('Nothing on the map has this name.');
        },
        () => {},
      );
    },
    [store, canvas, showPlace],
  );
}
