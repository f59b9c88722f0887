/** Labels of a pod, when there is nothing to tell about them (`check-labels.ts`, `read-pod-template.ts`). */
import type { Labels } from '../../model/resource';
import { isLabelValue, isQualifiedName } from '../kinds/name-forms';
import { calicoLabels } from '../kinds/read-pod-template';

/** From keys and values in turn; `undefined` when one is not as Kubernetes and Calico have it. */
export function labelsFrom(pairs: readonly string[]): Labels | undefined {
  const labels = new Map<string, string>();
  for (let i = 0; i < pairs.length; i += 2) {
    const key = pairs[i] ?? '';
    const value = pairs[i + 1] ?? '';
    if (!isPlainKey(key) || !isPlainValue(value) || labels.has(key)) return undefined;
    labels.set(key, value);
  }
  return labels;
}

const isPlainKey = remembering(
  (key) => isQualifiedName(key) && !calicoLabels.includes(key) && !/^pcns\.|^pcsa\.|__|CHANGE/.test(key),
);
const isPlainValue = remembering((value) => isLabelValue(value) && !/__|CHANGE/.test(value));

/** Keys and values of labels occur again and again; their forms are looked at once. */
function remembering(test: (text: string) => boolean): (text: string) => boolean {
  let known = new Map<string, boolean>();
  return (text) => {
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    if (known.size > 10_000) known = new Map();
    const result = test(text);
    known.set(text, result);
    return result;
  };
}
