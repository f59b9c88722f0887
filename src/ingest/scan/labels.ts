/** Labels of a pod, when there is nothing to tell about them (`check-labels.ts`, `read-pod-template.ts`). */
import { isLabelValue, isQualifiedName } from '../kinds/name-forms';
import { calicoLabels } from '../kinds/read-pod-template';
import { asciiOf } from './scan';
import { spanTable, type SpanTable } from './span-table';

/** Texts of labels. Keys and values occur again and again; each is made, and its form looked at, once. */
export type LabelWords = SpanTable<LabelWord>;

interface LabelWord {
  readonly text: string;
  isKey?: boolean;
  isValue?: boolean;
}

export const labelWords = (): LabelWords => spanTable((bytes, start, end) => ({ text: asciiOf(bytes, start, end) }));

/** Labels of which one part is there after the other. */
export interface LabelsBegun {
  readonly words: LabelWords;
  readonly labels: Map<string, string>;
}

/** Adds a label from where its parts stand; returns `false` when one is not as Kubernetes and Calico have it. */
export function addLabel({ words, labels }: LabelsBegun, bytes: Uint8Array, key: Stretch, value: Stretch): boolean {
  const name = words.values[words.idOf(bytes, key.start, key.end)];
  const word = words.values[words.idOf(bytes, value.start, value.end)];
  if (name === undefined || word === undefined || labels.has(name.text)) return false;
  if (!(name.isKey ??= isPlainKey(name.text)) || !(word.isValue ??= isPlainValue(word.text))) return false;
  labels.set(name.text, word.text);
  return true;
}

/** From the first byte up to the end. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const isPlainKey = (key: string): boolean =>
  isQualifiedName(key) && !calicoLabels.includes(key) && !/^pcns\.|^pcsa\.|__|CHANGE/.test(key);

const isPlainValue = (value: string): boolean => isLabelValue(value) && !/__|CHANGE/.test(value);
