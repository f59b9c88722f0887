import { compareText } from '../base/order';
import type { Emphases } from './emphasis';
import type { SketchEdge } from './fold-map';
import type { GraphEdge, Rect } from './graph-view';
import { placeTags } from './route/place-tags';
import { routeEdges } from './route/route-edges';
import type { Scene } from './route/scene';
import { labelOf, obstaclesFor, tagRank, tagTexts } from './tags';

/** Edges with their curves and tags. `badges` are kept free of tags. */
export function drawnEdges(
  chosen: readonly SketchEdge[],
  scene: Scene,
  { ofEdge }: Emphases,
  { selection, badges }: { readonly selection: readonly string[]; readonly badges: readonly Rect[] },
): GraphEdge[] {
  const routes = routeEdges(chosen, scene);
  const edges = chosen.flatMap((edge) => {
    const route = routes.get(edge.id);
    return route === undefined ? [] : [{ edge, route, emphasis: ofEdge(edge) }];
  });
  const counts = { all: edges.length, strong: edges.filter(({ emphasis }) => emphasis === 'strong').length };
  const wishes = edges
    .map(({ edge, route, emphasis }) => ({ edge, route, emphasis, texts: tagTexts(edge, emphasis, counts) }))
    .filter(({ texts }) => texts.length > 0)
    .sort((a, b) => tagRank(a.edge, a.emphasis) - tagRank(b.edge, b.emphasis) || compareText(a.edge.id, b.edge.id))
    .map(({ edge, route, emphasis, texts }) => {
      const room = obstaclesFor(edge, route, scene, badges);
      return { id: edge.id, route, texts, pinned: emphasis === 'strong', ...room };
    });
  const tags = placeTags(wishes);
  return edges.map(({ edge, route, emphasis }) => {
    const { id, from, to, kind, interest, members } = edge;
    const selected = selection.includes(id);
    const tag = tags.get(id);
    return { id, from, to, kind, interest, members, emphasis, selected, route, tag, label: labelOf(edge) };
  });
}
