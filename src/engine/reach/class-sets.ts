/** Sets of peers as sets of classes; equal ones are one. */
import type { PeerSet } from './peer-sets';
import { everywhereId, nowhereId } from './extents';

export interface ClassSet {
  readonly id: number;
  /** Ascending. */
  readonly classes: Int32Array;
  /** The extent at each; `undefined`: everywhere. */
  readonly extents: Int32Array | undefined;
}

export interface ClassSets {
  readonly all: readonly ClassSet[];
  of(set: PeerSet): ClassSet;
}

export function createClassSets(classOf: Int32Array, classes: number): ClassSets {
  const all: ClassSet[] = [];
  const known = new Map<PeerSet, ClassSet>();
  const byHash = new Map<number, ClassSet[]>();
  const seen = new Int32Array(classes);
  let round = 0;

  const make = ({ peers, extents }: PeerSet): ClassSet => {
    round += 1;
    const found = new Int32Array(peers.length);
    const extentAt = extents === undefined ? undefined : new Map<number, number>();
    let count = 0;
    for (let i = 0; i < peers.length; i += 1) {
      const own = classOf[peers[i] as number] as number;
      if (seen[own] === round) continue;
      seen[own] = round;
      found[count] = own;
      count += 1;
      extentAt?.set(own, extents?.[i] as number);
    }
    const sorted = found.slice(0, count).sort();
    const own = extentAt === undefined ? undefined : Int32Array.from(sorted, (at) => extentAt.get(at) as number);
    return intern(sorted, own);
  };
  const intern = (own: Int32Array, extents: Int32Array | undefined): ClassSet => {
    const hash = hashOf(own) ^ (extents === undefined ? 0 : hashOf(extents));
    const alike = byHash.get(hash) ?? [];
    const same = alike.find((other) => equal(other.classes, own) && equalOrAbsent(other.extents, extents));
    if (same !== undefined) return same;
    const made: ClassSet = { id: all.length, classes: own, extents };
    all.push(made);
    if (alike.push(made) === 1) byHash.set(hash, alike);
    return made;
  };
  return {
    all,
    of(set) {
      const found = known.get(set);
      if (found !== undefined) return found;
      const made = make(set);
      known.set(set, made);
      return made;
    },
  };
}

/** The extent at a class. */
export function extentIn({ classes, extents }: ClassSet, own: number): number {
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
