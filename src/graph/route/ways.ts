import type { Rect } from '../graph-view';
import { bottom, centre, overlaps, right } from '../rect';
import type { Scene, SceneBlock, Stand } from './scene';

/**
 * How an edge leaves and arrives. `across`: out of the side that faces the other end, into its near side. `around`:
 * out of one side and back into the same side, past what stands between. `upright`: straight up or down at `x`.
 */
export type Way =
  | { readonly kind: 'across'; readonly towards: 'left' | 'right' }
  | { readonly kind: 'around'; readonly side: 'left' | 'right'; readonly inBox: boolean }
  | { readonly kind: 'upright'; readonly x: number };

export function wayOf(from: Stand, to: Stand, scene: Scene): Way {
  if (from.band !== to.band) return { kind: 'across', towards: from.band < to.band ? 'right' : 'left' };
  const x = uprightAt(from, to, scene);
  if (x !== undefined) return { kind: 'upright', x };
  if (from.block === to.block && right(from.rect) < to.rect.x) return { kind: 'across', towards: 'right' };
  if (from.block === to.block && right(to.rect) < from.rect.x) return { kind: 'across', towards: 'left' };
  return { kind: 'around', side: sideOf(from, to), inBox: from.block === to.block };
}

/** An x at which nothing stands between two nodes above each other; the middle when it can be. */
function uprightAt(from: Stand, to: Stand, { bands }: Scene): number | undefined {
  const [upper, lower] = from.rect.y < to.rect.y ? [from, to] : [to, from];
  const least = Math.max(upper.rect.x, lower.rect.x) + 10;
  const most = Math.min(right(upper.rect), right(lower.rect)) - 10;
  if (most < least || bottom(upper.rect) >= lower.rect.y) return undefined;
  const between = bands[from.band]?.blocks ?? [];
  const middle = centre(from.rect).x;
  const others = between.flatMap((block) => obstaclesIn(block, upper, lower));
  return [middle, most, least].find((x) => {
    if (x < least || x > most) return false;
    const y = bottom(upper.rect);
    const strip = { x: x - 4, y, width: 8, height: lower.rect.y - y };
    return !others.some((other) => overlaps(other, strip));
  });
}

/** What stands in a line's way: the services of the two boxes and the lower title, and other blocks as a whole. */
function obstaclesIn(block: SceneBlock, upper: Stand, lower: Stand): readonly Rect[] {
  if (block !== upper.block && block !== lower.block) return [block.rect];
  const crossesTitle = block === lower.block && block !== upper.block;
  const inside = block.inside.filter((rect) => rect !== upper.rect && rect !== lower.rect);
  return crossesTitle && block.title !== undefined ? [...inside, block.title] : inside;
}

/** The side with fewer services in the way; else down along the right side and up along the left. */
function sideOf(from: Stand, to: Stand): 'left' | 'right' {
  const beyond = ({ rect, block }: Stand, side: 'left' | 'right') =>
    block.inside.filter((other) => (side === 'left' ? right(other) <= rect.x : other.x >= right(rect))).length;
  const [left, rest] = [beyond(from, 'left') + beyond(to, 'left'), beyond(from, 'right') + beyond(to, 'right')];
  if (left !== rest) return left < rest ? 'left' : 'right';
  return from.rect.y < to.rect.y ? 'right' : 'left';
}
