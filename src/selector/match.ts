import { assertNever } from '../base/assert';
import { not, truthOf, type Truth } from '../base/truth';
import type { Comparison, ComparisonOperator, Membership, Selector } from './tree';

/** The input does not tell whether the label is there, nor with which value. */
export const unknownLabel: unique symbol = Symbol('unknown label');

/** The value of a label; `undefined` when it is absent. */
export type LabelLookup = (key: string) => string | undefined | typeof unknownLabel;

/**
 * Whether labels match. `maybe` only where unknown labels decide; each mention of one is taken by itself, so
 * `has(a) || !has(a)` is `maybe` too. Allocates nothing.
 *
 * Source: calico-semantics 6.3.
 */
export function matchSelector(selector: Selector, lookup: LabelLookup): Truth {
  switch (selector.kind) {
    case 'all':
    case 'global':
      return 'yes';
    case 'has': {
      const label = lookup(selector.key);
      return label === unknownLabel ? 'maybe' : truthOf(label !== undefined);
    }
    case 'compare':
      return matchComparison(selector, lookup(selector.key));
    case 'member':
      return matchMembership(selector, lookup(selector.key));
    case 'not':
      return not(matchSelector(selector.operand, lookup));
    case 'and':
      return matchGroup(selector.operands, lookup, 'no', 'yes');
    case 'or':
      return matchGroup(selector.operands, lookup, 'yes', 'no');
    default:
      return assertNever(selector);
  }
}

/** `decided` by the first operand that says so, else open if one is, else `otherwise`. */
function matchGroup(operands: readonly Selector[], lookup: LabelLookup, decided: Truth, otherwise: Truth): Truth {
  let open = false;
  for (const operand of operands) {
    const truth = matchSelector(operand, lookup);
    if (truth === decided) return decided;
    if (truth === 'maybe') open = true;
  }
  return open ? 'maybe' : otherwise;
}

function matchComparison({ operator, value }: Comparison, label: ReturnType<LabelLookup>): Truth {
  if (label === unknownLabel) return 'maybe';
  if (label === undefined) return truthOf(operator === '!=');
  return truthOf(holds(operator, label, value));
}

/** An empty set settles the question whatever the label. */
function matchMembership({ operator, values }: Membership, label: ReturnType<LabelLookup>): Truth {
  if (label === unknownLabel && values.size > 0) return 'maybe';
  const member = typeof label === 'string' && values.has(label);
  return truthOf(member === (operator === 'in'));
}

/** Whether a label that is there compares as wanted. */
export function holds(operator: ComparisonOperator, label: string, value: string): boolean {
  switch (operator) {
    case '==':
      return label === value;
    case '!=':
      return label !== value;
    case 'contains':
      return label.includes(value);
    case 'starts with':
      return label.startsWith(value);
    case 'ends with':
      return label.endsWith(value);
    default:
      return assertNever(operator);
  }
}
