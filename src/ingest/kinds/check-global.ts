/** Where Calico's API takes `global()`. Source: calico-semantics 8.3. */
import type { Regime } from '../../model/cluster';
import type { SourceRange } from '../../model/diagnostic';
import { parseSelector } from '../../selector/parse';
import { printSelector } from '../../selector/print';
import { tellRefused } from './consequence';
import { since332 } from './regimes';
import { fieldName, present, quoted, type Reading } from './reading';

/**
 * In no selector but the `namespaceSelector` of a rule. The test is for a piece of text, so that it finds the words in
 * the value of a label too.
 */
export function checkGlobal(reading: Reading, key: string, selector: string): void {
  const found = selector.includes('global()') ? 'global()' : 'global(';
  if (!selector.includes(found)) return;
  tellRefused(reading, {
    says: `${fieldName(reading, key)} ${quoted(selector)} has \`${found}\` in it, which goes only into the \`namespaceSelector\` of a rule`,
    at: placeOf(reading, key),
    evaluated: 'as written: there it is true of everything',
    only: found === 'global()' ? undefined : since332,
  });
}

/** There it has to stand alone. */
export function checkGlobalAlone(reading: Reading, key: string, selector: string): void {
  if (!selector.includes('global(')) return;
  const parsed = parseSelector(selector);
  if (!parsed.ok || /^[ \t]*global\([ \t]*\)[ \t]*$/.test(selector)) return;
  tellRefused(reading, {
    says: `${fieldName(reading, key)} ${quoted(selector)} has \`global()\` beside something else, and it goes only alone`,
    at: placeOf(reading, key),
    fix: 'Give it a rule of its own.',
    evaluated: 'as written',
    only: refusing(printSelector(parsed.value)),
  });
}

/** Up to 3.29 the API looked only for an operator right before or after it, so that `!global()` passed. */
const refusing = (canonical: string): readonly Regime[] | undefined =>
  /(?:&&|\|\|) global\(\)|global\(\) (?:&&|\|\|)/.test(canonical) ? undefined : ['3.31', '3.32'];

const placeOf = (reading: Reading, key: string): SourceRange => present(reading, key)?.at ?? reading.node.at;
