/** Sets of peers as sets of classes; equal ones are one. */
import { getOrMake } from '../../base/collections';
import { everywhereId, nowhereId } from './extents';
import { appended, type Lineage } from './lineage';
import type { PeerSet } from './peer-sets';

export interface ClassSet {
  /** Kept where the set is carried over to classes split later. */
  readonly id: number;
  /** How many classes there were when it was made; it says nothing of later ones. */
  readonly among: number;
  /** Ascending. */
  readonly classes: Int32Array;
  /** The extent at each; `undefined`: everywhere. */
  readonly extents: Int32Array | undefined;
}

export interface ClassSets {
  of(set: PeerSet): ClassSet;
  /** Whether it was asked for, so that no class is partly in it. */
  has(set: PeerSet): boolean;
  /** A set that was made of fewer classes. */
  carried(set: ClassSet): ClassSet;
  /** With the classes that were split since. */
  after(classOf: Int32Array, lineage: Lineage): ClassSets;
}

export const createClassSets = (classOf: Int32Array, lineage: Lineage): ClassSets => {
  let ids = 0;
  return classSetsAfter(undefined, classOf, lineage, () => ids++);
};

/** Sets made `before` are carried over when somebody asks for them. */
function classSetsAfter(
  before: ((set: PeerSet) => ClassSet | undefined) | undefined,
  classOf: Int32Array,
  lineage: Lineage,
  nextId: () => number,
): ClassSets {
  const { classes } = lineage;
  const carriedSets = new Map<ClassSet, ClassSet>();
  /** By id of a set of peers. */
  const known: ClassSet[] = [];
  const byHash = new Map<number, ClassSet[]>();
  const seen = new Int32Array(classes);
  const room = new Int32Array(classes);
  let round = 0;

  const make = ({ peers, extents }: PeerSet): ClassSet => {
    round += 1;
    const extentAt = extents === undefined ? undefined : new Map<number, number>();
    let count = 0;
    let ascending = true;
    for (let i = 0; i < peers.length; i += 1) {
      const own = classOf[peers[i] as number] as number;
      if (seen[own] === round) continue;
      seen[own] = round;
      if (count > 0 && own < (room[count - 1] as number)) ascending = false;
      room[count] = own;
      count += 1;
      extentAt?.set(own, extents?.[i] as number);
    }
    const sorted = room.slice(0, count);
    if (!ascending) sorted.sort();
    const own = extentAt === undefined ? undefined : Int32Array.from(sorted, (at) => extentAt.get(at) as number);
    return intern(sorted, own);
  };
  const intern = (own: Int32Array, extents: Int32Array | undefined): ClassSet => {
    const hash = hashOf(own) ^ (extents === undefined ? 0 : hashOf(extents));
    const alike = byHash.get(hash) ?? [];
    const same = alike.find((other) => equal(other.classes, own) && equalOrAbsent(other.extents, extents));
    if (same !== undefined) return same;
    const made: ClassSet = { id: nextId(), among: classes, classes: own, extents };
    if (alike.push(made) === 1) byHash.set(hash, alike);
    return made;
  };
  const carried = (set: ClassSet): ClassSet =>
    set.among === classes ? set : getOrMake(carriedSets, set, () => carriedSet(set, lineage));
  const knownOf = (set: PeerSet): ClassSet | undefined => {
    const found = known[set.id];
    if (found !== undefined) return found;
    const older = before?.(set);
    if (older === undefined) return undefined;
    const own = carried(older);
    known[set.id] = own;
    return own;
  };
  return {
    carried,
    has: (set) => knownOf(set) !== undefined,
    of(set) {
      const found = knownOf(set);
      if (found !== undefined) return found;
      const made = make(set);
      known[set.id] = made;
      return made;
    },
    after: (split, further) => classSetsAfter(knownOf, split, further, nextId),
  };
}

/** Classes split later have the largest numbers: they are appended. */
function carriedSet(set: ClassSet, lineage: Lineage): ClassSet {
  const further: number[] = [];
  const extents: number[] = [];
  for (let own = set.among; own < lineage.classes; own += 1) {
    const extent = extentIn(set, lineage.ancestor(own, set.among));
    if (extent === nowhereId) continue;
    further.push(own);
    extents.push(extent);
  }
  return {
    id: set.id,
    among: lineage.classes,
    classes: appended(set.classes, further),
    extents: set.extents && appended(set.extents, extents),
  };
}

/** The extent at a class. */
export function extentIn({ classes, extents }: Pick<ClassSet, 'classes' | 'extents'>, own: number): number {
  let low = 0;
  let high = classes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const at = classes[middle] as number;
    if (at === own) return extents === undefined ? everywhereId : (extents[middle] as number);
    if (at < own) low = middle + 1;
    else high = middle - 1;
  }
  return nowhereId;
}

function hashOf(list: Int32Array): number {
  let hash = list.length;
  for (const item of list) hash = (Math.imul(hash, 31) + item) | 0;
  return hash;
}

const equal = (a: Int32Array, b: Int32Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
};

const equalOrAbsent = (a: Int32Array | undefined, b: Int32Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equal(a, b);
