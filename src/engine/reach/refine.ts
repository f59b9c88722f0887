/** Exact partition refinement: things are of one class while no set given so far tells them apart. */
export interface Partition {
  /** By thing. */
  readonly classOf: Int32Array;
  readonly size: number;
  /** Splits every class that has things in the list and things that are not. Each thing is listed once. */
  split(list: Int32Array): void;
}

/** Things `0` to `count - 1`, apart from the start where `kindOf` differs. */
export function createPartition(kindOf: ArrayLike<number>): Partition {
  const count = kindOf.length;
  const kinds = new Map<number, number>();
  const classOf = new Int32Array(count);
  for (let thing = 0; thing < count; thing += 1) {
    const kind = kindOf[thing] as number;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, kinds.size);
    classOf[thing] = known ?? kinds.size - 1;
  }
  let size = kinds.size;
  // Things of one class stand together, from `start` to `end`; those of the list at hand are moved to the front.
  const order = new Int32Array(count);
  const place = new Int32Array(count);
  const start = new Int32Array(count + 1);
  const end = new Int32Array(count + 1);
  const marked = new Int32Array(count + 1);
  for (const own of classOf) end[own] = (end[own] as number) + 1;
  for (let own = 0, at = 0; own < size; own += 1) {
    start[own] = at;
    at += end[own] as number;
    end[own] = start[own] as number;
  }
  for (let thing = 0; thing < count; thing += 1) {
    const own = classOf[thing] as number;
    const at = end[own] as number;
    order[at] = thing;
    place[thing] = at;
    end[own] = at + 1;
  }
  const touched = new Int32Array(count);

  return {
    classOf,
    get size() {
      return size;
    },
    split(list) {
      let classes = 0;
      for (const thing of list) {
        const own = classOf[thing] as number;
        const before = marked[own] as number;
        if (before === 0) {
          touched[classes] = own;
          classes += 1;
        }
        const to = (start[own] as number) + before;
        const from = place[thing] as number;
        const other = order[to] as number;
        order[to] = thing;
        order[from] = other;
        place[thing] = to;
        place[other] = from;
        marked[own] = before + 1;
      }
      for (let i = 0; i < classes; i += 1) {
        const own = touched[i] as number;
        const found = marked[own] as number;
        marked[own] = 0;
        const first = start[own] as number;
        if (found === (end[own] as number) - first) continue;
        // The listed ones become the new class.
        start[size] = first;
        end[size] = first + found;
        start[own] = first + found;
        for (let at = first; at < first + found; at += 1) classOf[order[at] as number] = size;
        size += 1;
      }
    },
  };
}

/** Members of a set, those at which it has one extent together; `undefined`: it has the same at all of them. */
export const alikeIn = (members: Int32Array, extents: Int32Array | undefined): readonly Int32Array[] =>
  extents === undefined
    ? [members]
    : Array.from(new Set(extents), (extent) => members.filter((_, i) => extents[i] === extent));
