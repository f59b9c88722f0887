import { isWait, type Task } from './task';

interface Open<T> {
  readonly index: number;
  readonly task: Task<T>;
  isWaiting: boolean;
}

/**
 * Tasks side by side, so many at a time: while one waits the next goes on. They begin in their order, in which their
 * answers stand too. When one fails, or nobody wants the answers any more, the rest is dropped.
 */
export function* sideBySide<T>(tasks: readonly (() => Task<T>)[], most: number): Task<readonly T[]> {
  const answers: { readonly index: number; readonly answer: T }[] = [];
  const open = new Set<Open<T>>();
  let begun = 0;
  let wake = (): void => {};
  try {
    for (;;) {
      for (; begun < tasks.length && open.size < most; begun += 1) {
        const task = tasks[begun]?.();
        if (task !== undefined) open.add({ index: begun, task, isWaiting: false });
      }
      const next = [...open].find(({ isWaiting }) => !isWaiting);
      if (next === undefined) {
        if (open.size === 0) break;
        yield { until: new Promise((resolve) => (wake = resolve)) };
        continue;
      }
      const step = next.task.next();
      if (step.done === true) {
        open.delete(next);
        answers.push({ index: next.index, answer: step.value });
      } else if (isWait(step.value)) {
        next.isWaiting = true;
        void step.value.until.then(() => {
          next.isWaiting = false;
          wake();
        });
      } else yield step.value;
    }
  } finally {
    // Their `finally` blocks run; what they would have answered is nobody's.
    for (const { task } of open) task.return(undefined as never);
  }
  return answers.sort((a, b) => a.index - b.index).map(({ answer }) => answer);
}
