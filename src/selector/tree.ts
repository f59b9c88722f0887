/** A selector as a tree. Source of the language: calico-semantics 6. */
import { assertNever } from '../base/assert';

export type Selector = Constant | Leaf | Not | Group;

/** Both are true of everything; what `global()` means beyond that comes from the rewriting of rules (5.4). */
export interface Constant {
  readonly kind: 'all' | 'global';
}

/** A statement about one label. */
export type Leaf = Has | Comparison | Membership;

export interface Has {
  readonly kind: 'has';
  readonly key: string;
}

export interface Comparison {
  readonly kind: 'compare';
  readonly key: string;
  readonly operator: ComparisonOperator;
  readonly value: string;
}

export type ComparisonOperator = '==' | '!=' | 'contains' | 'starts with' | 'ends with';

export interface Membership {
  readonly kind: 'member';
  readonly key: string;
  readonly operator: 'in' | 'not in';
  /** In the order of their bytes. */
  readonly values: ReadonlySet<string>;
}

export interface Not {
  readonly kind: 'not';
  readonly operand: Selector;
}

/** Two operands or more. A group in parentheses inside another stays a group of its own. */
export interface Group {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Selector[];
}

/** The selector with `prefix` before every label name. Source: calico-semantics 5.2. */
export function prefixLabels(selector: Selector, prefix: string): Selector {
  switch (selector.kind) {
    case 'all':
    case 'global':
      return selector;
    case 'has':
    case 'compare':
    case 'member':
      return { ...selector, key: prefix + selector.key };
    case 'not':
      return { kind: 'not', operand: prefixLabels(selector.operand, prefix) };
    case 'and':
    case 'or':
      return { kind: selector.kind, operands: selector.operands.map((operand) => prefixLabels(operand, prefix)) };
    default:
      return assertNever(selector);
  }
}
