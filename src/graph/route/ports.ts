import { groupBy } from '../../base/collections';
import { compareText } from '../../base/order';
import type { Point } from '../graph-view';
import { bottom, centre, right } from '../rect';
import type { Stand } from './scene';
import type { Way } from './ways';

/** An edge on its way, with both ends. */
export interface Course {
  readonly id: string;
  readonly from: Stand;
  readonly to: Stand;
  readonly way: Way;
}

/** Where a course touches its two nodes. */
export interface Ports {
  readonly start: Point;
  readonly end: Point;
}

type Side = 'left' | 'right' | 'top' | 'bottom';

interface Touch {
  readonly course: Course;
  readonly end: 'start' | 'end';
  readonly own: Stand;
  readonly side: Side;
  /** Sorts the touches of one side so that curves do not cross right at the node. */
  readonly order: number;
}

/** Spreads the edges of each side of each node over it, in the order of where they come from. */
export function portsOf(courses: readonly Course[]): ReadonlyMap<string, Ports> {
  const found = new Map<string, { start: Point; end: Point }>(
    courses.map(({ id, from, to }) => [id, { start: centre(from.rect), end: centre(to.rect) }]),
  );
  const touches = courses.flatMap((course) => [touchOf(course, 'start'), touchOf(course, 'end')]);
  for (const bySide of groupBy(touches, ({ own }) => own).values()) {
    for (const [side, list] of groupBy(bySide, (touch) => touch.side)) {
      list.sort((a, b) => a.order - b.order || compareText(a.course.id, b.course.id));
      for (const [i, touch] of list.entries()) {
        const ports = found.get(touch.course.id);
        if (ports !== undefined) ports[touch.end] = pointOn(touch, side, i, list.length);
      }
    }
  }
  return found;
}

function touchOf(course: Course, end: 'start' | 'end'): Touch {
  const [own, other] = end === 'start' ? [course.from, course.to] : [course.to, course.from];
  const { way } = course;
  const below = centre(other.rect).y - centre(own.rect).y;
  if (way.kind === 'upright') return { course, end, own, side: below > 0 ? 'bottom' : 'top', order: way.x };
  if (way.kind === 'around') {
    const order = below > 0 ? 1e6 - below : -1e6 - below;
    return { course, end, own, side: way.side, order };
  }
  const side = (way.towards === 'right') === (end === 'start') ? 'right' : 'left';
  return { course, end, own, side, order: below };
}

/** Half of the stretch of a side that edges may use. */
const REACH = { box: 10, pill: 5, stack: 16 };

function pointOn({ course, own }: Touch, side: Side, index: number, count: number): Point {
  const { rect } = own;
  const step = count === 1 ? 0 : Math.min(9, (2 * REACH[own.shape]) / (count - 1));
  const shift = (index - (count - 1) / 2) * step;
  if (side === 'top' || side === 'bottom') {
    const x = course.way.kind === 'upright' ? course.way.x : centre(rect).x;
    return { x: x + shift, y: side === 'top' ? rect.y : bottom(rect) };
  }
  return { x: side === 'left' ? rect.x : right(rect), y: centre(rect).y + shift };
}
