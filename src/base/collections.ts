/** Items by key, keys in the order of their first item. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let last: { readonly key: K; readonly group: T[] } | undefined;
  for (const item of items) {
    const key = keyOf(item);
    // Neighbours are mostly of one group.
    if (last !== undefined && last.key === key) {
      last.group.push(item);
      continue;
    }
    const group = getOrMake<K, T[]>(groups, key, () => []);
    group.push(item);
    last = { key, group };
  }
  return groups;
}

/** The value under `key`; made and kept when there is none yet. */
export function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Adds many at a time; there may be more of them than a call takes arguments. */
export function addAll<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}
