/** What holds for every picture: over the sample maps and over the choices a reader can make. */
import { describe, expect, test } from 'vitest';
import type { ClusterMap } from '../analysis/answers';
import { incidentMap, sampleEdge, serviceNode, shopMap, syntheticMap } from '../testing/sample-map';
import { type GraphChoices, type GraphView, graphViewOf, type Places } from './graph-view';
import { initialChoices } from './initial-choices';
import { contains, overlaps } from './rect';
import { pointsOn } from './route/curve';
import { titleRect } from './route/scene';

const MAPS: readonly (readonly [string, ClusterMap])[] = [
  ['the incident', incidentMap()],
  ['the shop', shopMap()],
  ['sixty generated services', syntheticMap(60, 'closed')],
  ['two hundred generated services', syntheticMap(200)],
  ['nothing', { nodes: [], edges: [] }],
  ['one service', { nodes: [serviceNode('shop/web', 1)], edges: [] }],
];

const namespacesOf = (map: ClusterMap) => [...new Set(map.nodes.flatMap(({ namespace }) => namespace ?? []))].sort();

function choicesFor(map: ClusterMap): Record<string, GraphChoices> {
  const base = initialChoices(map);
  const services = map.nodes.filter(({ kind }) => kind === 'service').map(({ id }) => id);
  const pick = (i: number) => services[Math.min(i, services.length - 1)] ?? 'none';
  const namespaces = namespacesOf(map);
  return {
    default: base,
    selected: { ...base, selection: [pick(3)] },
    pair: { ...base, selection: [pick(3), pick(7)] },
    'selection only': { ...base, show: 'selection', selection: [pick(5)] },
    denied: { ...base, show: 'denied' },
    allowed: { ...base, show: 'allowed' },
    searched: { ...base, search: 'api' },
    'some collapsed': { ...base, collapsed: new Set(namespaces.slice(0, 2)) },
    'all collapsed': { ...base, collapsed: new Set(namespaces) },
  };
}

const CASES = MAPS.flatMap(([name, map]) =>
  Object.entries(choicesFor(map)).map(([choice, choices]) => ({ name: `${name}, ${choice}`, map, choices })),
);

/** Boxes, and nodes that stand in none: what must not overlap. */
const blocksOf = (view: GraphView) => [
  ...view.boxes.map(({ id, rect }) => ({ id, rect })),
  ...view.nodes.filter(({ shape }) => shape !== 'box').map(({ id, rect }) => ({ id, rect })),
];

describe.each(CASES)('$name', ({ map, choices }) => {
  const view = graphViewOf(map, choices);

  test('no two boxes overlap', () => {
    const blocks = blocksOf(view);
    const hits = blocks.flatMap((a, i) =>
      blocks
        .slice(i + 1)
        .filter((b) => overlaps(a.rect, b.rect))
        .map((b) => `${a.id} and ${b.id}`),
    );
    expect(hits).toEqual([]);
  });

  test('services stand in their box, and apart', () => {
    for (const node of view.nodes.filter(({ shape }) => shape === 'box')) {
      const box = view.boxes.find(({ namespace }) => namespace === node.namespace);
      expect(box !== undefined && contains(box.rect, node.rect), node.id).toBe(true);
      expect(
        view.nodes.filter((other) => other !== node && overlaps(other.rect, node.rect)).map(({ id }) => id),
      ).toEqual([]);
    }
  });

  test('every edge of the map is drawn or counted', () => {
    const drawn = view.edges.reduce((sum, { members }) => sum + members, 0);
    const hidden = view.hidden.reduce((sum, { count }) => sum + count, 0);
    expect(drawn + hidden).toBe(map.edges.length);
  });

  test('the order of nodes and edges does not matter, nor does asking twice', () => {
    const turned = { nodes: map.nodes.toReversed(), edges: map.edges.toReversed() };
    expect(graphViewOf(turned, choices)).toEqual(view);
    expect(graphViewOf({ ...map }, choices)).toEqual(view);
  });

  test('tags cover neither services nor titles nor each other, nor boxes they have nothing to do with', () => {
    const tags = view.edges.flatMap(({ id, tag }) => (tag === undefined ? [] : [{ id, rect: tag.rect }]));
    const boxOf = new Map(view.nodes.map(({ id, namespace }) => [id, namespace]));
    const hits = view.edges.flatMap(({ id, tag, from, to }) => {
      if (tag === undefined) return [];
      const foreign = view.boxes.filter(
        ({ namespace }) => boxOf.get(from) !== namespace && boxOf.get(to) !== namespace,
      );
      return [
        ...view.nodes.map((node) => ({ id: node.id, rect: node.rect })),
        ...view.boxes.map(({ namespace, rect }) => ({ id: `title ${namespace}`, rect: titleRect(rect, namespace) })),
        ...foreign.map(({ id: box, rect }) => ({ id: box, rect })),
        ...tags.filter((other) => other.id !== id),
      ]
        .filter(({ rect }) => overlaps(rect, tag.rect))
        .map((other) => `${id} on ${other.id}`);
    });
    expect(hits).toEqual([]);
  });

  test('edges start and end at the sides of their nodes', () => {
    for (const { id, from, to, route } of view.edges) {
      for (const [end, point] of [
        [from, route.start],
        [to, route.end],
      ] as const) {
        const rect = view.nodes.find((node) => node.id === end)?.rect ?? { x: 0, y: 0, width: 0, height: 0 };
        const grown = { x: rect.x - 0.5, y: rect.y - 0.5, width: rect.width + 1, height: rect.height + 1 };
        expect(contains(grown, { ...point, width: 0, height: 0 }), `${id} at ${end}`).toBe(true);
      }
    }
  });

  test('the bounds hold everything', () => {
    const all = [...view.nodes, ...view.boxes].map(({ rect }) => rect);
    const tags = view.edges.flatMap(({ tag }) => (tag === undefined ? [] : [tag.rect]));
    expect([...all, ...tags].every((rect) => contains(view.bounds, rect))).toBe(true);
  });
});

describe.each(MAPS)('%s', (_, map) => {
  const base = initialChoices(map);
  const first = graphViewOf(map, base);
  const moved = (view: GraphView, places: Places) =>
    view.nodes.filter(
      ({ id }) => places.has(id) && JSON.stringify(view.places.get(id)) !== JSON.stringify(places.get(id)),
    );

  test('what is selected, shown or searched moves nobody', () => {
    for (const [name, choices] of Object.entries(choicesFor(map))) {
      if (choices.collapsed.size > 0) continue;
      expect(graphViewOf(map, choices, first.places).places, name).toEqual(first.places);
      expect(graphViewOf(map, choices).places, name).toEqual(first.places);
    }
  });

  test('a new service moves nobody', () => {
    for (const namespace of [...namespacesOf(map), 'brand-new']) {
      const added = serviceNode(`${namespace}/added`, 2);
      const target = map.nodes[0];
      const edges = target === undefined ? [] : [sampleEdge(added.id, target.id, 'allow', 'default/10', 'TCP 80')];
      const view = graphViewOf({ nodes: [...map.nodes, added], edges: [...map.edges, ...edges] }, base, first.places);
      expect(
        moved(view, first.places).map(({ id }) => id),
        namespace,
      ).toEqual([]);
      const blocks = blocksOf(view);
      expect(
        blocks.filter((a) => blocks.some((b) => a !== b && overlaps(a.rect, b.rect))).map(({ id }) => id),
        namespace,
      ).toEqual([]);
    }
  });

  test('a service that goes moves nobody', () => {
    const [gone, ...nodes] = map.nodes;
    const edges = map.edges.filter(({ from, to }) => from !== gone?.id && to !== gone?.id);
    expect(moved(graphViewOf({ nodes, edges }, base, first.places), first.places)).toEqual([]);
  });

  test('collapsing and expanding again changes nothing', () => {
    for (const namespace of namespacesOf(map).slice(0, 4)) {
      const folded = graphViewOf(map, { ...base, collapsed: new Set([namespace]) }, first.places);
      expect(moved(folded, first.places)).toEqual([]);
      const again = graphViewOf(map, base, folded.places);
      expect({ ...again, places: undefined }).toEqual({ ...first, places: undefined });
    }
  });

  test('edges keep clear of services they do not join', () => {
    const crossed = first.edges.flatMap(({ id, from, to, route }) => {
      const others = first.nodes.filter((node) => node.id !== from && node.id !== to);
      const points = pointsOn(route).map((point) => ({ ...point, width: 0, height: 0 }));
      return others
        .filter(({ rect }) => points.some((point) => contains(rect, point)))
        .map((node) => `${id} through ${node.id}`);
    });
    expect(crossed).toEqual([]);
  });
});
