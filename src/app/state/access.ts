import type { Slices } from './state';

/** How actions read and change the store. */
export interface Access {
  readonly get: () => Slices;
  readonly set: (change: Partial<Slices>) => void;
}

/** Time as the store needs it, so that tests can have their own. */
export interface Clock {
  /** Milliseconds, from any start. */
  readonly now: () => number;
  /** Runs later; calling what it returns prevents it. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}
