/**
 * What selectors can tell about a label: each value becomes a token, and values that no selector tells apart become
 * the same one.
 */
import { getOrMake } from '../../base/collections';
import { not, truthOf, type Truth } from '../../base/truth';
import { holds, unknownLabel, type LabelLookup } from '../../selector/match';
import type { Comparison, Leaf, Selector } from '../../selector/tree';

export const absent = 0;
/** The input does not tell the value, nor whether there is one. */
export const unknown = 1;
const firstValue = 2;

/** One label name that selectors mention. */
export interface LabelKey {
  readonly name: string;
  /** Its place among the keys of the vocabulary. */
  readonly index: number;
  tokenOf(value: ReturnType<LabelLookup>): number;
  /** Every token given so far is below this. Those of values that selectors name come first. */
  tokens(): number;
  /** Whether every value that the statement tells apart has a token of its own. */
  covers(leaf: Leaf): boolean;
  /** What a statement about this label says of a token. */
  truthOf(leaf: Leaf, token: number): Truth;
}

export type Vocabulary = ReadonlyMap<string, LabelKey>;

/** Whether a selector asks for nothing that those of the vocabulary did not ask for. */
export function covers(vocabulary: Vocabulary, selector: Selector): boolean {
  if ('key' in selector) return vocabulary.get(selector.key)?.covers(selector) ?? false;
  if (selector.kind === 'not') return covers(vocabulary, selector.operand);
  return !('operands' in selector) || selector.operands.every((operand) => covers(vocabulary, operand));
}

/** Everything that the selectors mention, and nothing else. */
export function vocabularyOf(selectors: Iterable<Selector>): Vocabulary {
  const mentioned = new Map<string, Leaf[]>();
  for (const selector of selectors) collectLeaves(selector, mentioned);
  return new Map([...mentioned].map(([name, leaves], index) => [name, labelKey(name, index, leaves)]));
}

function collectLeaves(selector: Selector, mentioned: Map<string, Leaf[]>): void {
  if ('key' in selector) getOrMake(mentioned, selector.key, () => []).push(selector);
  else if (selector.kind === 'not') collectLeaves(selector.operand, mentioned);
  else if ('operands' in selector) for (const operand of selector.operands) collectLeaves(operand, mentioned);
}

function labelKey(name: string, index: number, leaves: readonly Leaf[]): LabelKey {
  const literals = new Set(leaves.flatMap(literalsOf));
  const predicates = leaves.filter((leaf): leaf is Comparison => leaf.kind === 'compare' && !isEquality(leaf));
  const byOutcome = new Map<string, number>();
  const byValue = new Map<string, number>();
  /** A value of each token: all values of one token answer alike. */
  const samples: string[] = [];

  const make = (value: string): number => samples.push(value) - 1 + firstValue;
  for (const literal of literals) byValue.set(literal, make(literal));
  const tokenOfText = (value: string): number => {
    const outcome = predicates.map((leaf) => (holds(leaf.operator, value, leaf.value) ? '1' : '0')).join('');
    return getOrMake(byOutcome, outcome, () => make(value));
  };
  return {
    name,
    index,
    tokenOf: (value) =>
      value === undefined
        ? absent
        : value === unknownLabel
          ? unknown
          : getOrMake(byValue, value, () => tokenOfText(value)),
    tokens: () => samples.length + firstValue,
    covers: (leaf) =>
      leaf.kind === 'compare' && !isEquality(leaf)
        ? predicates.some(({ operator, value }) => operator === leaf.operator && value === leaf.value)
        : literalsOf(leaf).every((literal) => literals.has(literal)),
    truthOf: (leaf, token) => truthOfLeaf(leaf, token, samples[token - firstValue]),
  };
}

const isEquality = ({ operator }: Comparison): boolean => operator === '==' || operator === '!=';

function literalsOf(leaf: Leaf): readonly string[] {
  if (leaf.kind === 'member') return [...leaf.values];
  return leaf.kind === 'compare' && isEquality(leaf) ? [leaf.value] : [];
}

/** As `matchSelector` says of one leaf, and held to it by a test. */
function truthOfLeaf(leaf: Leaf, token: number, value: string | undefined): Truth {
  if (leaf.kind === 'member') {
    if (token === unknown && leaf.values.size > 0) return 'maybe';
    const member = truthOf(value !== undefined && leaf.values.has(value));
    return leaf.operator === 'in' ? member : not(member);
  }
  if (token === unknown) return 'maybe';
  if (leaf.kind === 'has') return truthOf(value !== undefined);
  return truthOf(value === undefined ? leaf.operator === '!=' : holds(leaf.operator, value, leaf.value));
}
