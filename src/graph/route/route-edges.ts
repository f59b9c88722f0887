/**
 * Curves for edges. An edge that runs to the right leaves a node's right side, bends in the gutters between columns,
 * passes the columns in between on a level lane through a gap between their boxes, and enters on the left:
 *
 *     ┌───┐           ┌───────┐
 *     │ a ├──╮        │       │        ┌───┐
 *     └───┘  │        └───────┘     ╭─▶│ b │
 *            ╰──────────────────────╯  └───┘
 *                     ┌───────┐
 *
 * What runs to the left is solved in the mirror.
 */
import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { Task } from '../../base/task';
import { drawing } from '../drawing';
import type { Point, Route } from '../graph-view';
import { routeAround } from './around';
import { curveAlong, eased, joined, mirroredPoint, mirroredRoute } from './curve';
import { keptApart } from './keep-apart';
import { type Lane, lanesThrough, type Passage } from './lanes';
import { besideEnds, passagesBetween } from './passages';
import { type Course, type Ports, portsOf } from './ports';
import { mirrored, type Scene, type Stand } from './scene';
import { tracksOf } from './tracks';
import { wayOf } from './ways';

export interface RoutedEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** A route for each edge whose ends stand in the scene. */
export function* routeEdges(edges: readonly RoutedEdge[], scene: Scene): Task<ReadonlyMap<string, Route>> {
  const mirror = mirrored(scene);
  const courses = sortedBy(edges, ({ id }) => id).flatMap(({ id, from, to }) => {
    const [a, b] = [scene.stands.get(from), scene.stands.get(to)];
    return a === undefined || b === undefined ? [] : [{ id, from: a, to: b, way: wayOf(a, b, scene) }];
  });
  const ports = portsOf(courses);
  yield drawing;
  const drafts: Draft[] = [];
  for (const course of courses) {
    drafts.push(draftOf(course, ports.get(course.id), scene, mirror));
    yield drawing;
  }
  const lanes = keptApart(
    drafts.map(({ course: { id, way }, start, end, lanes }) => {
      const direction = way.kind === 'across' ? way.towards : 'right';
      return { id, lanes, startY: start.y, endY: end.y, direction };
    }),
  );
  yield drawing;
  const tracks = tracksAround(drafts);
  const routes = new Map<string, Route>();
  for (const draft of drafts) {
    const { id } = draft.course;
    routes.set(id, routeOf(draft, lanes.get(id) ?? [], tracks.get(id) ?? 0));
    yield drawing;
  }
  return routes;
}

/** Edges that go around along the same side of the same column keep apart. */
function tracksAround(drafts: readonly Draft[]): ReadonlyMap<string, number> {
  const around = drafts.filter(({ course }) => course.way.kind === 'around');
  const groups = groupBy(around, ({ course: { way }, isMirrored, from }) =>
    way.kind === 'around' && way.inBox ? `${isMirrored} ${from.rect.x} in box` : `${isMirrored} ${from.band}`,
  );
  return new Map(
    [...groups.values()].flatMap((group) => [
      ...tracksOf(
        group.map(({ course, start, end }) => ({
          id: course.id,
          from: Math.min(start.y, end.y),
          to: Math.max(start.y, end.y),
        })),
      ),
    ]),
  );
}

/** An edge with all settled but how far its lanes are from those of others; turned so that it runs to the right. */
interface Draft {
  readonly course: Course;
  readonly isMirrored: boolean;
  /** The scene and the ends, turned alike. */
  readonly scene: Scene;
  readonly from: Stand;
  readonly to: Stand;
  readonly start: Point;
  readonly end: Point;
  readonly passages: readonly Passage[];
  readonly lanes: readonly Lane[];
}

function draftOf(course: Course, ports: Ports | undefined, scene: Scene, mirror: Scene): Draft {
  const { way } = course;
  const isMirrored = way.kind === 'across' ? way.towards === 'left' : way.kind === 'around' && way.side === 'left';
  const world = isMirrored ? mirror : scene;
  const standOf = (stand: Stand) => world.stands.get(stand.id) ?? stand;
  const turned = (point: Point | undefined) => (isMirrored ? mirroredPoint(point ?? ORIGIN) : (point ?? ORIGIN));
  const [from, to] = [standOf(course.from), standOf(course.to)];
  const [start, end] = [turned(ports?.start), turned(ports?.end)];
  const passages = way.kind === 'across' ? passagesBetween(from, to, world) : [];
  const lanes = lanesThrough(passages, start.y, end.y);
  return { course, isMirrored, scene: world, from, to, start, end, passages, lanes };
}

const ORIGIN: Point = { x: 0, y: 0 };

function routeOf(draft: Draft, lanes: readonly Lane[], track: number): Route {
  const { start, end } = draft;
  const { way } = draft.course;
  if (way.kind === 'upright') return { start, controls: [], end };
  const route =
    way.kind === 'around' ? routeAround(draft, draft.scene, { inBox: way.inBox, track }) : routeAcross(draft, lanes);
  return draft.isMirrored ? mirroredRoute(route) : route;
}

/** Level to the edge of the column, through the lanes, and level into the other column; then with the bends eased. */
function routeAcross({ start, end, from, to, scene }: Draft, lanes: readonly Lane[]): Route {
  const [column, other] = [scene.bands[from.band], scene.bands[to.band]];
  const isBetween = from.band !== to.band && column !== undefined && other !== undefined;
  const out = isBetween ? Math.min(column.right, lanes[0]?.passage.left ?? Infinity) : start.x;
  const into = isBetween ? Math.max(other.left, lanes.at(-1)?.passage.right ?? -Infinity) : end.x;
  const levels = [
    { y: start.y, left: start.x, right: out },
    ...lanes.map(({ passage, y }) => ({ y, left: passage.left, right: passage.right })),
    { y: end.y, left: into, right: end.x },
  ];
  const passed = lanes.flatMap(({ passage }) => passage.obstacles);
  return curveAlong(eased(joined(levels), [...passed, ...besideEnds(from, to, scene)]));
}
