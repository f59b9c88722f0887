import type { SourceRange } from '../../model/diagnostic';
import { parseSelector } from '../../selector/parse';
import type { ScalarNode } from '../node';
import { checkSelectorLength } from './check-limits';
import { tellLost, tellWidened, type Owner } from './consequence';
import { fieldName, present, quoted, tell, textOf, writtenAt, type Reading } from './reading';

/**
 * What a selector that does not parse costs: the whole policy, which the data plane then treats as absent, or only
 * the restriction, which vanishes when Calico compiles it. Source: calico-semantics 8, 8.6.
 */
export type SelectorLoss =
  { readonly of: 'policy'; readonly owner: Owner } | { readonly of: 'restriction'; readonly now: string };

/** The selector as written; `''` when absent or blank. One that does not parse is told and kept. */
export function selectorAt(reading: Reading, key: string, loss: SelectorLoss): string {
  const written = writtenAt(reading, key);
  const node = present(reading, key);
  if (written === undefined || written.text.trim() === '') return '';
  checkSelectorLength(reading, key, written.text);
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
  const fault = { says: `${fieldName(reading, key)} does not parse`, at: written.at };
  if (loss.of === 'policy') tellLost(reading, loss.owner, fault);
  else tellWidened(reading, { ...fault, now: loss.now });
  return written.text;
}

/** From the offset to the end of the scalar, where its source is its text, in quotes or not; else the whole scalar. */
function placeIn(node: ScalarNode, offset: number): SourceRange {
  const { start, end } = node.at;
  const quotes = (end - start - textOf(node).length) / 2;
  if (quotes !== 0 && !(quotes === 1 && node.quoted)) return node.at;
  const from = Math.min(start + quotes + offset, end - 1);
  return { ...node.at, start: from, end: Math.max(from + 1, end - quotes) };
}
