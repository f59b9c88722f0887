import { useMemo, useState } from 'react';
import type { ClusterMap } from '../../../analysis/answers';
import { graphViewOf, type GraphChoices, type GraphView, type Places } from '../../../graph/graph-view';
import { useApp } from '../../state/use-app';

/** What to draw now. What was placed keeps its place, until `layout` is another number. */
export function useGraphView(map: ClusterMap, layout: number): GraphView {
  const show = useApp((state) => state.show);
  const shownClasses = useApp((state) => state.shownClasses);
  const collapsed = useApp((state) => state.collapsed);
  const selection = useApp((state) => state.selection);
  const search = useApp((state) => state.mapSearch);
  const [viewer] = useState(createViewer);
  return useMemo(
    () => viewer(map, { show, shownClasses, collapsed, selection, search }, layout),
    [viewer, map, show, shownClasses, collapsed, selection, search, layout],
  );
}

function createViewer(): (map: ClusterMap, choices: GraphChoices, layout: number) => GraphView {
  let places: Places | undefined;
  let placedIn = 0;
  return (map, choices, layout) => {
    const view = graphViewOf(map, choices, placedIn === layout ? places : undefined);
    places = view.places;
    placedIn = layout;
    return view;
  };
}
