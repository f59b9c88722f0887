import { expect, test } from 'vitest';
import { calicoTypes, kubernetesTypes, stagedKubernetesTypes } from './defaults';

// calico-semantics 2.1
test.each([
  [0, 0, ['Ingress']],
  [2, 0, ['Ingress']],
  [0, 1, ['Egress']],
  [1, 1, ['Ingress', 'Egress']],
])('a Calico policy with %i ingress and %i egress rules governs %j', (ingress, egress, types) => {
  expect(calicoTypes({ ingress, egress }, false)).toEqual(types);
});

test('written to the storage API, where nobody fills types in, it governs both', () => {
  expect(calicoTypes({ ingress: 1, egress: 0 }, true)).toEqual(['Ingress', 'Egress']);
});

// kubernetes-policy-semantics 1.1, 1.5
test('a Kubernetes policy governs ingress, and egress when it has egress rules', () => {
  expect(kubernetesTypes(0)).toEqual(['Ingress']);
  expect(kubernetesTypes(1)).toEqual(['Ingress', 'Egress']);
  expect(stagedKubernetesTypes).toEqual(['Ingress']);
});
