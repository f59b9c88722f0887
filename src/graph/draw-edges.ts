import { compareText } from '../base/order';
import type { Task } from '../base/task';
import { drawing } from './drawing';
import type { Emphases } from './emphasis';
import type { SketchEdge } from './fold-map';
import type { GraphEdge, Rect, Route } from './graph-view';
import { pointsOn } from './route/curve';
import { placeTags, tagWidth, type TagWish } from './route/place-tags';
import { routeEdges } from './route/route-edges';
import type { Scene } from './route/scene';
import { createTrails, type Trails } from './route/trails';
import { labelOf, obstaclesFor, tagRank, tagTexts } from './tags';

/** Whether enough of an edge stays in sight beside a tag that it is still read as an edge. */
function leavesLine(text: string, route: Route): boolean {
  const points = pointsOn(route);
  const length = points.reduce((sum, point, i) => {
    const before = points[i - 1];
    return before === undefined ? sum : sum + Math.hypot(point.x - before.x, point.y - before.y);
  }, 0);
  return length > tagWidth(text) + 36;
}

/** What tags should leave in sight: the ends of edges, and the whole of those that are not simply allowed. */
function* trailsOf(edges: readonly { readonly edge: SketchEdge; readonly route: Route }[]): Task<Trails> {
  const trails = createTrails();
  for (const { edge, route } of edges) {
    yield drawing;
    const points = pointsOn(route);
    trails.add(edge.id, edge.kind === 'allow' ? points.slice(-2) : points);
  }
  return trails;
}

/** Edges with their curves and tags. `badges` are kept free of tags. */
export function* drawnEdges(
  chosen: readonly SketchEdge[],
  scene: Scene,
  { ofEdge }: Emphases,
  { selection, badges }: { readonly selection: readonly string[]; readonly badges: readonly Rect[] },
): Task<GraphEdge[]> {
  const routes = yield* routeEdges(chosen, scene);
  const edges = chosen.flatMap((edge) => {
    const route = routes.get(edge.id);
    return route === undefined ? [] : [{ edge, route, emphasis: ofEdge(edge) }];
  });
  const counts = { all: edges.length, strong: edges.filter(({ emphasis }) => emphasis === 'strong').length };
  yield drawing;
  const wanting = edges
    .map(({ edge, route, emphasis }) => {
      const texts = tagTexts(edge, emphasis, counts);
      const isQuiet = edge.kind === 'allow' && emphasis === 'normal';
      return { edge, route, emphasis, texts: isQuiet ? texts.filter((text) => leavesLine(text, route)) : texts };
    })
    .filter(({ texts }) => texts.length > 0)
    .sort((a, b) => tagRank(a.edge, a.emphasis) - tagRank(b.edge, b.emphasis) || compareText(a.edge.id, b.edge.id));
  const wishes: TagWish[] = [];
  for (const { edge, route, emphasis, texts } of wanting) {
    yield drawing;
    const room = obstaclesFor(edge, route, scene, badges);
    wishes.push({ id: edge.id, route, texts, pinned: emphasis === 'strong', yields: edge.kind === 'allow', ...room });
  }
  const trails = yield* trailsOf(edges);
  const tags = yield* placeTags(wishes, trails);
  return edges.map(({ edge, route, emphasis }) => {
    const { id, from, to, kind, interest, members } = edge;
    const selected = selection.includes(id);
    const tag = tags.get(id);
    return { id, from, to, kind, interest, members, emphasis, selected, route, tag, label: labelOf(edge) };
  });
}
