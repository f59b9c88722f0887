/**
 * The answering end of the wire. Runs the tasks behind questions in slices, one after the other in the order asked,
 * and reads its mailbox between slices, so that a cancel waits for one slice at most, and so does what is asked while
 * a question runs that can wait.
 */
import { isWait, type Progress, type Task, type Wait } from '../base/task';
import type { Port } from './connect';
import { canWait, type Answerers, type FromWorker, type Question, type ToWorker } from './protocol';

export interface Clock {
  /** Milliseconds, from any start. */
  now(): number;
  /** Settles once the messages that wait have been delivered. */
  pause(): Promise<void>;
}

/** Long enough that pausing costs nothing, short enough that nobody notices the wait for a cancel. */
const SLICE_MS = 20;

interface Asked {
  readonly id: number;
  readonly question: Question;
  readonly params: unknown;
  /** Begun with its first slice. */
  task?: Task<unknown>;
}

export function serve(port: Port<FromWorker, ToWorker>, answerers: Answerers, clock: Clock): void {
  /** Asked and not settled, first asked first. The one that runs stays in it until it is settled. */
  const open = new Map<number, Asked>();
  let running = false;
  /** Called when a question is taken back: it may be the one that waits for something. */
  let wake: () => void = () => {};

  port.listen((message) => {
    if (message.type === 'ask') {
      open.set(message.id, { id: message.id, question: message.question, params: message.params });
      if (!running) void run();
    } else {
      const taken = open.get(message.id);
      if (!open.delete(message.id)) return;
      // Its `finally` blocks run, its answer is nobody's.
      taken?.task?.return(undefined);
      port.post({ type: 'cancelled', id: message.id });
      wake();
    }
  });

  const woken = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });

  async function run(): Promise<void> {
    running = true;
    for (let next = nextOf(open); next !== undefined; next = nextOf(open)) {
      // Before the first slice too: a cancel sent right behind the question is read before any work is done.
      await clock.pause();
      if (nextOf(open) !== next) continue;
      try {
        await proceed(next);
      } catch (error) {
        if (open.delete(next.id)) port.post(crash(next.id, error));
      }
    }
    running = false;
  }

  /** One slice of work. */
  async function proceed(asked: Asked): Promise<void> {
    const task = (asked.task ??= begin(answerers, asked));
    const end = clock.now() + SLICE_MS;
    let progress: Progress | undefined;
    while (open.has(asked.id)) {
      const step = task.next();
      if (step.done === true) {
        // Posting throws when the answer is not plain data; the question is then still open and ends as a crash.
        port.post({ type: 'answer', id: asked.id, answer: step.value });
        open.delete(asked.id);
        return;
      }
      if (isWait(step.value)) await untilSettled(step.value, asked.id);
      else progress = step.value;
      if (clock.now() >= end) break;
    }
    if (progress !== undefined && open.has(asked.id)) port.post({ type: 'progress', id: asked.id, progress });
  }

  /** Waits for what a task waits for, or until nobody does any more. */
  async function untilSettled({ until }: Wait, id: number): Promise<void> {
    const wait = { over: false };
    const settled = until.then(() => void (wait.over = true));
    while (!wait.over && open.has(id)) await Promise.race([settled, woken()]);
  }
}

/** The first that was asked; one that can wait lets the others pass, even half done. */
function nextOf(open: ReadonlyMap<number, Asked>): Asked | undefined {
  let waits: Asked | undefined;
  for (const asked of open.values()) {
    if (!canWait.has(asked.question)) return asked;
    waits ??= asked;
  }
  return waits;
}

function begin(answerers: Answerers, { question, params }: Asked): Task<unknown> {
  // The one cast at the message port: the asking end is typed by the same table.
  const answerer = answerers[question] as (params: unknown) => Task<unknown>;
  return answerer(params);
}

function crash(id: number, error: unknown): FromWorker {
  if (!(error instanceof Error)) return { type: 'crash', id, message: String(error), stack: '' };
  return { type: 'crash', id, message: error.message, stack: error.stack ?? '' };
}
