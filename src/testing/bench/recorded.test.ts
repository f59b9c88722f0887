import { expect, test } from 'vitest';
import { planOf } from '../load/plan';
import { resourcesOf } from '../load/resources';
import { sizes } from '../load/sizes';
import { recorded } from './recorded';
import { stages, type Made, type Totals } from './stages';

test('what the engine says of S is what is recorded', () => {
  const plan = planOf(sizes.S, 1);
  const made: Made = { plan, resources: resourcesOf(plan, () => {}) };
  const known: Readonly<Record<string, Totals>> = recorded.S ?? {};
  const found = stages.map((stage) => {
    stage.prepare?.(made);
    return [stage.name, { ...stage.run(made), ...stage.check?.(made) }] as const;
  });
  const generate = { resources: made.resources.length };
  expect({ generate, ...Object.fromEntries(found) }).toMatchObject(known);
});
