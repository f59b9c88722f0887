import { groupBy } from '../../base/collections';
import { spread } from './spread';

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

/**
 * Orders blocks inside their columns and sets their tops, so that edges run level. Sweeps over the columns back and
 * forth; in each, a block goes where its neighbours in the columns behind pull it (their barycentre), and blocks that
 * collide share the way. The order with the shortest edges is kept. With `keepOrder`, only the tops change.
 */
export function alignColumns(
  columns: readonly (readonly Stacked[])[],
  ties: readonly Tie[],
  { keepOrder }: { readonly keepOrder: boolean },
): Aligned {
  const pulls = pullsOf(ties);
  let state = withTops(columns);
  let best = state;
  for (let pass = 0; pass < (keepOrder ? 0 : 12); pass++) {
    state = sweep(state, pulls, pass % 2 === 0 ? 'right' : 'left');
    if (lengthOf(state, ties) < lengthOf(best, ties) - 0.5) best = state;
  }
  for (let pass = 0; pass < 6; pass++) best = sweep(best, pulls, 'both');
  const least = Math.min(...best.tops.values());
  return { columns: best.columns, tops: new Map([...best.tops].map(([id, top]) => [id, top - least])) };
}

/** From one block's view: the other, and how much lower this block's top should be than the other's. */
interface Pull {
  readonly other: string;
  readonly lower: number;
}

function pullsOf(ties: readonly Tie[]): ReadonlyMap<string, readonly Pull[]> {
  const pulls = ties.flatMap(({ from, fromY, to, toY }) => [
    { id: from, other: to, lower: toY - fromY },
    { id: to, other: from, lower: fromY - toY },
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
  way: 'right' | 'left' | 'both',
) {
  const at = new Map(columns.flatMap((column, c) => column.map(({ id }) => [id, c] as const)));
  const result = new Map(tops);
  const ordered = columns.map((column) => [...column]);
  const order = way === 'left' ? ordered.toReversed() : ordered;
  for (const column of order) {
    const wanted = new Map(column.map(({ id }) => [id, wishOf(id)] as const));
    if (way !== 'both') {
      const middle = ({ id, height }: Stacked) => (wanted.get(id)?.at ?? 0) + height / 2;
      column.sort((a, b) => middle(a) - middle(b));
    }
    const wishes = column.map(({ id, height, gap }) => ({
      ...(wanted.get(id) ?? { at: 0, weight: 1 }),
      room: height + gap,
    }));
    for (const [i, top] of spread(wishes).entries()) result.set(column[i]?.id ?? '', top);
  }
  return { columns: ordered, tops: result };

  function wishOf(id: string) {
    const own = at.get(id) ?? 0;
    const behind = (pulls.get(id) ?? []).filter(({ other }) => {
      const side = Math.sign((at.get(other) ?? 0) - own);
      return way === 'both' ? side !== 0 : side === (way === 'right' ? -1 : 1);
    });
    if (behind.length === 0) return { at: result.get(id) ?? 0, weight: 0.2 };
    const sum = behind.reduce((total, { other, lower }) => total + (result.get(other) ?? 0) + lower, 0);
    return { at: sum / behind.length, weight: behind.length };
  }
}

const lengthOf = ({ tops }: Aligned, ties: readonly Tie[]) =>
  ties.reduce(
    (sum, tie) => sum + Math.abs((tops.get(tie.from) ?? 0) + tie.fromY - (tops.get(tie.to) ?? 0) - tie.toY),
    0,
  );
