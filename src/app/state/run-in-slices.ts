import { isWait, type Task } from '../../base/task';
import { createClock } from '../../worker/host';

/** So much of a frame may be worked away. */
const SLICE_MS = 8;

const clock = createClock();

/**
 * Runs a task on the page in slices, the first at once, so that what is short is done before the next frame. The task
 * must not wait for anything. Calling what it returns ends it without an answer.
 */
export function runInSlices<T>(task: Task<T>, then: (answer: T) => void, failed: (error: unknown) => void): () => void {
  let isTaken = false;
  const run = async () => {
    for (;;) {
      const end = clock.now() + SLICE_MS;
      while (clock.now() < end) {
        const step = task.next();
        if (step.done === true) {
          then(step.value);
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
