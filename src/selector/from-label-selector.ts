import { assertNever } from '../base/assert';
import { sortedBy } from '../base/order';
import type { LabelSelector } from '../model/resource';

/**
 * The selector that Calico makes of a Kubernetes label selector. Pods get a term that keeps other endpoints out; a
 * selector of namespaces without terms is `all()`. A namespace selector that is absent is none, and not for this.
 *
 * Source: kubernetes-policy-semantics 1.3.
 */
export function labelSelectorText(labelSelector: LabelSelector, { pods }: { readonly pods: boolean }): string {
  const terms = [
    ...(pods ? ["projectcalico.org/orchestrator == 'k8s'"] : []),
    ...sortedBy(labelSelector.matchLabels, ([key]) => key).map(([key, value]) => `${key} == '${value}'`),
    ...labelSelector.matchExpressions.map(expressionText),
  ];
  return terms.length === 0 ? 'all()' : terms.join(' && ');
}

function expressionText({ key, operator, values }: LabelSelector['matchExpressions'][number]): string {
  const set = `{ ${values.map((value) => `'${value}'`).join(', ')} }`;
  switch (operator) {
    case 'In':
      return `${key} in ${set}`;
    case 'NotIn':
      return `${key} not in ${set}`;
    case 'Exists':
      return `has(${key})`;
    case 'DoesNotExist':
      return `! has(${key})`;
    default:
      return assertNever(operator);
  }
}
