/** Choices that a seed settles, the same on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0 up to and without `end`. */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Distinct items, in their order, `most` at most. */
  some<T>(items: readonly T[], most: number): readonly T[];
  /** As many results as there are whole numbers from 0 to `most`, each count as likely as the next. */
  list<T>(most: number, make: (index: number) => T): readonly T[];
  /** The value or nothing, ready to be spread. */
  maybe<T extends object>(probability: number, make: () => T): Partial<T>;
}

export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const below = (end: number) => Math.floor(next() * end);
  const list = <T>(most: number, make: (index: number) => T) =>
    Array.from({ length: below(most + 1) }, (_, index) => make(index));
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    some: (items, most) => {
      const count = Math.min(items.length, 1 + below(most));
      const chosen = items.map((item) => ({ item, rank: next() })).sort((a, b) => a.rank - b.rank);
      const kept = new Set(chosen.slice(0, count).map(({ item }) => item));
      return items.filter((item) => kept.has(item));
    },
    list,
    maybe: (probability, make) => (next() < probability ? make() : {}),
  };
}

/** Thirty-two bits of state; the known little generator of that name. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
