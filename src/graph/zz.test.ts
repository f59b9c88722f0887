import { test } from 'vitest';
import { graphViewOf } from './graph-view';
import { initialChoices } from './initial-choices';
import { incidentMap, shopMap, syntheticMap } from '../testing/sample-map';
test('x', () => {
  for (const [n, make] of Object.entries({ incidentMap, shopMap, s300: () => syntheticMap(300), s500c: () => syntheticMap(500, 'closed'), s1000: () => syntheticMap(1000) })) {
    const map = make();
    const c = initialChoices(map);
    for (const choices of [c, { ...c, collapsed: new Set<string>() }]) {
      const t = performance.now();
      const v = graphViewOf(map, choices);
      const t2 = performance.now();
      const w = graphViewOf(map, { ...choices, selection: [v.nodes[3]!.id] }, v.places);
      const t3 = performance.now();
      console.log(n, choices.collapsed.size, v.nodes.length, v.edges.length, v.badgeEdges.length, JSON.stringify(v.hidden.map((h) => [h.interest, h.verdict, h.because, h.count].join(' '))), JSON.stringify(v.bounds), Math.round(t2 - t), Math.round(t3 - t2), w.edges.length);
    }
  }
});
