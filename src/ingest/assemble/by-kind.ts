import { getOrMake, groupBy } from '../../base/collections';
import type { Resource } from '../../model/resource';

/** Resources apart by kind, each kind in the order given. */
export type ByKind = ReadonlyMap<Resource['kind'], readonly Resource[]>;

/** The resource type that a kind may be; some types stand for several kinds. */
type ResourceOf<K extends Resource['kind'], R = Resource> = R extends Resource
  ? K extends R['kind']
    ? R
    : never
  : never;

export const ofKind = <K extends Resource['kind']>(resources: ByKind, kind: K): readonly ResourceOf<K>[] =>
  (resources.get(kind) ?? none) as readonly ResourceOf<K>[];

const none: readonly never[] = [];

const apart = new WeakMap<readonly Resource[], ByKind>();

/** What one file holds; remembered with it. */
function byKind(resources: readonly Resource[]): ByKind {
  const known = apart.get(resources);
  if (known !== undefined) return known;
  const made = groupBy(resources, ({ kind }) => kind);
  apart.set(resources, made);
  return made;
}

/** Joins lists; the same ones as last time are the very list of last time. */
export function createListJoin<T>(): (parts: readonly (readonly T[])[]) => readonly T[] {
  let last: { readonly parts: readonly (readonly T[])[]; readonly whole: readonly T[] } | undefined;
  return (given) => {
    const parts = given.filter(({ length }) => length > 0);
    const known = last;
    if (known?.parts.length === parts.length && parts.every((part, i) => part === known.parts[i])) return known.whole;
    last = { parts, whole: joined(parts) };
    return last.whole;
  };
}

/** Long lists are copied at once, which `flat` does not do. */
const joined = <T>(parts: readonly (readonly T[])[]): readonly T[] =>
  parts.length < 2 ? (parts[0] ?? none) : parts.length < 1_000 ? (none as readonly T[]).concat(...parts) : parts.flat();

/** Joins what files hold, kind by kind. */
export function createJoin(): (files: readonly (readonly Resource[])[]) => ByKind {
  const joins = new Map<Resource['kind'], ReturnType<typeof createListJoin<Resource>>>();
  return (files) => {
    const parts = new Map<Resource['kind'], (readonly Resource[])[]>();
    for (const file of files) {
      for (const [kind, own] of byKind(file)) getOrMake(parts, kind, (): (readonly Resource[])[] => []).push(own);
    }
    return new Map([...parts].map(([kind, own]) => [kind, getOrMake(joins, kind, createListJoin<Resource>)(own)]));
  };
}
