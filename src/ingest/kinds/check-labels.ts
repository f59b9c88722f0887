/** Labels and annotations as Kubernetes takes them. Source: calico-semantics 8.1. */
import { nodeAt } from '../node';
import { tellRefused, type Fault } from './consequence';
import { isLabelValue, isPlaceholder, isQualifiedName } from './name-forms';
import { quoted, textOf, type Reading } from './reading';

export function checkLabels(metadata: Reading): void {
  const labels = nodeAt(metadata.node, 'labels');
  for (const [key, { key: at, value }] of labels?.kind === 'map' ? labels.entries : []) {
    checkKey(metadata, 'label', { text: key, at });
    if (value.kind !== 'scalar' || value.value === null) continue;
    const text = textOf(value);
    if (isLabelValue(text) || isPlaceholder(text)) continue;
    tellRefused(metadata, {
      says: `label ${quoted(key)} is ${quoted(text)}, and a label holds at most 63 letters, digits, \`-\`, \`_\` and \`.\` with a letter or digit at both ends`,
      at: value.at,
      evaluated: 'as written',
    });
  }
}

const mostAnnotations = 256 * 1024;

export function checkAnnotations(metadata: Reading): void {
  const annotations = nodeAt(metadata.node, 'annotations');
  if (annotations?.kind !== 'map') return;
  let size = 0;
  for (const [key, { key: at, value }] of annotations.entries) {
    // Keys of annotations may have capitals where those of labels may not.
    checkKey(metadata, 'annotation', { text: key, at });
    size += key.length + (value.kind === 'scalar' ? textOf(value).length : 0);
  }
  if (size <= mostAnnotations) return;
  tellRefused(metadata, {
    says: `\`metadata.annotations\` hold ${size} characters, and at most ${mostAnnotations} bytes go into them`,
    at: metadata.node.entries.get('annotations')?.key ?? annotations.at,
    evaluated: 'as written',
  });
}

function checkKey(
  metadata: Reading,
  what: 'label' | 'annotation',
  { text, at }: { readonly text: string; readonly at: Fault['at'] },
): void {
  const key = what === 'annotation' ? text.toLowerCase() : text;
  if (isQualifiedName(key) || isPlaceholder(key)) return;
  tellRefused(metadata, {
    says: `${quoted(text)} is no name of ${what === 'label' ? 'a label' : 'an annotation'}; it is one like \`app\` or \`example.com/app\``,
    at,
    evaluated: 'as written',
  });
}
