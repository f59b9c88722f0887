import { expect, test } from 'vitest';
import { packMap } from '../analysis/pack-map';
import { settled, type Task } from '../base/task';
import { Cancelled, connect, Crashed, type Connection } from './connect';
import { portOver } from './host';
import type { Answerers, FromWorker, ToWorker } from './protocol';
import { serve, type Clock } from './serve';

const about = { revision: 1, scope: 'enforced', text: '', from: 0, count: 10 } as const;
const names = { ...about, of: 'ends', most: 10 } as const;
const view = { ...about, grouping: 'namespace', focus: undefined } as const;
const noPolicies = { tiers: [], rows: [] };
const noEndpoints = { total: 0, endpoints: 0, lines: [] };
const emptyMap = packMap({ nodes: [], edges: [], grouping: 'namespace', options: [], path: [] });

/** Both ends over a real channel. Questions nobody answers in a test are left out. */
function wire(answerers: Partial<Answerers>): Connection['ask'] {
  const { port1, port2 } = new MessageChannel();
  serve(portOver<FromWorker, ToWorker>(port2), answerers as Answerers, clock);
  const connection = connect(portOver<ToWorker, FromWorker>(port1));
  return (question, params, onProgress) => connection.ask(question, params, onProgress);
}

let now = 0;

/** Node delivers up to a thousand messages of one port before it looks at the next, so pauses are no messages here. */
const clock: Clock = { now: () => now, pause: () => new Promise((resolve) => setImmediate(resolve)) };

/** Steps of a millisecond each, until it is done or taken back. */
function* busy<T>(steps: number, answer: T, onStep?: (done: number) => void, onEnd?: () => void): Task<T> {
  try {
    for (let done = 1; done <= steps; done += 1) {
      now += 1;
      onStep?.(done);
      yield { stage: 'evaluate', done, total: steps };
    }
    return answer;
  } finally {
    onEnd?.();
  }
}

test('a question gets its answer', async () => {
  const ask = wire({ policies: () => busy(0, noPolicies) });
  await expect(ask('policies', about).answer).resolves.toEqual(noPolicies);
});

test('parameters arrive as they were sent', async () => {
  const seen: unknown[] = [];
  const ask = wire({
    map(params) {
      seen.push(params);
      return busy(0, emptyMap);
    },
  });
  await ask('map', { revision: 1, scope: 'enforced', grouping: 'namespace', focus: 'ns:shop' }).answer;
  expect(seen).toEqual([{ revision: 1, scope: 'enforced', grouping: 'namespace', focus: 'ns:shop' }]);
});

test('a slice lasts 20 ms, and a task tells its progress once a slice', async () => {
  const told: number[] = [];
  const ask = wire({ endpoints: () => busy(70, noEndpoints) });
  await ask('endpoints', about, ({ done }) => told.push(done)).answer;
  expect(told).toEqual([20, 40, 60]);
});

test('answers come in the order asked', async () => {
  const order: string[] = [];
  const ask = wire({
    endpoints: () => busy(40, noEndpoints),
    names: () => busy(1, []),
    policies: () => busy(1, noPolicies),
  });
  await Promise.all([
    ask('endpoints', about).answer.then(() => order.push('endpoints')),
    ask('names', names).answer.then(() => order.push('names')),
    ask('policies', about).answer.then(() => order.push('policies')),
  ]);
  expect(order).toEqual(['endpoints', 'names', 'policies']);
});

test('a cancel is read between two slices and cleans up', async () => {
  let ended = false;
  let steps = 0;
  const ask = wire({
    endpoints: () =>
      busy(
        100_000,
        noEndpoints,
        (done) => (steps = done),
        () => (ended = true),
      ),
  });
  let atCancel = 0;
  const pending = ask('endpoints', about, () => {
    atCancel ||= steps;
    pending.cancel();
  });
  await expect(pending.answer).rejects.toBeInstanceOf(Cancelled);
  // Messages take a turn each way: a few slices of 20 steps, of 100,000 steps.
  expect(steps - atCancel).toBeLessThanOrEqual(100);
  await clock.pause();
  expect(ended).toBe(true);
});

test('a cancel sent right behind its question is in time', async () => {
  let steps = 0;
  const ask = wire({ endpoints: () => busy(1_000, noEndpoints, (done) => (steps = done)) });
  const pending = ask('endpoints', about);
  pending.cancel();
  await expect(pending.answer).rejects.toBeInstanceOf(Cancelled);
  await clock.pause();
  expect(steps).toBe(0);
});

test('a question that waits can be taken back, the others stay', async () => {
  let searched = false;
  const ask = wire({
    endpoints: () => busy(40, noEndpoints),
    names: () => busy(1, [], () => (searched = true)),
    policies: () => busy(1, noPolicies),
  });
  const running = ask('endpoints', about);
  const waiting = ask('names', names);
  const last = ask('policies', about);
  waiting.cancel();
  await expect(waiting.answer).rejects.toBeInstanceOf(Cancelled);
  await expect(running.answer).resolves.toEqual(noEndpoints);
  await expect(last.answer).resolves.toEqual(noPolicies);
  expect(searched).toBe(false);
});

test('a cancel that comes after the answer is ignored', async () => {
  const ask = wire({ names: () => busy(1, []) });
  const pending = ask('names', names);
  await pending.answer;
  pending.cancel();
  await expect(ask('names', names).answer).resolves.toEqual([]);
});

test('a failure is told with its stack, and the next question is answered', async () => {
  const ask = wire({
    endpoints: () =>
      busy(1, noEndpoints, () => {
        throw new RangeError('no such endpoint');
      }),
    names: () => busy(1, []),
  });
  const failed = ask('endpoints', about).answer;
  const next = ask('names', names).answer;
  const error = await failed.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Crashed);
  expect(error).toMatchObject({ message: 'no such endpoint' });
  expect((error as Crashed).report).toContain('serve.test.ts');
  await expect(next).resolves.toEqual([]);
});

test('an answer that cannot be sent is a failure too', async () => {
  const ask = wire({ names: () => busy(0, [() => {}] as never) });
  await expect(ask('names', names).answer).rejects.toBeInstanceOf(Crashed);
});

test('a question that can wait lets later ones pass between two slices, and goes on', async () => {
  const order: string[] = [];
  const ask = wire({ map: () => busy(60, emptyMap), names: () => busy(1, []) });
  let asked: Promise<unknown> | undefined;
  const map = ask('map', view, () => {
    asked ??= ask('names', names).answer.then(() => order.push('names'));
  }).answer.then(() => order.push('map'));
  await map;
  await asked;
  expect(order).toEqual(['names', 'map']);
});

/** Waits for what a host brings, and answers with it. */
function* waiting<T>(promise: Promise<T>, onEnd?: () => void): Task<T> {
  try {
    return yield* settled(promise);
  } finally {
    onEnd?.();
  }
}

test('a task that waits goes on with what it waited for, or fails with it', async () => {
  const ask = wire({
    policies: () => waiting(clock.pause().then(() => noPolicies)),
    endpoints: () => waiting(Promise.reject(new Error('the file is gone'))),
  });
  await expect(ask('policies', about).answer).resolves.toEqual(noPolicies);
  await expect(ask('endpoints', about).answer).rejects.toMatchObject({ message: 'the file is gone' });
});

test('what waits is taken back at once, and does not hold up the next question', async () => {
  let ended = false;
  const ask = wire({
    policies: () => waiting(new Promise(() => {}), () => (ended = true)),
    endpoints: () => busy(1, noEndpoints),
  });
  const first = ask('policies', about);
  const next = ask('endpoints', about);
  for (let i = 0; i < 5; i += 1) await clock.pause();
  first.cancel();
  await expect(first.answer).rejects.toBeInstanceOf(Cancelled);
  await expect(next.answer).resolves.toEqual(noEndpoints);
  expect(ended).toBe(true);
});

test('taking back another question does not wake what waits', async () => {
  const ask = wire({
    policies: () =>
      waiting(
        clock
          .pause()
          .then(clock.pause)
          .then(clock.pause)
          .then(() => noPolicies),
      ),
    endpoints: () => busy(1, noEndpoints),
  });
  const first = ask('policies', about);
  await clock.pause();
  const other = ask('endpoints', about);
  other.cancel();
  await expect(other.answer).rejects.toBeInstanceOf(Cancelled);
  await expect(first.answer).resolves.toEqual(noPolicies);
});
