import { getOrMake } from '../../base/collections';
import { spread, withinRange } from '../layout/spread';
import type { Lane } from './lanes';

/** The lanes of one edge, in its order, from one height to another. */
export interface LaneUse {
  readonly id: string;
  readonly lanes: readonly Lane[];
  readonly startY: number;
  readonly endY: number;
  /** Edges of one direction share gaps; those of the other run at other heights anyway. */
  readonly direction: 'left' | 'right';
}

/** Between two lanes through the same gap, where there is room for it. */
const LANE_ROOM = 7;

interface Share {
  readonly use: LaneUse;
  readonly index: number;
  readonly lane: Lane;
}

/** The same lanes by edge, with those that share a gap spread over it. A lane level with an end hardly moves. */
export function keptApart(uses: readonly LaneUse[]): ReadonlyMap<string, readonly Lane[]> {
  const result = new Map(uses.map(({ id, lanes }) => [id, [...lanes]]));
  const groups = new Map<string, Share[]>();
  for (const use of uses) {
    for (const [index, lane] of use.lanes.entries()) {
      const key = `${use.direction} ${lane.passage.key} ${lane.gap.from}`;
      getOrMake(groups, key, () => []).push({ use, index, lane });
    }
  }
  for (const shares of groups.values()) {
    if (shares.length < 2) continue;
    shares.sort((a, b) => a.lane.y - b.lane.y || slopeOf(a) - slopeOf(b) || (a.use.id < b.use.id ? -1 : 1));
    for (const [i, y] of heightsOf(shares).entries()) {
      const share = shares[i];
      const lanes = share === undefined ? undefined : result.get(share.use.id);
      if (share !== undefined && lanes !== undefined) lanes[share.index] = { ...share.lane, y };
    }
  }
  return result;
}

/** Whether a curve comes from above and goes on above, or below: the order that avoids crossings in the gap. */
const slopeOf = ({ use, index }: Share) =>
  (use.lanes[index - 1]?.y ?? use.startY) + (use.lanes[index + 1]?.y ?? use.endY);

function heightsOf(shares: readonly Share[]): number[] {
  const { from, to } = shares[0]?.lane.gap ?? { from: 0, to: 0 };
  const room = Math.min(LANE_ROOM, (to - from) / shares.length);
  const wishes = shares.map(({ use, lane }) => {
    const isLevel = lane.y === use.startY || lane.y === use.endY;
    return { at: lane.y, weight: isLevel ? 8 : 1, room };
  });
  const rooms = wishes.map(() => room);
  return withinRange(spread(wishes), rooms, from, to + room);
}
