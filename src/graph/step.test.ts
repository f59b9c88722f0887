import { expect, test } from 'vitest';
import { incidentMap } from '../testing/sample-map';
import { graphViewOf } from './graph-view';
import { initialChoices } from './initial-choices';
import { stepFrom } from './step';

const map = incidentMap();
const view = graphViewOf(map, initialChoices(map));

test.each([
  ['svc:shop/cart', 'down', 'svc:shop/checkout'],
  ['svc:shop/cart', 'up', 'svc:shop/web'],
  ['svc:shop/cart', 'right', 'svc:data/redis'],
  ['svc:shop/web', 'left', 'svc:ingress-nginx/nginx'],
  // Nothing on the right is joined with it: the nearest one there.
  ['svc:monitoring/grafana', 'right', 'svc:shop/search'],
  ['set:stripe-api', 'right', undefined],
] as const)('from %s, %s: %s', (from, heading, to) => {
  expect(stepFrom(view, from, heading)).toBe(to);
});

test('from nowhere: to the top left', () => {
  expect(stepFrom(view, undefined, 'right')).toBe('world');
});
