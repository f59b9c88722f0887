/**
 * Classes that were split after tables and sets were made of them. The part that is split off gets a number behind all
 * others, so that what was made before still speaks of it: as of the class that it came from.
 */
export interface Lineage {
  /** How many of them were there from the start. */
  readonly founders: number;
  /** How many classes there are. */
  readonly classes: number;
  /** How many times some were split. */
  readonly generations: number;
  /** The class that stood for `own` when there were only so many. */
  ancestor(own: number, classes: number): number;
  /** With further classes, each split off the one that is told. */
  after(parents: readonly number[]): Lineage;
}

/** Of so many classes at the start. */
export const createLineage = (classes: number): Lineage => lineageOf(classes, [], 0);

function lineageOf(founders: number, parents: readonly number[], generations: number): Lineage {
  return {
    founders,
    classes: founders + parents.length,
    generations,
    ancestor(own, classes) {
      let at = own;
      while (at >= classes) at = parents[at - founders] as number;
      return at;
    },
    after: (further) => lineageOf(founders, [...parents, ...further], generations + 1),
  };
}

/** A list by class, which says of classes split later what it says of their ancestors. */
export function carriedList(list: Int32Array, lineage: Lineage): Int32Array {
  const { length } = list;
  const later = Array.from(
    { length: lineage.classes - length },
    (_, i) => list[lineage.ancestor(length + i, length)] as number,
  );
  return appended(list, later);
}

export function appended(list: Int32Array, further: readonly number[]): Int32Array {
  if (further.length === 0) return list;
  const all = new Int32Array(list.length + further.length);
  all.set(list);
  all.set(further, list.length);
  return all;
}

/** Splits so that no class is partly in one of the lists; `classOf` is left as it is. */
export function splitFurther(
  classOf: Int32Array,
  lineage: Lineage,
  lists: Iterable<Int32Array>,
): { readonly classOf: Int32Array; readonly lineage: Lineage } {
  const sizes = new Int32Array(classOf.length);
  for (const own of classOf) sizes[own] = (sizes[own] as number) + 1;
  const found = new Int32Array(classOf.length);
  const splitTo = new Int32Array(classOf.length);
  const parents: number[] = [];
  let split = classOf;
  for (const list of lists) {
    let count = lineage.classes + parents.length;
    for (const thing of list) {
      const own = split[thing] as number;
      found[own] = (found[own] as number) + 1;
    }
    const touched: number[] = [];
    for (const thing of list) {
      const own = split[thing] as number;
      const listed = found[own] as number;
      found[own] = 0;
      if (listed === 0 || listed === sizes[own]) continue;
      splitTo[own] = count;
      sizes[own] = (sizes[own] as number) - listed;
      sizes[count] = listed;
      count += 1;
      parents.push(own);
      touched.push(own);
    }
    if (touched.length === 0) continue;
    if (split === classOf) split = classOf.slice();
    for (const thing of list) {
      const to = splitTo[split[thing] as number] as number;
      if (to !== 0) split[thing] = to;
    }
    for (const own of touched) splitTo[own] = 0;
  }
  return { classOf: split, lineage: parents.length === 0 ? lineage : lineage.after(parents) };
}
