/** What the panels show about a loaded cluster: asked for after every load, and when the scope changes. */
import type { ClusterMap } from '../../analysis/answers';
import type { Progress } from '../../base/task';
import { initialChoices } from '../../graph/initial-choices';
import type { Engine } from '../../worker/supervise';
import { Crashed } from '../../worker/connect';
import type { Answer, Params, Question } from '../../worker/protocol';
import type { Access } from './access';
import { forgetWhatIsGone } from './forget';

export interface Lists {
  /** Settles once everything is shown, or was cancelled, or is about something else by now. */
  readonly ask: (onProgress: (progress: Progress) => void) => Promise<void>;
  readonly cancel: () => void;
}

/** `whenNamed` is called once the names that a question may use are there for the current revision. */
export function createLists({ get, set }: Access, engine: Engine, whenNamed: () => void): Lists {
  let pending: (() => void)[] = [];

  const cancel = () => {
    for (const take of pending) take();
    pending = [];
  };

  /** A large map that nobody has looked at yet is read namespace by namespace. */
  function showMap(map: ClusterMap): void {
    const { collapsed } = get().map === undefined ? initialChoices(map) : get();
    set({ map, collapsed, ...forgetWhatIsGone(get(), map) });
  }

  async function ask(onProgress: (progress: Progress) => void): Promise<void> {
    cancel();
    const { revision, scope } = get();
    const about = { revision, scope };
    const current = () => get().revision === revision && get().scope === scope;

    async function show<Q extends Question>(question: Q, params: Params<Q>, then: (answer: Answer<Q>) => void) {
      const asked = engine.connection.ask(question, params, (progress) => {
        if (current()) onProgress(progress);
      });
      pending.push(() => asked.cancel());
      try {
        const answer = await asked.answer;
        if (current()) then(answer);
      } catch (error) {
        if (!current() || !(error instanceof Crashed)) return;
        set({ crash: { report: `${error.message}\n${error.report}`, survived: true } });
      }
    }

    // The map takes longest, and cannot tell how far it is.
    onProgress({ stage: 'map', done: 0, total: 0 });
    const policies = show('policies', about, (answer) => set({ policies: answer }));
    const endpoints = show('endpoints', about, (answer) => set({ endpoints: answer }));
    await Promise.all([
      show('search', about, (search) => set({ search })),
      show('map', { ...about, grouping: 'service' }, showMap),
    ]);
    if (current()) whenNamed();
    await Promise.all([policies, endpoints]);
  }

  return { ask, cancel };
}
