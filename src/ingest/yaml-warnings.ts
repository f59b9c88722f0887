/** What is valid YAML and still reads as something else than it looks. Source: input-formats 1.3, 9.4. */
import type { Report, SourceRange } from '../model/diagnostic';
import { lineOf } from './line-of';
import type { ScalarNode } from './node';
import { kubectlValueOf } from './scalars';
import type { SourceFile } from './source-file';
import { quoteLine } from './text/quote-line';

interface DroppedTag {
  /** `undefined` in a list. */
  readonly key: string | undefined;
  readonly tag: string;
  /** What is left of the value. */
  readonly text: string;
  readonly at: SourceRange;
}

/** An unquoted `!` makes a tag of what follows, and the cluster gets what is left. */
export function warnDroppedTag({ key, tag, text, at }: DroppedTag, report: Report): void {
  const whole = text === '' ? tag : `${tag} ${text}`;
  const empty = /selector$/i.test(key ?? '')
    ? 'Read as empty, as kubectl reads it: an empty selector selects everything.'
    : 'Read as empty, as kubectl reads it.';
  report({
    code: 'yaml/tag-dropped',
    severity: 'warning',
    message: `${quoteLine(key === undefined ? whole : `${key}: ${whole}`)}: an unquoted "!" starts a YAML tag, so ${tag} is not part of the value.`,
    at,
    hint: `${text === '' ? empty : `Read as ${quoteLine(text)}, as kubectl reads it.`} To keep the "!", quote it: ${quoteLine(`'${whole}'`).slice(1, -1)}.`,
  });
}

export function warnDuplicateKey(
  key: string,
  [first, second]: readonly [SourceRange, SourceRange],
  file: SourceFile,
  report: Report,
): void {
  report({
    code: 'yaml/duplicate-key',
    severity: 'warning',
    message: `${quoteLine(key)} is written twice in one place, on lines ${lineOf(file, first.start)} and ${lineOf(file, second.start)}.`,
    at: second,
    hint: 'The last one counts, as for kubectl; an API server that validates strictly refuses the object.',
  });
}

/** Where texts are meant whatever they look like (readers of labels say so there), and what no answer hangs on. */
const TEXTS = new Set([
  'labels',
  'matchLabels',
  'annotations',
  'values',
  'data',
  'containers',
  'initContainers',
  'volumes',
]);

/** A plain scalar of a spec that kubectl, an older YAML, reads differently. `path`: the keys that lead to it. */
export function warnOlderScalar({ text, at }: ScalarNode, pathOf: () => readonly string[], report: Report): void {
  const read = kubectlValueOf(text);
  if (read === undefined) return;
  const path = pathOf();
  if (!path.includes('spec') || path.some((key) => TEXTS.has(key))) return;
  report({
    code: 'yaml/scalar-1.1',
    severity: 'warning',
    message: `${quoteLine(`${path.at(-1)}: ${text}`)}: kubectl reads this as ${read}.`,
    at,
    hint: `It reads an older YAML than the one used here. Write ${read}, or quote the value if a text is meant.`,
  });
}
