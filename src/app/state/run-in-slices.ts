import { isWait, type Task } from '../../base/task';
import { createClock } from '../../worker/host';

/** So much of a frame may be worked away. */
const SLICE_MS = 8;

const clock = createClock();

export interface Outcome<T> {
  readonly finished: (answer: T) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Runs a task on the page in slices. `start`: the first `now`, so that what is short is done before the next frame, or
 * `soon`, as a task of its own. The task must not wait for anything. Calling what it returns ends it without an answer.
 */
export function runInSlices<T>(task: Task<T>, start: 'now' | 'soon', { finished, failed }: Outcome<T>): () => void {
  let isTaken = false;
  const run = async () => {
    if (start === 'soon') await clock.pause();
    if (isTaken) return;
    for (;;) {
      const end = clock.now() + SLICE_MS;
      while (clock.now() < end) {
        const step = task.next();
        if (step.done === true) {
          finished(step.value);
          return;
        }
        if (isWait(step.value)) throw new Error('A picture waits for nothing.');
      }
      await clock.pause();
      if (isTaken) return;
    }
  };
  run().catch(failed);
  return () => {
    isTaken = true;
  };
}
