/**
 * Which objects a selector matches, without asking each of them: every label name has its classes sorted by token, and
 * a selector is asked of the fewest classes that it may match.
 */
import { assertNever } from '../../base/assert';
import type { Truth } from '../../base/truth';
import type { Cluster } from '../../model/cluster';
import type { Group, Leaf, Selector } from '../../selector/tree';
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
  const postings: Postings[] = [];
  const postingsOf = (key: LabelKey): Postings =>
    (postings[key.index] ??= makePostings(columns[key.index] as Int32Array, key.tokens()));

  const read = new Map<Leaf, ReadLeaf>();
  const readLeafOf = (leaf: Leaf): ReadLeaf => {
    const known = read.get(leaf);
    if (known !== undefined) return known;
    const key = vocabulary.get(leaf.key) as LabelKey;
    const made = readLeaf(leaf, key, columns[key.index] as Int32Array, postingsOf(key));
    read.set(leaf, made);
    return made;
  };
  const tell = truthTeller(readLeafOf);

  /** How many classes `candidates` will bring. */
  const cost = (selector: Selector): number => {
    switch (selector.kind) {
      case 'has':
      case 'compare':
      case 'member':
        return readLeafOf(selector).cost;
      case 'and':
        return cost(cheapest(selector));
      case 'or': {
        let sum = 0;
        for (const operand of selector.operands) sum += cost(operand);
        return Math.min(size, sum);
      }
      default:
        return size;
    }
  };

  const cheapest = ({ operands }: Group): Selector => {
    let best = operands[0] as Selector;
    let least = cost(best);
    for (let i = 1; i < operands.length; i += 1) {
      const own = cost(operands[i] as Selector);
      if (own >= least) continue;
      best = operands[i] as Selector;
      least = own;
    }
    return best;
  };

  /** Every class that may match, and others; ascending. */
  const candidates = (selector: Selector): Int32Array => {
    switch (selector.kind) {
      case 'has':
      case 'compare':
      case 'member': {
        const { postings: own, tokens } = readLeafOf(selector);
        return mergeAll(tokens.map((token) => listOf(own, token)));
      }
      case 'and':
        return candidates(cheapest(selector));
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
      const asked = candidates(selector);
      return split(asked, tell(selector, asked));
    },
  };
}

const codeOfTruth = (truth: Truth): number => (truth === 'yes' ? 2 : truth === 'maybe' ? 1 : 0);

/** A leaf in the tokens of its key. */
interface ReadLeaf {
  /** By class: its token. */
  readonly column: Int32Array;
  readonly postings: Postings;
  /** Those of which it does not say no, and which some class has. */
  readonly tokens: readonly number[];
  /** How many classes have them. */
  readonly cost: number;
  /** By token, 0 no, 1 maybe, 2 yes; or the only token of a value of which it says yes. */
  readonly says: Uint8Array | number;
}

function readLeaf(leaf: Leaf, key: LabelKey, column: Int32Array, postings: Postings): ReadLeaf {
  const { tokens, says } = tokensOf(leaf, key);
  const { starts } = postings;
  const count = (token: number): number => (starts[token + 1] as number) - (starts[token] as number);
  const taken = tokens.filter((token) => count(token) > 0);
  return { column, postings, tokens: taken, cost: taken.reduce((sum, token) => sum + count(token), 0), says };
}

/** What names its values is not asked of every token: a key may have thousands, and as many leaves. */
function tokensOf(leaf: Leaf, key: LabelKey): Pick<ReadLeaf, 'tokens' | 'says'> {
  if (leaf.kind === 'compare' && leaf.operator === '==') {
    const own = key.tokenOf(leaf.value);
    return { tokens: [unknown, own], says: own };
  }
  const named = leaf.kind === 'member' && leaf.operator === 'in';
  const asked = named
    ? [unknown, ...Array.from(leaf.values, (value) => key.tokenOf(value))]
    : Array.from({ length: key.tokens() }, (_, token) => token);
  const says = new Uint8Array(key.tokens());
  for (const token of asked) says[token] = codeOfTruth(key.truthOf(leaf, token));
  return { tokens: asked.filter((token) => says[token] !== 0), says };
}

/** What a selector says of each of some classes: 0 no, 1 maybe, 2 yes. Good until it is asked again. */
type TruthTeller = (selector: Selector, classes: Int32Array) => Uint8Array;

/** Asks one operand after the other, and each of all classes at once. */
function truthTeller(readLeafOf: (leaf: Leaf) => ReadLeaf): TruthTeller {
  const buffers: Uint8Array[] = [];
  const bufferAt = (depth: number, length: number): Uint8Array => {
    const known = buffers[depth];
    if (known !== undefined && known.length >= length) return known;
    const made = new Uint8Array(2 * length);
    buffers[depth] = made;
    return made;
  };
  const tell = (selector: Selector, classes: Int32Array, depth: number): Uint8Array => {
    const own = bufferAt(depth, classes.length);
    switch (selector.kind) {
      case 'all':
      case 'global':
        return own.fill(2, 0, classes.length);
      case 'has':
      case 'compare':
      case 'member':
        tellLeaf(own, readLeafOf(selector), classes);
        return own;
      case 'not':
        tell(selector.operand, classes, depth);
        for (let i = 0; i < classes.length; i += 1) own[i] = 2 - (own[i] as number);
        return own;
      case 'and':
      case 'or': {
        const { operands } = selector;
        tell(operands[0] as Selector, classes, depth);
        for (let i = 1; i < operands.length; i += 1) {
          const other = tell(operands[i] as Selector, classes, depth + 1);
          if (selector.kind === 'and') lower(own, other, classes.length);
          else raise(own, other, classes.length);
        }
        return own;
      }
      default:
        return assertNever(selector);
    }
  };
  return (selector, classes) => tell(selector, classes, 0);
}

function tellLeaf(into: Uint8Array, { column, says }: ReadLeaf, classes: Int32Array): void {
  for (let i = 0; i < classes.length; i += 1) {
    const token = column[classes[i] as number] as number;
    if (typeof says === 'number') into[i] = token === says ? 2 : token === unknown ? 1 : 0;
    else into[i] = says[token] as number;
  }
}

function lower(to: Uint8Array, other: Uint8Array, count: number): void {
  for (let i = 0; i < count; i += 1) if ((other[i] as number) < (to[i] as number)) to[i] = other[i] as number;
}

function raise(to: Uint8Array, other: Uint8Array, count: number): void {
  for (let i = 0; i < count; i += 1) if ((other[i] as number) > (to[i] as number)) to[i] = other[i] as number;
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

function split(candidates: Int32Array, truths: Uint8Array): Members {
  let yes = 0;
  let open = 0;
  for (let i = 0; i < candidates.length; i += 1) {
    if (truths[i] === 2) yes += 1;
    else if (truths[i] === 1) open += 1;
  }
  return { certain: saying(candidates, truths, 2, yes), maybe: saying(candidates, truths, 1, open) };
}

/** The `count` candidates of one truth. */
function saying(candidates: Int32Array, truths: Uint8Array, truth: number, count: number): Int32Array {
  if (count === 0) return empty;
  if (count === candidates.length) return candidates;
  const found = new Int32Array(count);
  let next = 0;
  for (let i = 0; next < count; i += 1) {
    if (truths[i] !== truth) continue;
    found[next] = candidates[i] as number;
    next += 1;
  }
  return found;
}
