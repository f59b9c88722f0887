/** Lists of whole numbers by a whole number, in two flat arrays. */
export interface Csr {
  /** The list of `key` is `items` from `starts[key]` to `starts[key + 1]`. */
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/** `keys` lists in which item `i` stands under `keyOf[i]`; ascending. Negative keys are left out. */
export function csrOf(keyOf: ArrayLike<number>, keys: number): Csr {
  const starts = new Int32Array(keys + 1);
  let count = 0;
  for (let item = 0; item < keyOf.length; item += 1) {
    const key = keyOf[item] as number;
    if (key < 0) continue;
    starts[key + 1] = (starts[key + 1] as number) + 1;
    count += 1;
  }
  for (let key = 0; key < keys; key += 1) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const items = new Int32Array(count);
  for (let item = 0; item < keyOf.length; item += 1) {
    const key = keyOf[item] as number;
    if (key < 0) continue;
    const at = next[key] as number;
    items[at] = item;
    next[key] = at + 1;
  }
  return { starts, items };
}

export const listIn = ({ starts, items }: Csr, key: number): Int32Array => items.subarray(starts[key], starts[key + 1]);
