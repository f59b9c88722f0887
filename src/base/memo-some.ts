/**
 * A function that works once for each key and remembers up to `most` answers: with one more it forgets all of them and
 * begins anew. For answers to questions that come close together, of which there may be more than fits.
 */
export function memoSome<K, V>(most: number, make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    if (known.size === most) known.clear();
    known.set(key, made);
    return made;
  };
}
