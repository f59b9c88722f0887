/** Something on a line that wants to be at a place and needs room after its start. */
export interface Wish {
  /** Where its start would best be. */
  readonly at: number;
  /** How much moving it away costs; above 0. */
  readonly weight: number;
  /** The least distance from its start to the start of the next. */
  readonly room: number;
}

/**
 * Starts in the given order, with the room each needs, as near as possible to where they want to be (least squares).
 * Neighbours that would collide move as a group to their common best place: the pool-adjacent-violators algorithm.
 */
export function spread(wishes: readonly Wish[]): number[] {
  const groups: { at: number; weight: number; size: number }[] = [];
  let before = 0;
  for (const wish of wishes) {
    let group = { at: wish.at - before, weight: wish.weight, size: 1 };
    before += wish.room;
    for (let last = groups.at(-1); last !== undefined && last.at >= group.at; last = groups.at(-1)) {
      groups.pop();
      const weight = last.weight + group.weight;
      const at = (last.at * last.weight + group.at * group.weight) / weight;
      group = { at, weight, size: last.size + group.size };
    }
    groups.push(group);
  }
  const starts = groups.flatMap(({ at, size }) => Array.from({ length: size }, () => at));
  let offset = 0;
  return wishes.map(({ room }, i) => {
    const start = (starts[i] ?? 0) + offset;
    offset += room;
    return start;
  });
}

/** The same order and room, moved as little as needed to lie between `low` and `high`; `high` yields if all do not fit. */
export function withinRange(starts: readonly number[], rooms: readonly number[], low: number, high: number): number[] {
  const moved = [...starts];
  let most = high;
  for (let i = moved.length - 1; i >= 0; i--) {
    most -= rooms[i] ?? 0;
    moved[i] = Math.min(moved[i] ?? 0, most);
  }
  let least = low;
  for (let i = 0; i < moved.length; i++) {
    moved[i] = Math.max(moved[i] ?? 0, least);
    least = (moved[i] ?? 0) + (rooms[i] ?? 0);
  }
  return moved;
}
