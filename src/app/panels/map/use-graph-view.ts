import { startTransition, useEffect, useState } from 'react';
import type { ClusterMap } from '../../../analysis/answers';
import { drawMap, type GraphChoices, type GraphView } from '../../../graph/graph-view';
import { runInSlices } from '../../state/run-in-slices';
import { useApp } from '../../state/use-app';

/** More are not drawn in the frame in which they are chosen. */
const MANY_EDGES = 1_000;

interface Drawn {
  readonly view: GraphView;
  readonly layout: number;
}

/**
 * What to draw now; `undefined` before the first picture is ready, and the one before while another is made. What was
 * placed keeps its place, until `layout` is another number.
 */
export function useGraphView(map: ClusterMap | undefined, layout: number): GraphView | undefined {
  const show = useApp((state) => state.show);
  const shownClasses = useApp((state) => state.shownClasses);
  const collapsed = useApp((state) => state.collapsed);
  const selection = useApp((state) => state.selection);
  const search = useApp((state) => state.mapSearch);
  const [drawn] = useState(() => ({ last: undefined as Drawn | undefined }));
  const [view, setView] = useState<GraphView>();
  useEffect(() => {
    if (map === undefined) return undefined;
    const choices: GraphChoices = { show, shownClasses, collapsed, selection, search };
    const previous = drawn.last?.layout === layout ? drawn.last.view.places : undefined;
    const finished = (made: GraphView) => {
      drawn.last = { view: made, layout };
      // In small steps: the outline of the picture has a line for every edge.
      startTransition(() => setView(made));
    };
    // Thrown where the panel is made, whose boundary tells it.
    const failed = (error: unknown) =>
      setView(() => {
        throw error;
      });
    const start = map.edges.length > MANY_EDGES ? 'soon' : 'now';
    return runInSlices(drawMap(map, choices, previous), start, { finished, failed });
  }, [drawn, map, show, shownClasses, collapsed, selection, search, layout]);
  return view;
}
