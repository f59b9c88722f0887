import { assertNever } from '../base/assert';
import type { Selector } from './tree';

type Quote = '"' | "'";

/** The canonical text, which Calico hashes and compares. Source: calico-semantics 6.4. */
export const printSelector = (selector: Selector): string => print(selector, '"');

/** The same in single quotes, as most people write them. */
export const printSingleQuoted = (selector: Selector): string => print(selector, "'");

function print(selector: Selector, quote: Quote): string {
  switch (selector.kind) {
    case 'all':
    case 'global':
      return `${selector.kind}()`;
    case 'has':
      return `has(${selector.key})`;
    case 'compare':
      return `${selector.key} ${selector.operator} ${quoted(selector.value, quote)}`;
    case 'member': {
      const values = Array.from(selector.values, (value) => quoted(value, quote));
      return `${selector.key} ${selector.operator} {${values.join(', ')}}`;
    }
    case 'not':
      return `!${print(selector.operand, quote)}`;
    case 'and':
      return `(${selector.operands.map((operand) => print(operand, quote)).join(' && ')})`;
    case 'or':
      return `(${selector.operands.map((operand) => print(operand, quote)).join(' || ')})`;
    default:
      return assertNever(selector);
  }
}

/** There are no escapes: a value with the preferred quote in it takes the other one. */
export function quoted(value: string, preferred: Quote): string {
  const quote = !value.includes(preferred) ? preferred : preferred === '"' ? "'" : '"';
  return quote + value + quote;
}
