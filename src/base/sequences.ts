/**
 * Numbers for sequences of whole numbers: equal sequences get equal numbers, exactly and without printing them. A trie
 * whose steps are kept in one flat hash table.
 */
export interface Sequences {
  /** The number of the sequence `state` with `symbol` (0 to 2^31 - 1) behind it. The empty sequence is 0. */
  next(state: number, symbol: number): number;
  /** One past the largest number given. */
  readonly size: number;
}

export function createSequences(): Sequences {
  let mask = (1 << 12) - 1;
  let table = new Int32Array(3 * (mask + 1));
  let size = 1;

  /** Where the step is, or where it would go. */
  const slotOf = (state: number, symbol: number): number => {
    let slot = hash(state, symbol) & mask;
    for (; table[3 * slot + 2] !== 0; slot = (slot + 1) & mask) {
      if (table[3 * slot] === state && table[3 * slot + 1] === symbol) break;
    }
    return slot;
  };
  const put = (state: number, symbol: number, target: number): void => {
    const at = 3 * slotOf(state, symbol);
    table[at] = state;
    table[at + 1] = symbol;
    table[at + 2] = target;
  };
  const grow = (): void => {
    const old = table;
    mask = 2 * mask + 1;
    table = new Int32Array(3 * (mask + 1));
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) put(old[at] as number, old[at + 1] as number, old[at + 2] as number);
    }
  };

  return {
    next(state, symbol) {
      const known = table[3 * slotOf(state, symbol) + 2] as number;
      if (known !== 0) return known;
      const target = size;
      size += 1;
      if (2 * size > mask) grow();
      put(state, symbol, target);
      return target;
    },
    get size() {
      return size;
    },
  };
}

function hash(state: number, symbol: number): number {
  let mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(symbol + 0x7f4a7c15, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
