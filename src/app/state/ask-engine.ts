/** From a planned question to its answer: all connections of the pair first, then one flow of it explained. */
import { Crashed } from '../../worker/connect';
import type { Answer, Params } from '../../worker/protocol';
import type { Engine } from '../../worker/supervise';
import { flowOf, pairOf, type Plan } from '../question/plan-question';
import type { Access } from './access';
import type { AnsweredQuestion } from './state';

export interface EngineAsker {
  /**
   * Takes the question before back. Its answer stays in sight until the new one is there. Settles with the answer, or
   * once there will be none.
   */
  readonly run: (plan: Plan) => Promise<void>;
  readonly cancel: () => void;
}

/** Asks the engine one of the two questions there are about a flow. */
type AskOne = <Q extends 'pair' | 'explain'>(question: Q, params: Params<Q>) => Promise<Answer<Q>>;

export function createEngineAsker({ get, set }: Access, engine: Engine): EngineAsker {
  let cancel = () => {};

  function run(plan: Plan): Promise<void> {
    cancel();
    const { revision, scope, answer } = get();
    set({
      answer: {
        status: 'asking',
        question: plan.question,
        last: answer.status === 'none' ? undefined : answer.last,
      },
    });
    let isTaken = false;
    const isCurrent = () => !isTaken && get().revision === revision && get().scope === scope;
    const pending: (() => void)[] = [];
    cancel = () => {
      isTaken = true;
      for (const take of pending) take();
    };
    const askOne: AskOne = (question, params) => {
      const asked = engine.connection.ask(question, params);
      pending.push(() => asked.cancel());
      return asked.answer;
    };
    return answerOf(plan, askOne, { revision, scope }).then(
      (last) => {
        if (isCurrent()) set({ answer: { status: 'answered', last } });
      },
      (error: unknown) => {
        if (!isCurrent() || !(error instanceof Crashed)) return;
        set({ answer: { status: 'none' }, crash: { report: `${error.message}\n${error.report}`, survived: true } });
      },
    );
  }

  return { run, cancel: () => cancel() };
}

async function answerOf(
  plan: Plan,
  ask: AskOne,
  about: Pick<Params<'pair'>, 'revision' | 'scope'>,
): Promise<AnsweredQuestion> {
  const nodes = pairOf(plan);
  const pair =
    nodes === undefined ? undefined : await ask('pair', { ...about, grouping: 'service', focus: undefined, ...nodes });
  const flow = flowOf(plan, pair);
  const explanation = flow === undefined ? undefined : await ask('explain', { ...about, flow });
  return {
    question: plan.question,
    flow,
    explanation,
    pair,
    served: plan.to.node?.serves ?? [],
    wholePair: plan.from.whole && plan.to.whole,
  };
}
