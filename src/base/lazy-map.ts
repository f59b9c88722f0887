/**
 * A map whose values are made when they are asked for, and kept. `keysInOrder` is asked once at most; `make` gives
 * `undefined` for what is no key.
 */
export function lazyMap<K, V>(keysInOrder: () => readonly K[], make: (key: K) => V | undefined): ReadonlyMap<K, V> {
  const made = new Map<K, V>();
  let keys: readonly K[] | undefined;
  const keysOnce = (): readonly K[] => (keys ??= keysInOrder());
  const get = (key: K): V | undefined => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    if (value !== undefined) made.set(key, value);
    return value;
  };
  /** All of it, in order. */
  const whole = (): ReadonlyMap<K, V> => new Map(keysOnce().map((key) => [key, get(key) as V]));
  return {
    get,
    has: (key) => get(key) !== undefined,
    get size() {
      return keysOnce().length;
    },
    keys: () => whole().keys(),
    values: () => whole().values(),
    entries: () => whole().entries(),
    [Symbol.iterator]: () => whole().entries(),
    forEach: (see) => whole().forEach(see),
  };
}
