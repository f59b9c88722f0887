import cytoscape, { type Core, type ElementDefinition } from 'cytoscape';
import { expect, test, vi } from 'vitest';
import { graphViewOf } from '../graph/graph-view';
import { initialChoices } from '../graph/initial-choices';
import { incidentMap, shopMap } from '../testing/sample-map';
import { LIGHT } from '../testing/sample-theme';
import { styleSheet } from './style-sheet';
import { toElements } from './to-elements';
import { changesBetween, createUpdates, type Changes, type Shown, type UpdateHooks } from './update-elements';

const map = shopMap();
const base = initialChoices(map);
const first = graphViewOf(map, base);
const NOTHING: Shown = new Map();

const surface = () => cytoscape({ headless: true, styleEnabled: true, style: styleSheet(LIGHT) });

const hooks: UpdateHooks = { isUnseen: () => false, mark: () => {}, onApplied: () => {} };

/** All at once: there are no frames here. */
function applyChanges(cy: Core, changes: Changes): void {
  const updates = createUpdates(cy, { now: () => 0, next: () => () => {} }, hooks);
  updates.apply(changes);
  updates.flush();
}

test('the library takes every rule and every element without a warning', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const cy = surface();
  applyChanges(cy, changesBetween(NOTHING, toElements(first)));
  expect(cy.elements().length).toBe(toElements(first).length);
  expect(warn.mock.calls).toEqual([]);
  warn.mockRestore();
});

test('a curve arrives at the library as it was computed', () => {
  const cy = surface();
  const view = graphViewOf(incidentMap(), initialChoices(incidentMap()));
  cy.add(toElements(view));
  for (const { id, route } of view.edges.filter(({ route: { controls } }) => controls.length > 0)) {
    const data = cy.getElementById(id).data() as { readonly distances: string; readonly weights: string };
    const [distances, weights] = [data.distances, data.weights].map((text) => text.split(' ').map(Number));
    const [dx, dy] = [route.end.x - route.start.x, route.end.y - route.start.y];
    const length = Math.hypot(dx, dy);
    for (const [i, control] of route.controls.entries()) {
      const [weight = 0, distance = 0] = [weights?.[i], distances?.[i]];
      expect(route.start.x + dx * weight - (dy / length) * distance).toBeCloseTo(control.x, 0);
      expect(route.start.y + dy * weight + (dx / length) * distance).toBeCloseTo(control.y, 0);
    }
  }
});

test('an equal view changes nothing', () => {
  const shown = changesBetween(NOTHING, toElements(first)).after;
  const again = changesBetween(shown, toElements(graphViewOf({ ...map }, base, first.places)));
  expect([again.added, again.removed, again.changed]).toEqual([[], [], []]);
});

test('after any series of views the surface holds what the last one has', () => {
  const cy = surface();
  let shown = NOTHING;
  let places = first.places;
  const series = [
    base,
    { ...base, selection: ['svc:shop/orders'] },
    { ...base, collapsed: new Set(['shop', 'data']) },
    { ...base, collapsed: new Set(['data']), selection: ['ns:data'] },
    { ...base, search: 'api' },
    base,
  ];
  for (const choices of series) {
    const view = graphViewOf(map, choices, places);
    const elements = toElements(view);
    const changes = changesBetween(shown, elements);
    applyChanges(cy, changes);
    [shown, places] = [changes.after, view.places];
    expect(
      cy
        .elements()
        .map((element) => element.id())
        .toSorted(),
    ).toEqual(elements.map(({ data }) => String(data.id)).toSorted());
    for (const { data, classes } of elements) {
      expect(
        cy
          .getElementById(data.id ?? '')
          .classes()
          .toSorted()
          .join(' '),
      ).toBe(String(classes).split(' ').toSorted().join(' '));
    }
  }
});

test('many elements come in several slices, and what comes next does not wait for them', () => {
  const cy = surface();
  const slices: (() => void)[] = [];
  let now = 0;
  const parts: string[] = [];
  const updates = createUpdates(
    cy,
    {
      now: () => (now += 20),
      next(run) {
        slices.push(run);
        return () => slices.splice(0);
      },
    },
    { ...hooks, onApplied: (stage) => parts.push(stage) },
  );
  const elements = toElements(first);
  const added = changesBetween(NOTHING, elements);
  updates.apply(added);
  expect(cy.elements().length).toBeLessThan(elements.length);
  expect(parts).toEqual(['hold']);
  updates.apply(changesBetween(added.after, elements.slice(0, 1)));
  expect(cy.elements()).toHaveLength(1);
  expect(slices).toEqual([]);
});

test('what cannot be seen comes behind all that can', () => {
  const cy = surface();
  const stages: string[] = [];
  const isUnseen = ({ classes }: ElementDefinition) => /tag|badge/.test(String(classes));
  const onApplied = (stage: string) => void stages.push(`${stage} ${cy.nodes('.tag').length}`);
  const updates = createUpdates(
    cy,
    { now: () => 0, next: (run) => (run(), () => {}) },
    { ...hooks, isUnseen, onApplied },
  );
  const elements = toElements(first);
  updates.apply(changesBetween(NOTHING, elements));
  expect(cy.elements()).toHaveLength(elements.length);
  expect(stages.find((stage) => stage.startsWith('seen'))).toBe('seen 0');
});
