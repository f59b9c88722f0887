import { expect, test } from 'vitest';
import type { LabelSelector } from '../model/resource';
import { labelSelectorText } from './from-label-selector';
import { parseSelector } from './parse';
import { printSelector } from './print';

const labels = (matchLabels: Readonly<Record<string, string>>): LabelSelector => ({
  matchLabels: new Map(Object.entries(matchLabels)),
  matchExpressions: [],
});

const everything: LabelSelector = {
  matchLabels: new Map([
    ['b', '2'],
    ['a', '1'],
  ]),
  matchExpressions: [
    { key: 'e', operator: 'In', values: ['v1', 'v2'] },
    { key: 'f', operator: 'NotIn', values: ['v3'] },
    { key: 'g', operator: 'Exists', values: [] },
    { key: 'h', operator: 'DoesNotExist', values: [] },
  ],
};

// kubernetes-policy-semantics 1.3
test.each([
  [true, labels({}), "projectcalico.org/orchestrator == 'k8s'"],
  [true, labels({ app: 'x' }), "projectcalico.org/orchestrator == 'k8s' && app == 'x'"],
  [
    true,
    everything,
    "projectcalico.org/orchestrator == 'k8s' && a == '1' && b == '2' && e in { 'v1', 'v2' } && f not in { 'v3' } && has(g) && ! has(h)",
  ],
  [false, labels({}), 'all()'],
  [false, labels({ team: 'red' }), "team == 'red'"],
])('pods %s: %o', (pods, labelSelector, expected) => {
  expect(labelSelectorText(labelSelector, { pods })).toBe(expected);
});

test('the text is a selector', () => {
  const parsed = parseSelector(labelSelectorText(everything, { pods: false }));
  expect(parsed.ok && printSelector(parsed.value)).toBe(
    '(a == "1" && b == "2" && e in {"v1", "v2"} && f not in {"v3"} && has(g) && !has(h))',
  );
});
