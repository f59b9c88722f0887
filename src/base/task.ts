/** Work done so far, in units the task chooses. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  /** While files are read: bytes done of all there are, as far as it is known, and objects found in them. */
  readonly bytes?: { readonly done: number; readonly total: number; readonly objects: number };
}

/** Something from outside that has to happen before the task can go on: a stretch of a file is read, say. */
export interface Wait {
  /** Settles, and never fails. */
  readonly until: Promise<void>;
  /** The task has something to do meanwhile: where nobody else has, it may be gone on with before. */
  readonly orGoOn?: true;
}

/**
 * A long computation in small steps: yields progress, or what it waits for, and returns its answer. Whoever runs it
 * waits for it; the task itself knows no promises but those it is given.
 */
export type Task<T> = Generator<Progress | Wait, T, void>;

export const isWait = (step: Progress | Wait): step is Wait => 'until' in step;

/** What a promise settles to, inside a task. */
export function* settled<T>(promise: Promise<T>): Task<T> {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  yield {
    until: promise.then(
      (value) => void (outcome = { value }),
      (error: unknown) => void (outcome = { error }),
    ),
  };
  if (outcome === undefined) throw new Error('A task went on before what it waits for.');
  if ('error' in outcome) throw outcome.error;
  return outcome.value;
}

/** Runs a task that waits for nothing to its end. For tests and for input that is in memory. */
export function finish<T>(task: Task<T>): T {
  for (;;) {
    const step = task.next();
    if (step.done === true) return step.value;
    if (isWait(step.value)) throw new Error('This task waits: run it with `finishWaiting`.');
  }
}

/**
 * Runs a task to its end. For the command line; the worker runs it in slices. `pause` is asked after every step
 * that does not wait, so that what the task waits for can come in while there is something else for it to do.
 */
export async function finishWaiting<T>(task: Task<T>, pause?: () => Promise<void> | undefined): Promise<T> {
  for (;;) {
    const step = task.next();
    if (step.done === true) return step.value;
    const wait = isWait(step.value) ? step.value.until : pause?.();
    if (wait !== undefined) await wait;
  }
}
