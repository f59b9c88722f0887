/** How fast files are read, from what progress tells. */
import type { Progress } from '../../base/task';

/** Bytes done when it began and now, of one file or of all; `since` and `now` are milliseconds. */
export interface Pace {
  readonly since: number;
  readonly from: number;
  readonly now: number;
  readonly done: number;
  readonly total: number;
}

/** `undefined` while no bytes are told. What goes back, or has another total, is another file. */
export function paceAfter(pace: Pace | undefined, { bytes }: Progress, now: number): Pace | undefined {
  if (bytes === undefined) return undefined;
  const { done, total } = bytes;
  const goesOn = pace !== undefined && pace.total === total && pace.done <= done;
  return goesOn ? { ...pace, now, done } : { since: now, from: done, now, done, total };
}

/** A pace over less than this says little. Milliseconds. */
const TELLING = 400;

/** Bytes a second, and seconds that are left at that; `undefined` while it is too early to tell. */
export function forecastOf(
  pace: Pace | undefined,
): { readonly rate: number; readonly secondsLeft: number } | undefined {
  if (pace === undefined || pace.now - pace.since < TELLING || pace.done <= pace.from) return undefined;
  const rate = ((pace.done - pace.from) / (pace.now - pace.since)) * 1000;
  return { rate, secondsLeft: (pace.total - pace.done) / rate };
}
