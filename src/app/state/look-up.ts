/** Questions of the panels about what is loaded: answered where they are shown, and kept nowhere else. */
import { Crashed, type Pending } from '../../worker/connect';
import type { Answer, Params, Question } from '../../worker/protocol';
import type { Engine } from '../../worker/supervise';
import type { Access } from './access';

/** Questions that are about the files in one scope. */
export type LookUp = Exclude<Question, 'load' | 'warmUp'>;
/** Revision and scope are those of the page. */
export type LookUpParams<Q extends LookUp> = Omit<Params<Q>, 'revision' | 'scope'>;

export interface LookUpActions {
  /** Its answer rejects with `Cancelled` or `Crashed`; a crash is told to the user here. */
  readonly lookUp: <Q extends LookUp>(question: Q, params: LookUpParams<Q>) => Pending<Q>;
}

export function createLookUp({ get, set }: Access, engine: Engine): LookUpActions {
  return {
    lookUp<Q extends LookUp>(question: Q, params: LookUpParams<Q>): Pending<Q> {
      const { revision, scope } = get();
      // The compiler cannot see that what was left out is all that was left out.
      const pending = engine.connection.ask(question, { ...params, revision, scope });
      const answer = pending.answer.catch((error: unknown): Answer<Q> => {
        if (error instanceof Crashed && get().revision === revision) {
          set({ crash: { report: `${error.message}\n${error.report}`, survived: true } });
        }
        throw error;
      });
      return { answer, cancel: pending.cancel };
    },
  };
}
