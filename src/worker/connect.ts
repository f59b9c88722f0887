/** The asking end of the wire. Knows questions and answers, and nothing of what they are about. */
import type { Progress } from '../base/task';
import type { Answer, FromWorker, Params, Question, ToWorker } from './protocol';

/** What both ends need of a worker, a `MessagePort` or a pair of functions in a test. */
export interface Port<Out, In> {
  post(message: Out): void;
  /** Replaces the listener. */
  listen(listener: (message: In) => void): void;
}

export interface Pending<Q extends Question> {
  /** Rejects with `Cancelled` or `Crashed`. */
  readonly answer: Promise<Answer<Q>>;
  cancel(): void;
}

export interface Connection {
  ask<Q extends Question>(question: Q, params: Params<Q>, onProgress?: (progress: Progress) => void): Pending<Q>;
}

/** The question was taken back before it had an answer. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The answering end failed: our mistake, with its own stack. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
  constructor(
    message: string,
    readonly report: string,
  ) {
    super(message);
  }
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

export function connect(port: Port<ToWorker, FromWorker>): Connection {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  port.listen((message) => {
    const asked = waiting.get(message.id);
    if (asked === undefined) return;
    if (message.type === 'progress') {
      asked.onProgress?.(message.progress);
      return;
    }
    waiting.delete(message.id);
    if (message.type === 'answer') asked.resolve(message.answer);
    else if (message.type === 'cancelled') asked.reject(new Cancelled());
    else asked.reject(new Crashed(message.message, message.stack));
  });

  return {
    ask<Q extends Question>(question: Q, params: Params<Q>, onProgress?: (progress: Progress) => void): Pending<Q> {
      lastId += 1;
      const id = lastId;
      const answer = new Promise<Answer<Q>>((resolve, reject) => {
        // The one cast at the message port: the answering end is typed by the same table.
        waiting.set(id, { resolve: (value) => resolve(value as Answer<Q>), reject, onProgress });
      });
      port.post({ type: 'ask', id, question, params });
      return { answer, cancel: () => port.post({ type: 'cancel', id }) };
    },
  };
}
