/**
 * A file that was edited and read again. Objects that say what they said before stay the very objects, so that all that
 * was worked out from them holds on: their places alone move, with the text. Of a long list most are not even read
 * (`ingest/unchanged.ts`).
 */
import { getOrMake, groupBy } from '../base/collections';
import type { SourceRange } from '../model/diagnostic';
import type { Meta, Resource } from '../model/resource';
import type { ReadFile } from './read-input';

/** Places of objects that stay, each with where it is now, and those that have all moved as far. */
export interface Moves {
  readonly places: Map<SourceRange, SourceRange>;
  readonly shifts: { readonly places: readonly SourceRange[]; readonly by: number }[];
}

export const createMoves = (): Moves => ({ places: new Map(), shifts: [] });

/** `now` with the objects of `before` wherever they say the same. What is in `moves` behind it has yet to be moved. */
export function readAgain(before: ReadFile, { moved, ...now }: ReadFile, moves: Moves): ReadFile {
  const earlier = new Set(before.resources);
  const objects = objectsOf(now.resources);
  const kept = new Set(objects.filter(([first]) => first !== undefined && earlier.has(first)));
  const keptNames = new Set([...kept].map(([first]) => first?.meta));
  const known = new Map<string, (readonly Resource[])[]>();
  for (const object of objectsOf(before.resources)) {
    if (!keptNames.has(object[0]?.meta)) getOrMake(known, nameOf(object), () => []).push(object);
  }
  if (moved !== undefined) for (const object of kept) shift(object, moved, moves);
  const resources = objects.flatMap((object) => {
    if (kept.has(object)) return object;
    const older = known.get(nameOf(object))?.shift();
    return older !== undefined && stays(older, object, moves) ? older : object;
  });
  return { ...now, resources };
}

/** Nobody else writes to a place: what is shown of the objects, by whomever, is shown in the text as it is now. */
export function move({ places, shifts }: Moves): void {
  for (const { places: own, by } of shifts) {
    for (const place of own) put(place, { start: place.start + by, end: place.end + by });
  }
  for (const [place, to] of places) put(place, to);
}

function put(place: SourceRange, { start, end }: Pick<SourceRange, 'start' | 'end'>): void {
  const moved: { start: number; end: number } = place;
  moved.start = start;
  moved.end = end;
}

/** An object whose text is the same, and has moved as a whole. */
function shift(object: readonly Resource[], { behind, by }: NonNullable<ReadFile['moved']>, moves: Moves): void {
  const [first] = object;
  if (first === undefined || by === 0) return;
  const { inside, outside } = placesOf(object);
  if (first.meta.at.start > behind) moves.shifts.push({ places: inside, by });
  const to = (offset: number): number => (offset > behind ? offset + by : offset);
  // Of the list around it.
  for (const place of outside) {
    moves.places.set(place, { ...place, start: to(place.start), end: to(place.end) });
  }
}

interface Places {
  readonly inside: readonly SourceRange[];
  readonly outside: readonly SourceRange[];
}

/** Objects are not changed, and their places stay inside of them. */
const placesOf = memoFirst((object: readonly Resource[]): Places => {
  const found = new Set<SourceRange>();
  collectPlaces(object, found);
  const { file, start, end } = object[0]?.meta.at ?? { file: undefined, start: 0, end: 0 };
  const all = [...found].filter((place) => place.file === file);
  const isInside = (place: SourceRange) => place.start >= start && place.end <= end;
  return { inside: all.filter(isInside), outside: all.filter((place) => !isInside(place)) };
});

function collectPlaces(value: unknown, found: Set<SourceRange>): void {
  if (!isObject(value)) return;
  if (isPlace(value)) found.add(value);
  else if (Array.isArray(value) || value instanceof Set) for (const item of value) collectPlaces(item, found);
  else if (value instanceof Map) {
    for (const [key, item] of value) {
      collectPlaces(key, found);
      collectPlaces(item, found);
    }
  } else for (const key of Object.keys(value)) collectPlaces(valueAt(value, key), found);
}

/** Remembers what was made of an object by the first of its resources. */
function memoFirst(make: (object: readonly Resource[]) => Places): (object: readonly Resource[]) => Places {
  const known = new WeakMap<Resource, Places>();
  return (object) => {
    const [first] = object;
    const made = (first && known.get(first)) ?? make(object);
    if (first !== undefined) known.set(first, made);
    return made;
  };
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
  const own = new Map(pairs);
  // A place that stands for two things can move to one place only.
  const isClear = ([place, to]: Pairs[number]): boolean =>
    isSamePlace(own.get(place) ?? to, to) && isSamePlace(moves.places.get(place) ?? to, to);
  if (!pairs.every(isClear)) return false;
  for (const [place, to] of pairs) moves.places.set(place, to);
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
