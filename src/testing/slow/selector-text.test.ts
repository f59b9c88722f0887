import { expect, test } from 'vitest';
import { policySelectorVectors, ruleSelectorVectors } from '../order-vectors';
import { plainPolicies } from './plain-policies';
import { policySelectorText, ruleSelectorTexts } from './selector-text';

test.each(policySelectorVectors.map((vector) => [vector.text, vector] as const))('%s', (text, { cluster }) => {
  expect(plainPolicies(cluster, 'enforced').map(policySelectorText)).toEqual([text]);
});

test.each(ruleSelectorVectors.map((vector) => [vector.positive, vector.negative, vector] as const))(
  'positive %s, negative %s',
  (positive, negative, { entity, namespace }) => {
    expect(ruleSelectorTexts(entity, namespace)).toEqual({ positive, negative });
  },
);
