/** Work done so far, in units the task chooses. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** A long computation in small steps: yields progress, returns its answer, never waits. */
export type Task<T> = Generator<Progress, T, void>;

/** Runs a task to its end. For the command line and for tests; the worker runs it in slices. */
export function finish<T>(task: Task<T>): T {
  for (;;) {
    const step = task.next();
    if (step.done === true) return step.value;
  }
}
