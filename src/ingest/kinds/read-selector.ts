import type { SourceRange } from '../../model/diagnostic';
import { parseSelector } from '../../selector/parse';
import type { ScalarNode } from '../node';
import { fieldName, present, quoted, tell, textOf, writtenAt, type Reading } from './reading';

/**
 * What a selector that does not parse costs: the whole policy, which the data plane then treats as absent, or only
 * the restriction, which vanishes when Calico compiles it. Source: calico-semantics 8, 8.6.
 */
export type SelectorLoss =
  { readonly of: 'policy'; reject(reason: string): void } | { readonly of: 'restriction'; readonly now: string };

/** The selector as written; `''` when absent or blank. One that does not parse is told and kept. */
export function selectorAt(reading: Reading, key: string, loss: SelectorLoss): string {
  const written = writtenAt(reading, key);
  const node = present(reading, key);
  if (written === undefined || written.text.trim() === '') return '';
  const parsed = parseSelector(written.text);
  if (parsed.ok) return written.text;

  const { message, offset, hint, fixed } = parsed.error;
  const advice = [hint, fixed === undefined ? undefined : `Write: ${fixed}`].filter((part) => part !== undefined);
  tell(reading, {
    code: 'selector/syntax',
    severity: 'error',
    says: `${fieldName(reading, key)} ${quoted(written.text)} is no selector: ${message}.`,
    at: node?.kind === 'scalar' ? placeIn(node, offset) : written.at,
    ...(advice.length === 0 ? {} : { hint: advice.join(' ') }),
  });
  if (loss.of === 'policy') {
    loss.reject(`${reading.path}${key} does not parse`);
  } else {
    tell(reading, {
      code: 'resource/widened',
      severity: 'warning',
      says: `${fieldName(reading, key)} does not parse and restricts nothing, so ${loss.now}.`,
      at: written.at,
      hint: 'The API refuses the policy.',
    });
  }
  return written.text;
}

/** From the offset to the end of the scalar, where its source is its text; else the whole scalar. */
function placeIn(node: ScalarNode, offset: number): SourceRange {
  const { start, end } = node.at;
  const quotes = node.quoted ? 1 : 0;
  const text = textOf(node);
  if (end - start !== text.length + 2 * quotes) return node.at;
  const from = Math.min(start + quotes + offset, end - 1);
  return { ...node.at, start: from, end: Math.max(from + 1, end - quotes) };
}

/** `global()` is refused in all selectors but `namespaceSelector` of a rule, and there beside anything else. */
export function checkGlobal(reading: Reading, key: string, selector: string, allowedAlone: boolean): void {
  if (!selector.includes('global(') || (allowedAlone && selector.trim().replaceAll(' ', '') === 'global()')) return;
  tell(reading, {
    code: 'resource/bad-value',
    severity: 'warning',
    says: allowedAlone
      ? `${fieldName(reading, key)} has \`global()\` beside something else; the API takes it only alone.`
      : `${fieldName(reading, key)} has \`global()\`, which the API takes only in the \`namespaceSelector\` of a rule.`,
    at: writtenAt(reading, key)?.at ?? reading.node.at,
  });
}
