/**
 * A file that was edited and read again. Objects that say what they said before stay the very objects, so that all that
 * was worked out from them holds on: their places alone move, with the text.
 */
import { getOrMake, groupBy } from '../base/collections';
import type { SourceRange } from '../model/diagnostic';
import type { Meta, Resource } from '../model/resource';
import type { ReadFile } from './read-input';

/** Places of objects that stay, each with where it is now. */
export type Moves = Map<SourceRange, SourceRange>;

/** `now` with the objects of `before` wherever they say the same. What is in `moves` behind it has yet to be moved. */
export function readAgain(before: ReadFile, now: ReadFile, moves: Moves): ReadFile {
  const known = new Map<string, (readonly Resource[])[]>();
  for (const object of objectsOf(before.resources)) getOrMake(known, nameOf(object), () => []).push(object);
  const resources = objectsOf(now.resources).flatMap((object) => {
    const older = known.get(nameOf(object))?.shift();
    return older !== undefined && stays(older, object, moves) ? older : object;
  });
  return { ...now, resources };
}

/** Nobody else writes to a place: what is shown of the objects, by whomever, is shown in the text as it is now. */
export function move(moves: Moves): void {
  for (const [place, { start, end }] of moves) {
    const moved: { start: number; end: number } = place;
    moved.start = start;
    moved.end = end;
  }
}

/** One object may be several resources, which stay together or not at all. */
const objectsOf = (resources: readonly Resource[]): readonly (readonly Resource[])[] => [
  ...groupBy(resources, ({ meta }): Meta => meta).values(),
];

function nameOf([first]: readonly Resource[]): string {
  if (first === undefined) return '';
  const { kind, meta } = first;
  return `${kind} ${meta.apiVersion} ${meta.namespace ?? ''}/${meta.name}`;
}

/** Each place of an object, and where it is now. */
type Pairs = (readonly [before: SourceRange, now: SourceRange])[];

function stays(before: readonly Resource[], now: readonly Resource[], moves: Moves): boolean {
  const pairs: Pairs = [];
  if (!sameButPlaces(before, now, pairs)) return false;
  // Most objects stand in front of what was edited, or nothing was made longer.
  if (pairs.every(([place, to]) => isSamePlace(place, to))) return true;
  const own: Moves = new Map(pairs);
  // A place that stands for two things can move to one place only.
  const isClear = ([place, to]: Pairs[number]): boolean =>
    isSamePlace(own.get(place) ?? to, to) && isSamePlace(moves.get(place) ?? to, to);
  if (!pairs.every(isClear)) return false;
  for (const [place, to] of pairs) moves.set(place, to);
  return true;
}

/** Whether values are the same but for places, which are collected with where they are now. */
function sameButPlaces(before: unknown, now: unknown, pairs: Pairs): boolean {
  if (Object.is(before, now)) return true;
  if (!isObject(before) || !isObject(now)) return false;
  if (isPlace(before)) return isPlace(now) && before.file === now.file && pairs.push([before, now]) > 0;
  if (Array.isArray(before)) {
    return (
      Array.isArray(now) &&
      before.length === now.length &&
      before.every((item, i) => sameButPlaces(item, now[i], pairs))
    );
  }
  if (before instanceof Map) {
    return now instanceof Map && sameButPlaces([...before], [...now], pairs);
  }
  if (before instanceof Set) return now instanceof Set && sameButPlaces([...before], [...now], pairs);
  if (Array.isArray(now) || now instanceof Map || now instanceof Set) return false;
  const [some, others] = [Object.keys(before), Object.keys(now)];
  return (
    some.length === others.length &&
    some.every((key) => key in now && sameButPlaces(valueAt(before, key), valueAt(now, key), pairs))
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const valueAt = (object: object, key: string): unknown => (object as Readonly<Record<string, unknown>>)[key];

const isPlace = (value: object): value is SourceRange => 'file' in value && 'start' in value && 'end' in value;

const isSamePlace = (a: SourceRange, b: SourceRange): boolean => a.start === b.start && a.end === b.end;
