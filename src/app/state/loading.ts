/** Loads the files into the engine, again after every change, and asks what the panels show about them. */
import type { ClusterMap } from '../../analysis/answers';
import { initialChoices } from '../../graph/initial-choices';
import type { Engine } from '../../worker/supervise';
import { Cancelled, Crashed, type Pending } from '../../worker/connect';
import type { Answer, Params, Question } from '../../worker/protocol';
import type { Access, Clock } from './access';
import { forgetWhatIsGone } from './forget';

export interface LoadActions {
  /** Takes a running evaluation back. What was shown before stays. */
  readonly cancelLoad: () => void;
  readonly evaluateAgain: () => void;
  readonly dismissCrash: () => void;
}

export interface Loading {
  readonly actions: LoadActions;
  /** After a change of the files or of the regime: at once, or once typing pauses. */
  readonly load: (when: 'now' | 'soon') => void;
  /** Asks again what the panels show, after a change of what is asked about. */
  readonly askForLists: () => void;
}

/** Typing goes on within this many milliseconds, or it has paused. */
const TYPING_PAUSE = 150;
/** An engine that does not let go of a question for so long hangs. */
const HANGS_AFTER = 1000;

/** `whenListed` is called once the names that a question may use are there for the current revision. */
export function createLoading(access: Access, engine: Engine, clock: Clock, whenListed: () => void): Loading {
  const { get, set } = access;
  let pending: Pending<'load'> | undefined;
  let stopWaiting = () => {};
  let lists: (() => void)[] = [];
  /** The files as they are were already loaded a second time after a crash. */
  let retried = false;

  engine.onCrash((report) => recover(report));

  function load(when: 'now' | 'soon'): void {
    retried = false;
    stopWaiting();
    if (when === 'now') start();
    else stopWaiting = clock.after(TYPING_PAUSE, start);
  }

  function start(): void {
    stopWaiting();
    cancelAll();
    const { files, regime, revision: last } = get();
    if (files.length === 0) return;
    const revision = last + 1;
    const since = clock.now();
    set({ revision, load: { status: 'loading', since, progress: undefined } });
    pending = engine.connection.ask('load', { revision, files, regime }, (progress) => {
      if (get().revision === revision && get().load.status === 'loading')
        set({ load: { status: 'loading', since, progress } });
    });
    pending.answer.then(
      (answer) => {
        if (get().revision !== revision) return;
        set({ loaded: answer, load: { status: 'ready', took: clock.now() - since } });
        askForLists();
      },
      (error: unknown) => {
        if (get().revision !== revision || error instanceof Cancelled) return;
        engine.restart();
        recover(error instanceof Crashed ? `${error.message}\n${error.report}` : String(error));
      },
    );
  }

  function cancelAll(): void {
    pending?.cancel();
    pending = undefined;
    for (const cancel of lists) cancel();
    lists = [];
  }

  /** Once: a file that breaks the engine twice would break it for ever. */
  function recover(report: string): void {
    if (retried || get().files.length === 0) {
      set({ load: { status: 'crashed' }, crash: { report, survived: false } });
      return;
    }
    retried = true;
    set({ crash: { report, survived: true } });
    start();
  }

  /** A large map that nobody has looked at yet is read namespace by namespace. */
  function showMap(map: ClusterMap): void {
    const { collapsed } = get().map === undefined ? initialChoices(map) : get();
    set({ map, collapsed, ...forgetWhatIsGone(get(), map) });
  }

  function askForLists(): void {
    const { revision, scope } = get();
    const about = { revision, scope };
    const current = () => get().revision === revision && get().scope === scope;
    const show = <Q extends Question>(question: Q, params: Params<Q>, then: (answer: Answer<Q>) => void) => {
      const asked = engine.connection.ask(question, params);
      lists.push(() => asked.cancel());
      return asked.answer.then(
        (answer) => {
          if (current()) then(answer);
        },
        (error: unknown) => {
          if (current() && error instanceof Crashed)
            set({ crash: { report: `${error.message}\n${error.report}`, survived: true } });
        },
      );
    };
    void Promise.all([
      show('search', about, (search) => set({ search })),
      show('map', { ...about, grouping: 'service' }, showMap),
    ]).then(() => {
      if (current()) whenListed();
    });
    void show('policies', about, (policies) => set({ policies }));
    void show('endpoints', about, (endpoints) => set({ endpoints }));
  }

  const actions: LoadActions = {
    cancelLoad() {
      const cancelled = pending;
      if (cancelled === undefined || get().load.status !== 'loading') return;
      cancelAll();
      set({ load: { status: 'cancelled' } });
      const giveUp = clock.after(HANGS_AFTER, () => engine.restart());
      cancelled.answer.then(giveUp, giveUp);
    },
    evaluateAgain: () => load('now'),
    dismissCrash: () => set({ crash: undefined }),
  };
  return { actions, load, askForLists };
}
