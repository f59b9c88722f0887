import { isWait, type Task, type Wait } from './task';

interface Open<T> {
  readonly index: number;
  readonly task: Task<T>;
  wait: Wait | undefined;
}

/**
 * Tasks side by side, so many at a time: while one waits the next goes on. They begin in their order, in which their
 * answers stand too. One that could go on instead of waiting does so where all others wait. When one fails, or nobody
 * wants the answers any more, the rest is dropped.
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
        if (task !== undefined) open.add({ index: begun, task, wait: undefined });
      }
      const next = [...open].find(({ wait }) => wait === undefined) ?? [...open].find(({ wait }) => wait?.orGoOn);
      if (next === undefined) {
        if (open.size === 0) break;
        yield { until: new Promise((resolve) => (wake = resolve)) };
        continue;
      }
      next.wait = undefined;
      const step = next.task.next();
      if (step.done === true) {
        open.delete(next);
        answers.push({ index: next.index, answer: step.value });
      } else if (isWait(step.value)) {
        const wait = step.value;
        next.wait = wait;
        void wait.until.then(() => {
          if (next.wait === wait) next.wait = undefined;
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
