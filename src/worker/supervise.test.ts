import { expect, test } from 'vitest';
import { Cancelled, Crashed } from './connect';
import type { FromWorker, ToWorker } from './protocol';
import { supervise, type Starters, type Thread } from './supervise';

const about = { revision: 1, scope: 'enforced', text: '', from: 0, count: 10 } as const;
const names = { ...about, of: 'ends', most: 10 } as const;

/** A thread whose side the test plays. */
interface Played extends Thread {
  readonly received: ToWorker[];
  readonly ended: () => boolean;
  say(message: FromWorker): void;
  die(report: string): void;
}

function play(kind: 'worker' | 'page', onDeath: (report: string) => void): Played {
  const received: ToWorker[] = [];
  let ended = false;
  let listener: (message: FromWorker) => void = () => {};
  return {
    kind,
    received,
    port: { post: (message) => received.push(message), listen: (next) => (listener = next) },
    end: () => (ended = true),
    ended: () => ended,
    say: (message) => listener(message),
    die: onDeath,
  };
}

function stage(refuse = false) {
  const threads: Played[] = [];
  const add = (thread: Played) => {
    threads.push(thread);
    return thread;
  };
  const starters: Starters = {
    worker(onDeath) {
      if (refuse) throw new Error('no workers here');
      return add(play('worker', onDeath));
    },
    page: () => add(play('page', () => {})),
  };
  return { engine: supervise(starters), threads };
}

const thread = (threads: readonly Played[], index: number): Played => {
  const found = threads[index];
  if (found === undefined) throw new Error(`thread ${index} was not started`);
  return found;
};

test('answers of the worker reach who asked', async () => {
  const { engine, threads } = stage();
  const { answer } = engine.connection.ask('names', names);
  thread(threads, 0).say({ type: 'answer', id: 1, answer: [] });
  await expect(answer).resolves.toEqual([]);
  expect(engine.kind()).toBe('worker');
});

test('where no worker can be started the page takes over', () => {
  const { engine, threads } = stage(true);
  void engine.connection.ask('names', names);
  expect(engine.kind()).toBe('page');
  expect(thread(threads, 0).received).toHaveLength(1);
});

test('a worker that dies before a word hands its questions to the page', async () => {
  const { engine, threads } = stage();
  const crashes: string[] = [];
  engine.onCrash((report) => crashes.push(report));
  const { answer } = engine.connection.ask('names', names);
  thread(threads, 0).die('blocked');
  expect(engine.kind()).toBe('page');
  expect(thread(threads, 1).received).toEqual(thread(threads, 0).received);
  thread(threads, 1).say({ type: 'answer', id: 1, answer: [] });
  await expect(answer).resolves.toEqual([]);
  expect(crashes).toEqual([]);
});

test('a worker that dies later is replaced, and everything asked is told', async () => {
  const { engine, threads } = stage();
  const crashes: string[] = [];
  engine.onCrash((report) => crashes.push(report));
  const done = engine.connection.ask('names', names).answer;
  thread(threads, 0).say({ type: 'answer', id: 1, answer: [] });
  await done;
  const lost = [engine.connection.ask('endpoints', about).answer, engine.connection.ask('policies', about).answer];
  thread(threads, 0).die('out of memory');
  const outcomes = await Promise.allSettled(lost);
  expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason instanceof Crashed)).toBe(true);
  expect(crashes).toEqual(['out of memory']);
  expect(thread(threads, 0).ended()).toBe(true);
  const again = engine.connection.ask('names', names).answer;
  expect(thread(threads, 1).received).toHaveLength(1);
  thread(threads, 1).say({ type: 'answer', id: 4, answer: [] });
  await expect(again).resolves.toEqual([]);
});

test('a restart takes back what was asked and ignores what the old thread still says', async () => {
  const { engine, threads } = stage();
  const { answer } = engine.connection.ask('names', names);
  engine.restart();
  await expect(answer).rejects.toBeInstanceOf(Cancelled);
  expect(thread(threads, 0).ended()).toBe(true);
  const again = engine.connection.ask('names', names).answer;
  thread(threads, 0).say({ type: 'crash', id: 2, message: 'late', stack: '' });
  thread(threads, 1).say({ type: 'answer', id: 2, answer: [] });
  await expect(again).resolves.toEqual([]);
});
