import { expect, test } from 'vitest';
import { sideBySide } from './side-by-side';
import { finishWaiting, settled, type Task } from './task';

/** A task that says what it does, and waits as often as it is told. */
function* told(name: string, waits: number, log: string[]): Task<string> {
  try {
    for (let turn = 0; turn < waits; turn += 1) {
      log.push(`${name} waits`);
      yield* settled(Promise.resolve());
    }
    log.push(`${name} ends`);
    return name;
  } finally {
    log.push(`${name} is over`);
  }
}

test('while one waits another goes on, and the answers stand in the order of the tasks', async () => {
  const log: string[] = [];
  const tasks = [told('a', 2, log), told('b', 0, log), told('c', 1, log)].map((task) => () => task);
  expect(await finishWaiting(sideBySide(tasks, 2))).toEqual(['a', 'b', 'c']);
  expect(log.slice(0, 4)).toEqual(['a waits', 'b ends', 'b is over', 'c waits']);
});

test('no more are open than may be, and what is taken back is over for all', () => {
  const log: string[] = [];
  const task = sideBySide([() => told('a', 1, log), () => told('b', 1, log), () => told('c', 1, log)], 2);
  task.next();
  expect(log).toEqual(['a waits', 'b waits']);
  task.return([]);
  expect(log).toEqual(['a waits', 'b waits', 'a is over', 'b is over']);
});

test('one that fails ends the others', async () => {
  const log: string[] = [];
  // eslint-disable-next-line require-yield -- it fails before it comes to that
  const fails = function* (): Task<string> {
    throw new Error('no');
  };
  await expect(finishWaiting(sideBySide([() => told('a', 1, log), fails], 2))).rejects.toThrow('no');
  expect(log).toEqual(['a waits', 'a is over']);
});

test('one that can go on instead of waiting does so where all others wait, and not before', async () => {
  const log: string[] = [];
  const busy = function* (): Task<string> {
    const until = new Promise<void>((resolve) => setTimeout(resolve));
    for (let turn = 0; turn < 3; turn += 1) {
      log.push(`turn ${turn}`);
      yield { until, orGoOn: true };
    }
    log.push('waits');
    yield { until };
    return 'busy';
  };
  const tasks = [busy, () => told('a', 1, log)];
  expect(await finishWaiting(sideBySide(tasks, 2))).toEqual(['busy', 'a']);
  expect(log).toEqual(['turn 0', 'a waits', 'turn 1', 'turn 2', 'waits', 'a ends', 'a is over']);
});
