import { assertNever } from '../base/assert';
import { truthOf } from '../base/truth';
import type { LabelMiss } from '../model/explanation';
import { holds, matchSelector, type LabelLookup } from './match';
import { nearnessOf, type Nearness } from './near';
import { printSingleQuoted } from './print';
import type { Comparison, Leaf, Membership, Selector } from './tree';

/**
 * A comparison that keeps a selector from matching. `wanted` has single quotes; under a `!` it is the opposite of
 * what stands there: `role != 'x'` for `!(role == 'x')`.
 */
export interface SelectorMiss extends LabelMiss {
  /** The literal wanted. Of a set: the near one, or the only one. */
  readonly value: string | undefined;
}

/**
 * The fewest comparisons that keep a selector from matching, in the order written: of `&&` every operand that
 * fails, of `||` the one that fails in fewest places. Empty when the selector matches, or may match, or when no
 * label could help (`!all()`).
 */
export const missesOf = (selector: Selector, lookup: LabelLookup): readonly SelectorMiss[] =>
  failuresOf(selector, true, lookup) ?? [];

/** What keeps the selector from being as wanted; `undefined` when nothing surely does. */
function failuresOf(selector: Selector, wanted: boolean, lookup: LabelLookup): readonly SelectorMiss[] | undefined {
  switch (selector.kind) {
    case 'not':
      return failuresOf(selector.operand, !wanted, lookup);
    case 'and':
    case 'or': {
      const failures = selector.operands.map((operand) => failuresOf(operand, wanted, lookup));
      return (selector.kind === 'and') === wanted ? ofAll(failures) : ofFewest(failures);
    }
    case 'all':
    case 'global':
      return wanted ? undefined : [];
    case 'has':
    case 'compare':
    case 'member':
      return matchSelector(selector, lookup) === truthOf(!wanted) ? [missOf(selector, wanted, lookup)] : undefined;
    default:
      return assertNever(selector);
  }
}

type Failures = readonly (readonly SelectorMiss[] | undefined)[];

function ofAll(failures: Failures): readonly SelectorMiss[] | undefined {
  const failing = failures.filter((misses) => misses !== undefined);
  return failing.length === 0 ? undefined : failing.flat();
}

/** The shortest of all that fail; one that no label could help is chosen last. */
function ofFewest(failures: Failures): readonly SelectorMiss[] | undefined {
  let fewest: readonly SelectorMiss[] = [];
  for (const misses of failures) {
    if (misses === undefined) return undefined;
    if (fewest.length === 0 || (misses.length > 0 && misses.length < fewest.length)) fewest = misses;
  }
  return fewest;
}

function missOf(leaf: Leaf, wanted: boolean, lookup: LabelLookup): SelectorMiss {
  const label = lookup(leaf.key);
  const got = typeof label === 'string' ? label : undefined;
  const aim = wanted ? leaf : opposite(leaf);
  return { key: leaf.key, wanted: printSingleQuoted(aim), got, ...nearestOf(aim, got) };
}

function opposite(leaf: Leaf): Selector {
  if (leaf.kind === 'member') return { ...leaf, operator: leaf.operator === 'in' ? 'not in' : 'in' };
  if (leaf.kind === 'compare' && leaf.operator === '==') return { ...leaf, operator: '!=' };
  if (leaf.kind === 'compare' && leaf.operator === '!=') return { ...leaf, operator: '==' };
  return { kind: 'not', operand: leaf };
}

interface Nearest {
  readonly near: Nearness | undefined;
  readonly value: string | undefined;
}

function nearestOf(aim: Selector, got: string | undefined): Nearest {
  if (aim.kind === 'compare')
    return { near: got === undefined ? undefined : nearComparison(aim, got), value: aim.value };
  if (aim.kind === 'member') return nearMember(aim, got);
  const denied = aim.kind === 'not' && aim.operand.kind === 'compare' ? aim.operand.value : undefined;
  return { near: undefined, value: denied };
}

/** A typo is told only where the whole value was wanted. */
function nearComparison({ operator, value }: Comparison, got: string): Nearness | undefined {
  if (operator === '!=') return undefined;
  const near = nearnessOf(got, value, (label, wanted) => holds(operator, label, wanted));
  return near === 'typo' && operator !== '==' ? undefined : near;
}

function nearMember({ operator, values }: Membership, got: string | undefined): Nearest {
  const all = [...values];
  if (operator === 'in' && got !== undefined) {
    for (const value of all) {
      const near = nearnessOf(got, value, (label, wanted) => label === wanted);
      if (near !== undefined) return { near, value };
    }
  }
  return { near: undefined, value: all.length === 1 ? all[0] : undefined };
}
