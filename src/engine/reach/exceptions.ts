/** Classes in small sets of a program, ascending, each with all that it answers to them. */
import type { ClassSet } from './class-sets';
import { everywhereId } from './extents';

export interface Exceptions {
  readonly classes: Int32Array;
  /** Answers of class `i` stand from `starts[i]` to `starts[i + 1]`, slots ascending. Good until others are asked for. */
  readonly starts: Int32Array;
  readonly slots: Int32Array;
  readonly extents: Int32Array;
}

/** Finds those in the sets of `slots` that stand at `small`. */
export type ExceptionFinder = (slots: readonly ClassSet[], small: readonly number[]) => Exceptions;

/** More answers than any program has, so that a class and a place make one number. */
const mostAnswers = 2 ** 24;

/** One finder uses the same room again and again: there are thousands of programs, and few have more than a handful. */
export function createExceptionFinder(): ExceptionFinder {
  let room = roomFor(64);
  return (asked, small) => {
    const count = answersIn(asked, small);
    if (count > room.keys.length) room = roomFor(2 * count);
    const { told, toldExtents, slots, extents, starts, classes } = room;
    const keys = room.keys.subarray(0, count);
    let at = 0;
    for (let s = 0; s < small.length; s += 1) {
      const slot = small[s] as number;
      const set = asked[slot] as ClassSet;
      for (let i = 0; i < set.classes.length; i += 1) {
        told[at] = slot;
        toldExtents[at] = set.extents === undefined ? everywhereId : (set.extents[i] as number);
        keys[at] = (set.classes[i] as number) * mostAnswers + at;
        at += 1;
      }
    }
    if (small.length > 1) keys.sort();
    let found = 0;
    for (let i = 0; i < count; i += 1) {
      const key = keys[i] as number;
      const own = Math.floor(key / mostAnswers);
      const from = key - own * mostAnswers;
      if (found === 0 || classes[found - 1] !== own) {
        classes[found] = own;
        starts[found] = i;
        found += 1;
      }
      slots[i] = told[from] as number;
      extents[i] = toldExtents[from] as number;
    }
    starts[found] = count;
    return { classes: classes.slice(0, found), starts, slots, extents };
  };
}

/** How many answers the sets at `small` give. */
export function answersIn(slots: readonly ClassSet[], small: readonly number[]): number {
  let count = 0;
  for (let i = 0; i < small.length; i += 1) count += (slots[small[i] as number] as ClassSet).classes.length;
  return count;
}

const roomFor = (count: number) => ({
  /** Class and place of every answer as it is met; the places say what was answered. */
  keys: new Float64Array(count),
  told: new Int32Array(count),
  toldExtents: new Int32Array(count),
  classes: new Int32Array(count),
  starts: new Int32Array(count + 1),
  slots: new Int32Array(count),
  extents: new Int32Array(count),
});
