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
    const before = last.each.slice(front, last.items.length - back);
    const after = items
      .slice(front, items.length - back)
      .map((item, i) =>
        items.length === last.items.length && item === last.items[front + i] ? before[i] : find(item),
      );
    const each = last.each.slice(0, front).concat(after, last.each.slice(last.each.length - back));
    last = { items, each, found: foundAfter(last, before, after, each) };
    return last.found;
  };
}

/** Mostly every item gives something, or few do and those that changed do not. */
function foundAfter<T, R>(
  { items, found }: Found<T, R>,
  before: readonly (R | undefined)[],
  after: readonly (R | undefined)[],
  each: readonly (R | undefined)[],
): readonly R[] {
  const isNothing = (one: R | undefined): boolean => one === undefined;
  if (before.every(isNothing) && after.every(isNothing)) return found;
  if (found.length === items.length && !after.some(isNothing)) return each as readonly R[];
  return each.filter((one): one is R & ({} | null) => one !== undefined);
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
  const { front, back } = unchanged(last.given, given);
  let gave: T[] | undefined;
  let changes = 0;
  for (let i = front; i < given.length - back; i += 1) {
    const [before, after] = [last.given[i] as T, given[i] as T];
    if (before === after) continue;
    changes += 1;
    if (changes > mostChanges || !isSame(before, after)) return undefined;
    gave ??= [...last.gave];
    const at = gave.indexOf(before);
    if (at === -1 || gave.lastIndexOf(before) !== at) return undefined;
    gave[at] = after;
  }
  return gave ?? last.gave;
}

export interface ListEdit<T> {
  readonly gone: readonly T[];
  readonly come: readonly T[];
}

/** What one list has and the other has not; `undefined` where what both have stands in another order. */
export function editOfList<T>(before: readonly T[], after: readonly T[]): ListEdit<T> | undefined {
  if (before === after) return { gone: [], come: [] };
  const { front, back } = unchanged(before, after);
  const old = before.slice(front, before.length - back);
  const now = after.slice(front, after.length - back);
  const [known, own] = [new Set(old), new Set(now)];
  const kept = old.filter((item) => own.has(item));
  const stayed = now.filter((item) => known.has(item));
  if (kept.some((item, i) => item !== stayed[i])) return undefined;
  return { gone: old.filter((item) => !own.has(item)), come: now.filter((item) => !known.has(item)) };
}
