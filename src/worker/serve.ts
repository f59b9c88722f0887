/**
 * The answering end of the wire. Runs the tasks behind questions in slices, one after the other in the order asked,
 * and reads its mailbox between slices, so that a cancel waits for one slice at most, and so does what is asked while
 * a question runs that can wait.
 */
import type { Progress, Task } from '../base/task';
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

type Outcome =
  { readonly kind: 'answered'; readonly answer: unknown } | { readonly kind: 'going on'; readonly progress: Progress };

export function serve(port: Port<FromWorker, ToWorker>, answerers: Answerers, clock: Clock): void {
  /** Asked and not settled, first asked first. The one that runs stays in it until it is settled. */
  const open = new Map<number, Asked>();
  let running = false;

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
    }
  });

  async function run(): Promise<void> {
    running = true;
    for (let next = nextOf(open); next !== undefined; next = nextOf(open)) {
      // Before the first slice too: a cancel sent right behind the question is read before any work is done.
      await clock.pause();
      if (nextOf(open) !== next) continue;
      try {
        proceed(next);
      } catch (error) {
        if (open.delete(next.id)) port.post(crash(next.id, error));
      }
    }
    running = false;
  }

  function proceed(asked: Asked): void {
    asked.task ??= begin(answerers, asked);
    const outcome = runSlice(asked.task, clock);
    if (outcome.kind === 'going on') {
      port.post({ type: 'progress', id: asked.id, progress: outcome.progress });
      return;
    }
    // Posting throws when the answer is not plain data; the question is then still open and ends as a crash.
    port.post({ type: 'answer', id: asked.id, answer: outcome.answer });
    open.delete(asked.id);
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

function runSlice(task: Task<unknown>, clock: Clock): Outcome {
  const end = clock.now() + SLICE_MS;
  for (;;) {
    const step = task.next();
    if (step.done === true) return { kind: 'answered', answer: step.value };
    if (clock.now() >= end) return { kind: 'going on', progress: step.value };
  }
}

function crash(id: number, error: unknown): FromWorker {
  if (!(error instanceof Error)) return { type: 'crash', id, message: String(error), stack: '' };
  return { type: 'crash', id, message: error.message, stack: error.stack ?? '' };
}
