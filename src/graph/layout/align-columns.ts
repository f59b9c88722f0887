import { groupBy } from '../../base/collections';
import type { Task } from '../../base/task';
import { drawing } from '../drawing';
import { spread, type Wish, withinRange } from './spread';

/** A block in its column, and the height it needs. */
export interface Stacked {
  readonly id: string;
  readonly height: number;
  readonly gap: number;
}

/** An edge between two blocks, with where it meets each: below the block's top. */
export interface Tie {
  readonly from: string;
  readonly fromY: number;
  readonly to: string;
  readonly toY: number;
}

export interface Aligned {
  readonly columns: readonly (readonly Stacked[])[];
  /** The top of each block, by id; the least is 0. */
  readonly tops: ReadonlyMap<string, number>;
}

/** How much higher than its highest column the picture may become for the sake of level edges. */
const SLACK = 1.12;

/**
 * Orders blocks inside their columns and sets their tops, so that edges run level. Sweeps over the columns back and
 * forth; in each, a block goes where its neighbours in the columns behind pull it (their barycentre), and blocks that
 * collide share the way. The order with the shortest edges is kept. With `keepOrder`, only the tops change.
 */
export function* alignColumns(
  columns: readonly (readonly Stacked[])[],
  ties: readonly Tie[],
  { keepOrder }: { readonly keepOrder: boolean },
): Task<Aligned> {
  const pulls = pullsOf(ties);
  const reach = (SLACK * Math.max(0, ...columns.map(heightOf))) / 2;
  let state = withTops(columns);
  let best = state;
  for (let pass = 0; pass < (keepOrder ? 0 : 12); pass++) {
    yield drawing;
    state = sweep(state, pulls, reach, pass % 2 === 0 ? 'right' : 'left');
    if (lengthOf(state, ties) < lengthOf(best, ties) - 0.5) best = state;
  }
  for (let pass = 0; pass < 6; pass++) {
    yield drawing;
    best = sweep(best, pulls, reach, 'both');
  }
  const least = Math.min(...best.tops.values());
  return { columns: best.columns, tops: new Map([...best.tops].map(([id, top]) => [id, top - least])) };
}

/** From one block's view: the other, and how much lower this block's top should be than the other's. */
interface Pull {
  readonly other: string;
  readonly lower: number;
  /** The edge leads here from the other. */
  readonly isTarget: boolean;
}

function pullsOf(ties: readonly Tie[]): ReadonlyMap<string, readonly Pull[]> {
  const pulls = ties.flatMap(({ from, fromY, to, toY }) => [
    { id: from, other: to, lower: toY - fromY, isTarget: false },
    { id: to, other: from, lower: fromY - toY, isTarget: true },
  ]);
  return groupBy(pulls, ({ id }) => id);
}

function withTops(columns: readonly (readonly Stacked[])[]): Aligned {
  const tops = new Map<string, number>();
  for (const column of columns) {
    let top = 0;
    for (const { id, height, gap } of column) {
      tops.set(id, top);
      top += height + gap;
    }
    for (const { id } of column) tops.set(id, (tops.get(id) ?? 0) - top / 2);
  }
  return { columns, tops };
}

/** `right`, `left`: one pass in that direction, pulled from behind and reordered. `both`: pulled from all sides. */
function sweep(
  { columns, tops }: Aligned,
  pulls: ReadonlyMap<string, readonly Pull[]>,
  reach: number,
  way: 'right' | 'left' | 'both',
): Aligned {
  const at = new Map(columns.flatMap((column, c) => column.map(({ id }) => [id, c] as const)));
  const result = new Map(tops);
  const ordered = columns.map((column) => [...column]);
  const order = way === 'left' ? ordered.toReversed() : ordered;
  for (const column of order) {
    const wanted = new Map(column.map((block) => [block.id, wishOf(block)] as const));
    if (way !== 'both') {
      const middle = ({ id, height }: Stacked) => (wanted.get(id)?.at ?? 0) + height / 2;
      column.sort((a, b) => middle(a) - middle(b));
    }
    const rooms = column.map(({ height, gap }) => height + gap);
    const starts = spread(column.map(({ id }, i) => ({ ...(wanted.get(id) ?? NO_WISH), room: rooms[i] ?? 0 })));
    for (const [i, top] of withinRange(starts, rooms, -reach, reach).entries()) result.set(column[i]?.id ?? '', top);
  }
  return { columns: ordered, tops: result };

  function wishOf(block: Stacked): Omit<Wish, 'room'> {
    const own = at.get(block.id) ?? 0;
    const all = pulls.get(block.id) ?? [];
    const sideOf = ({ other }: Pull) => Math.sign((at.get(other) ?? 0) - own);
    const behind = all.filter((pull) =>
      way === 'both' ? sideOf(pull) !== 0 : sideOf(pull) === (way === 'right' ? -1 : 1),
    );
    if (behind.length > 0) {
      return { at: mean(behind.map(({ other, lower }) => (result.get(other) ?? 0) + lower)), weight: behind.length };
    }
    const top = result.get(block.id) ?? 0;
    return all.length > 0 && all.every((pull) => sideOf(pull) === 0)
      ? { at: besideOf(all, block), weight: 0.5 }
      : { at: top, weight: 0.2 };
  }

  /**
   * What talks only to its own column stands above all that it sends to, or below all that send to it; the fewer they
   * are, the nearer.
   */
  function besideOf(all: readonly Pull[], block: Stacked): number {
    const nearest = all.map(({ other, isTarget }) => {
      const top = result.get(other) ?? 0;
      const neighbour = columns[at.get(other) ?? 0]?.find(({ id }) => id === other);
      return isTarget ? top + (neighbour?.height ?? 0) + (neighbour?.gap ?? 0) : top - block.height - block.gap;
    });
    if (all.every(({ isTarget }) => isTarget)) return Math.max(...nearest) + all.length / 100;
    return all.some(({ isTarget }) => isTarget) ? mean(nearest) : Math.min(...nearest) - all.length / 100;
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const NO_WISH = { at: 0, weight: 1 };

const heightOf = (column: readonly Stacked[]) => column.reduce((sum, { height, gap }) => sum + height + gap, 0);

/** How far edges run up and down. Up inside a column counts more: the eye goes down. */
function lengthOf({ columns, tops }: Aligned, ties: readonly Tie[]): number {
  const at = new Map(columns.flatMap((column, c) => column.map(({ id }) => [id, c] as const)));
  return ties.reduce((sum, tie) => {
    const down = (tops.get(tie.to) ?? 0) + tie.toY - (tops.get(tie.from) ?? 0) - tie.fromY;
    return sum + Math.abs(down) + (at.get(tie.from) === at.get(tie.to) && down < 0 ? UPWARDS : 0);
  }, 0);
}

const UPWARDS = 120;
