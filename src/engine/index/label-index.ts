/**
 * Which objects a selector matches, without asking each of them: every label name has its classes sorted by token, and
 * a selector is asked of the fewest classes that it may match.
 */
import { assertNever } from '../../base/assert';
import type { Truth } from '../../base/truth';
import type { Cluster } from '../../model/cluster';
import type { Leaf, Selector } from '../../selector/tree';
import { labelClassesOf } from './label-classes';
import { covers, unknown, vocabularyOf, type LabelKey } from './vocabulary';

/** Label classes, ascending. */
export interface Members {
  readonly certain: Int32Array;
  /** Hangs on labels that the input does not tell. */
  readonly maybe: Int32Array;
}

export interface LabelIndex {
  /** The label class of every endpoint. */
  readonly classOf: Int32Array;
  /** How many classes are of endpoints. Network sets follow, then host endpoints, each a class by itself. */
  readonly endpointClasses: number;
  readonly size: number;
  /** Whether it may be asked of a selector that it was not made for. */
  covers(selector: Selector): boolean;
  membersOf(selector: Selector): Members;
}

/** `selectors`, and those that they cover, are all that will ever be asked. */
export function createLabelIndex(cluster: Cluster, selectors: Iterable<Selector>): LabelIndex {
  const vocabulary = vocabularyOf(selectors);
  const { classOf, endpointClasses, size, columns } = labelClassesOf(cluster, vocabulary);
  const everyone = Int32Array.from({ length: size }, (_, i) => i);
  const postings = new Map<LabelKey, Postings>();
  const columnOf = (key: LabelKey): Int32Array => columns[key.index] as Int32Array;
  const keyOf = (leaf: Leaf): LabelKey => vocabulary.get(leaf.key) as LabelKey;
  const postingsOf = (key: LabelKey): Postings => {
    const known = postings.get(key);
    if (known !== undefined) return known;
    const made = makePostings(columnOf(key), key.tokens());
    postings.set(key, made);
    return made;
  };

  const read = new Map<Leaf, ReadLeaf>();
  const readLeafOf = (leaf: Leaf): ReadLeaf => {
    const known = read.get(leaf);
    if (known !== undefined) return known;
    const made = readLeaf(leaf, keyOf(leaf));
    read.set(leaf, made);
    return made;
  };

  const test = (selector: Selector): Test => {
    switch (selector.kind) {
      case 'all':
      case 'global':
        return () => 2;
      case 'has':
      case 'compare':
      case 'member': {
        const column = columnOf(keyOf(selector));
        const { codeOf } = readLeafOf(selector);
        return (labelClass) => codeOf(column[labelClass] as number);
      }
      case 'not': {
        const operand = test(selector.operand);
        return (labelClass) => 2 - operand(labelClass);
      }
      case 'and':
        return fold(selector.operands.map(test), 0, Math.min);
      case 'or':
        return fold(selector.operands.map(test), 2, Math.max);
      default:
        return assertNever(selector);
    }
  };

  /** How many classes `candidates` will bring. */
  const cost = (selector: Selector): number => {
    switch (selector.kind) {
      case 'has':
      case 'compare':
      case 'member': {
        const { starts } = postingsOf(keyOf(selector));
        let sum = 0;
        for (const token of readLeafOf(selector).tokens) {
          sum += (starts[token + 1] as number) - (starts[token] as number);
        }
        return sum;
      }
      case 'and':
        return Math.min(...selector.operands.map(cost));
      case 'or':
        return Math.min(
          size,
          selector.operands.reduce((sum, operand) => sum + cost(operand), 0),
        );
      default:
        return size;
    }
  };

  /** Every class that may match, and others; ascending. */
  const candidates = (selector: Selector): Int32Array => {
    switch (selector.kind) {
      case 'has':
      case 'compare':
      case 'member': {
        const own = postingsOf(keyOf(selector));
        return mergeAll(readLeafOf(selector).tokens.map((token) => listOf(own, token)));
      }
      case 'and': {
        const costs = selector.operands.map(cost);
        return candidates(selector.operands[costs.indexOf(Math.min(...costs))] as Selector);
      }
      case 'or':
        return cost(selector) * 2 > size ? everyone : mergeAll(selector.operands.map(candidates));
      default:
        return everyone;
    }
  };

  return {
    classOf,
    endpointClasses,
    size,
    covers: (selector) => covers(vocabulary, selector),
    membersOf(selector) {
      return split(candidates(selector), test(selector));
    },
  };
}

/** 0 no, 1 maybe, 2 yes. */
type Test = (labelClass: number) => number;

const codeOfTruth = (truth: Truth): number => (truth === 'yes' ? 2 : truth === 'maybe' ? 1 : 0);

/** A leaf in the tokens of its key. */
interface ReadLeaf {
  /** Of which it does not say no. */
  readonly tokens: readonly number[];
  codeOf(token: number): number;
}

/** What names its values is not asked of every token: a key may have thousands, and as many leaves. */
function readLeaf(leaf: Leaf, key: LabelKey): ReadLeaf {
  if (leaf.kind === 'compare' && leaf.operator === '==') {
    const own = key.tokenOf(leaf.value);
    return { tokens: [unknown, own], codeOf: (token) => (token === own ? 2 : token === unknown ? 1 : 0) };
  }
  const named = leaf.kind === 'member' && leaf.operator === 'in';
  const asked = named
    ? [unknown, ...Array.from(leaf.values, (value) => key.tokenOf(value))]
    : Array.from({ length: key.tokens() }, (_, token) => token);
  const codes = new Uint8Array(key.tokens());
  for (const token of asked) codes[token] = codeOfTruth(key.truthOf(leaf, token));
  return { tokens: asked.filter((token) => codes[token] !== 0), codeOf: (token) => codes[token] as number };
}

/** The lowest or highest of all answers; asks no further than `settled`. */
function fold(tests: readonly Test[], settled: 0 | 2, pick: (a: number, b: number) => number): Test {
  const [first, second, ...rest] = tests as [Test, Test, ...Test[]];
  const two: Test = (labelClass) => {
    const one = first(labelClass);
    return one === settled ? settled : pick(one, second(labelClass));
  };
  return rest.length === 0 ? two : fold([two, ...rest], settled, pick);
}

/** The classes of each token, ascending: those of token `t` from `starts[t]` to `starts[t + 1]`. */
interface Postings {
  readonly starts: Int32Array;
  readonly classes: Int32Array;
}

function makePostings(column: Int32Array, tokens: number): Postings {
  const starts = new Int32Array(tokens + 1);
  for (const token of column) starts[token + 1] = (starts[token + 1] as number) + 1;
  for (let token = 0; token < tokens; token += 1) {
    starts[token + 1] = (starts[token + 1] as number) + (starts[token] as number);
  }
  const next = starts.slice();
  const classes = new Int32Array(column.length);
  for (let labelClass = 0; labelClass < column.length; labelClass += 1) {
    const token = column[labelClass] as number;
    const at = next[token] as number;
    classes[at] = labelClass;
    next[token] = at + 1;
  }
  return { starts, classes };
}

const listOf = ({ starts, classes }: Postings, token: number): Int32Array =>
  classes.subarray(starts[token], starts[token + 1]);

const empty = new Int32Array(0);

/** Ascending, each once. */
function mergeAll(lists: readonly Int32Array[]): Int32Array {
  const filled = lists.filter(({ length }) => length > 0);
  const [only] = filled;
  if (only === undefined) return empty;
  if (filled.length === 1) return only;
  const all = new Int32Array(filled.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of filled) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i += 1) {
    if (i > 0 && all[i] === all[i - 1]) continue;
    all[kept] = all[i] as number;
    kept += 1;
  }
  return all.subarray(0, kept);
}

function split(candidates: Int32Array, test: Test): Members {
  const certain = new Int32Array(candidates.length);
  const maybe: number[] = [];
  let count = 0;
  for (const labelClass of candidates) {
    const code = test(labelClass);
    if (code === 2) {
      certain[count] = labelClass;
      count += 1;
    } else if (code === 1) {
      maybe.push(labelClass);
    }
  }
  return { certain: count === certain.length ? certain : certain.slice(0, count), maybe: Int32Array.from(maybe) };
}
