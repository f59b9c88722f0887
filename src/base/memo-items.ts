/**
 * Looks at lists item by item and gives what it finds, in order. Remembers the last list: items that are where they
 * were, counted from the front or from the back, are not looked at again, not even in memory.
 */
export function memoItems<T extends object, R>(
  find: (item: T) => R | undefined,
): (items: readonly T[]) => readonly R[] {
  let last: Found<T, R> = { items: [], each: [], found: [] };
  return (items) => {
    if (items === last.items) return last.found;
    const { front, back } = unchanged(last.items, items);
    const shift = items.length - last.items.length;
    const each = items.map((item, i) => {
      if (i < front) return last.each[i];
      if (i >= items.length - back) return last.each[i - shift];
      return shift === 0 && item === last.items[i] ? last.each[i] : find(item);
    });
    last = { items, each, found: each.filter((one): one is R & ({} | null) => one !== undefined) };
    return last.found;
  };
}

interface Found<T, R> {
  readonly items: readonly T[];
  readonly each: readonly (R | undefined)[];
  readonly found: readonly R[];
}

/** How many items two lists have in common at their ends. */
export function unchanged<T>(
  before: readonly T[],
  after: readonly T[],
): { readonly front: number; readonly back: number } {
  const most = Math.min(before.length, after.length);
  let front = 0;
  while (front < most && before[front] === after[front]) front += 1;
  let back = 0;
  while (back < most - front && before[before.length - 1 - back] === after[after.length - 1 - back]) back += 1;
  return { front, back };
}

/** So many changes at once are no edit. */
const mostChanges = 64;

/**
 * An order that is kept: what last time's list gave, with the few items replaced that are others now and take the
 * same place, as `isSame` tells. `undefined` where the lists differ in more than that, or an item stands there twice.
 */
export function reordered<T extends object>(
  last: { readonly given: readonly T[]; readonly gave: readonly T[] },
  given: readonly T[],
  isSame: (before: T, after: T) => boolean,
): readonly T[] | undefined {
  if (given.length !== last.given.length) return undefined;
  const gave = [...last.gave];
  let changes = 0;
  for (const [i, after] of given.entries()) {
    const before = last.given[i];
    if (before === undefined || before === after) continue;
    changes += 1;
    if (changes > mostChanges || !isSame(before, after)) return undefined;
    const at = gave.indexOf(before);
    if (at === -1 || gave.lastIndexOf(before) !== at) return undefined;
    gave[at] = after;
  }
  return gave;
}
