/**
 * Numbers for lists of whole numbers: equal lists get equal numbers, exactly and without printing them. The list at hand
 * is told item by item; all that are known stand end to end in one array. For long lists, of which few begin alike.
 */
export interface Lists {
  /** The next item of the list at hand (-2^31 to 2^31 - 1). */
  add(item: number): void;
  /** Ends the list at hand; its number. Numbers count from 0. */
  close(): number;
  /** How many lists are known. */
  readonly size: number;
}

/** So that a list of zeros is not as good as none. */
const seed = 0x2545f491;

export function createLists(): Lists {
  let items = new Int32Array(1 << 10);
  /** By list: where it starts; last, where the list at hand starts. */
  const starts = [0];
  let end = 0;
  let hash = seed;
  const hashes: number[] = [];
  /** Numbers of lists plus one; 0 is free. */
  let table = new Int32Array(1 << 8);

  const isSame = (list: number): boolean => {
    const own = starts[list] as number;
    const asked = starts[starts.length - 1] as number;
    const length = end - asked;
    if ((starts[list + 1] as number) - own !== length) return false;
    for (let i = 0; i < length; i += 1) if (items[own + i] !== items[asked + i]) return false;
    return true;
  };
  const put = (list: number): void => {
    const mask = table.length - 1;
    let slot = (hashes[list] as number) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = list + 1;
  };
  const keep = (mixed: number): number => {
    const list = hashes.push(mixed) - 1;
    starts.push(end);
    if (2 * hashes.length > table.length) {
      table = new Int32Array(2 * table.length);
      for (let known = 0; known < hashes.length; known += 1) put(known);
    } else {
      put(list);
    }
    return list;
  };

  return {
    add(item) {
      if (end === items.length) {
        const more = new Int32Array(2 * items.length);
        more.set(items);
        items = more;
      }
      items[end] = item;
      end += 1;
      hash = Math.imul(hash ^ item, 0x9e3779b1);
      hash ^= hash >>> 15;
    },
    close() {
      const mixed = Math.imul(hash, 0x85ebca6b) >>> 4;
      hash = seed;
      const mask = table.length - 1;
      for (let slot = mixed & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
        const list = (table[slot] as number) - 1;
        if (hashes[list] !== mixed || !isSame(list)) continue;
        end = starts[starts.length - 1] as number;
        return list;
      }
      return keep(mixed);
    },
    get size() {
      return hashes.length;
    },
  };
}
