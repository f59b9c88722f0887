import { describe, expect, test } from 'vitest';
import { sampleMap } from '../testing/sample-map';
import { chooseEdges, edgeBudget } from './choose-edges';
import { foldMap } from './fold-map';
import type { GraphChoices } from './graph-view';
import { initialChoices } from './initial-choices';

/** Ten services `a/s0` to `a/s9`; the budget of ten nodes is 28 edges. */
const NAMES = Array.from({ length: 10 }, (_, i) => `a/s${i}`);

/** Every service to its next, then every service to the one after, and so on: nobody becomes a hub too soon. */
const PAIRS = NAMES.slice(1).flatMap((_, d) => NAMES.map((from, i) => `${from} > ${NAMES[(i + d + 1) % 10]}`));

const edges = (count: number, way: string, skip = 0): string =>
  PAIRS.slice(skip, skip + count)
    .map((pair) => `${pair} ${way}`)
    .join('\n');

function chosen(lines: string, choices: Partial<GraphChoices> = {}) {
  const map = sampleMap(`${NAMES.join('\n')}\n${lines}`);
  const sketch = foldMap(map, new Set());
  const result = chooseEdges(sketch, { ...initialChoices(map), ...choices });
  const drawn: Record<string, number> = {};
  for (const { interest } of result.drawn) drawn[interest] = (drawn[interest] ?? 0) + 1;
  return {
    drawn,
    sketch,
    hidden: result.hidden.map(({ interest, because, count }) => `${count} ${interest} ${because}`),
    result,
  };
}

test('ten nodes bear 28 edges; a collapsed namespace counts for almost two', () => {
  const { nodes } = foldMap(sampleMap(NAMES.join('\n')), new Set());
  expect(edgeBudget(nodes)).toBe(28);
  expect(edgeBudget(nodes.map((node) => ({ ...node, shape: 'stack' })))).toBe(42);
});

describe('classes', () => {
  test('are drawn from the most telling on while they fit', () => {
    expect(chosen(`${edges(20, 'allow')}\n${edges(8, 'deny', 20)}`).drawn).toEqual({
      'named-allow': 20,
      'named-deny': 8,
    });
  });

  test('one that does not fit is left out as a whole, and the next may still fit', () => {
    const { drawn, hidden } = chosen(`${edges(20, 'allow')}\n${edges(9, 'deny', 20)}\n${edges(8, 'open', 29)}`);
    expect(drawn).toEqual({ 'named-allow': 20, 'open-allow': 8 });
    expect(hidden).toEqual(['9 named-deny class']);
  });

  test('half-open edges are always drawn', () => {
    expect(chosen(edges(60, 'half')).drawn).toEqual({ 'half-open': 60 });
  });

  test('one that was asked for is drawn whatever its size, and takes no room from others', () => {
    const lines = `${edges(20, 'allow')}\n${edges(60, 'closed', 20)}\n${edges(8, 'unpoliced', 80)}`;
    expect(chosen(lines).hidden).toEqual(['60 closed class']);
    expect(chosen(lines, { shownClasses: new Set(['closed']) }).drawn).toEqual({
      'named-allow': 20,
      closed: 60,
      unpoliced: 8,
    });
  });

  test('a selection takes no class away', () => {
    const lines = `${edges(28, 'allow')}\n${edges(40, 'closed', 28)}`;
    expect(chosen(lines, { selection: ['svc:a/s0'] }).drawn['named-allow']).toBe(28);
  });
});

describe('show', () => {
  const lines = `${edges(5, 'allow')}\n${edges(5, 'deny', 5)}\n${edges(3, 'partial', 10)}\n${edges(2, 'undetermined', 13)}`;

  test.each([
    ['all', { 'named-allow': 8, 'named-deny': 5, undetermined: 2 }],
    ['allowed', { 'named-allow': 8 }],
    ['denied', { 'named-deny': 5, 'named-allow': 3 }],
    ['selection', { 'named-allow': 8, 'named-deny': 5, undetermined: 2 }],
  ] as const)('%s', (show, drawn) => {
    expect(chosen(lines, { show }).drawn).toEqual(drawn);
  });

  test('all draws classes of any size, and hubs', () => {
    expect(chosen(edges(90, 'closed'), { show: 'all' }).drawn).toEqual({ closed: 90 });
    expect(chosen(edges(9, 'allow'), { show: 'all' }).drawn).toEqual({ 'named-allow': 9 });
  });

  test('selection draws nothing else', () => {
    // s0 may reach s1, s1 may reach s2, and s1 may partly reach s3.
    const { drawn, hidden } = chosen(lines, { show: 'selection', selection: ['svc:a/s1'] });
    expect(drawn).toEqual({ 'named-allow': 3 });
    expect(hidden).toEqual([
      '3 named-allow filter',
      '2 named-allow filter',
      '5 named-deny filter',
      '2 undetermined filter',
    ]);
  });
});

describe('a selected service', () => {
  test('shows edges of classes that are hidden otherwise', () => {
    const { drawn } = chosen(edges(50, 'allow'), { selection: ['svc:a/s0'] });
    // Five leave each service and five arrive.
    expect(drawn).toEqual({ 'named-allow': 10 });
  });

  test('shows pairs without a rule only while they are few', () => {
    // Of forty pairs four leave each service and four arrive; the next five give s9 a ninth.
    expect(chosen(edges(40, 'closed'), { selection: ['svc:a/s9'] }).drawn).toEqual({ closed: 8 });
    expect(chosen(edges(45, 'closed'), { selection: ['svc:a/s9'] }).drawn).toEqual({});
  });

  test('with another: the pair from the first to the second, rule or not', () => {
    const { result } = chosen(edges(90, 'closed'), { selection: ['svc:a/s0', 'svc:a/s4'] });
    expect(result.drawn.map(({ id }) => id)).toEqual(['svc:a/s0>svc:a/s4']);
  });
});

describe('hubs', () => {
  test('a node that more than 60 % of the others talk to, and eight at least, has a badge instead of edges', () => {
    const toDns = NAMES.slice(1).map((name) => `${name} > a/s0 allow`);
    const { drawn, hidden, sketch } = chosen(toDns.join('\n'));
    expect(drawn).toEqual({});
    expect(hidden).toEqual(['9 named-allow badge']);
    expect(sketch.hubs.get('svc:a/s0')).toEqual([{ direction: 'from', kind: 'allow', count: 9 }]);
    expect(chosen(toDns.slice(0, 7).join('\n')).drawn).toEqual({ 'named-allow': 7 });
  });

  test('its edges are drawn for a selected end', () => {
    const toDns = NAMES.slice(1).map((name) => `${name} > a/s0 allow`);
    expect(chosen(toDns.join('\n'), { selection: ['svc:a/s3'] }).drawn).toEqual({ 'named-allow': 1 });
    expect(chosen(toDns.join('\n'), { selection: ['svc:a/s3', 'svc:a/s4'] }).drawn).toEqual({});
    expect(chosen(toDns.join('\n'), { selection: ['svc:a/s3', 'svc:a/s0'] }).drawn).toEqual({ 'named-allow': 1 });
  });

  test('nobody is a hub of what is denied to everyone', () => {
    expect(chosen(edges(90, 'closed')).hidden).toEqual(['90 closed class']);
  });
});
