/** An engine for tests of the page's memory: it notes what it is asked, and answers when and what the test says. */
import { Cancelled, Crashed, type Pending } from '../worker/connect';
import type { Answer, Params, Question } from '../worker/protocol';
import type { Engine } from '../worker/supervise';
import { present } from '../base/assert';

export interface SampleEngine extends Engine {
  /** Questions that wait for an answer, oldest first. */
  waiting(): readonly Question[];
  paramsOf<Q extends Question>(question: Q): Params<Q>;
  /** Settles the oldest waiting one of its kind. */
  answer<Q extends Question>(question: Q, answer: Answer<Q>): Promise<void>;
  crash(question: Question, report: string): Promise<void>;
  /** The thread dies: everything that waits is rejected, and the listener told. */
  die(report: string): Promise<void>;
  restarts(): number;
}

interface Asked {
  readonly question: Question;
  readonly params: unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function sampleEngine(): SampleEngine {
  let asked: readonly Asked[] = [];
  let restarts = 0;
  const listeners: ((report: string) => void)[] = [];
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  const take = (question: Question): Asked => {
    const found = present(
      asked.find((one) => one.question === question),
      `the page has asked for ${question}`,
    );
    asked = asked.filter((one) => one !== found);
    return found;
  };
  return {
    connection: {
      ask<Q extends Question>(question: Q, params: Params<Q>): Pending<Q> {
        let one: Asked | undefined;
        const answer = new Promise<Answer<Q>>((resolve, reject) => {
          one = { question, params, resolve: (value) => resolve(value as Answer<Q>), reject };
          asked = [...asked, one];
        });
        return {
          answer,
          cancel() {
            if (one === undefined || !asked.includes(one)) return;
            asked = asked.filter((other) => other !== one);
            one.reject(new Cancelled());
          },
        };
      },
    },
    kind: () => 'worker',
    onCrash: (listener) => listeners.push(listener),
    restart() {
      restarts += 1;
    },
    waiting: () => asked.map(({ question }) => question),
    paramsOf: <Q extends Question>(question: Q) =>
      present(
        asked.find((one) => one.question === question),
        `the page has asked for ${question}`,
      ).params as Params<Q>,
    async answer(question, answer) {
      take(question).resolve(answer);
      await settled();
    },
    async crash(question, report) {
      take(question).reject(new Crashed('It failed.', report));
      await settled();
    },
    async die(report) {
      const dying = asked;
      asked = [];
      for (const { reject } of dying) reject(new Crashed('The engine stopped.', report));
      for (const listener of listeners) listener(report);
      await settled();
    },
    restarts: () => restarts,
  };
}
