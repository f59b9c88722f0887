/** Loads the files into the engine, again after every change, and asks what the panels show about them. */
import type { Progress } from '../../base/task';
import { Cancelled, Crashed, type Pending } from '../../worker/connect';
import type { Engine } from '../../worker/supervise';
import type { Access, Clock } from './access';
import type { Asking } from './asking';
import { createMapAsker } from './map-asker';
import { createTextAsker } from './text-asker';
import { paceAfter, type Pace } from './pace';

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
  /** After a change of what is asked about: the same files, other answers. */
  readonly askForAll: () => void;
  /** After a change of what the map shows. */
  readonly askForMap: () => void;
}

/** Typing goes on within this many milliseconds, or it has paused. */
const TYPING_PAUSE = 150;
/** What is told sooner, nobody could read: a picture of the page costs as much as a slice of the engine's work. */
const TOLD_EVERY = 80;
/** An engine that does not let go of a question for so long hangs. */
const HANGS_AFTER = 1000;

/** The question in sight is answered before the map is asked for: it takes longer. */
export function createLoading(
  access: Access,
  engine: Engine,
  clock: Clock,
  question: Pick<Asking, 'askAgain'>,
): Loading {
  const { get, set } = access;
  const map = createMapAsker(access, engine);
  const texts = createTextAsker(access, engine);
  let lastRevision = 0;
  let pending: Pending<'load'> | undefined;
  let stopWaiting = () => {};
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
    pending?.cancel();
    map.cancel();
    const { files, regime } = get();
    if (files.length === 0) return;
    lastRevision += 1;
    const revision = lastRevision;
    const { tellProgress, done } = begin(revision);
    pending = engine.connection.ask('load', { revision, files, regime }, tellProgress);
    pending.answer.then(
      (loaded) => {
        if (get().revision !== revision) return;
        set({ loaded: texts.withKnown(loaded, files) });
        askForAll(tellProgress, done);
      },
      (error: unknown) => {
        if (get().revision !== revision || error instanceof Cancelled) return;
        engine.restart();
        recover(error instanceof Crashed ? `${error.message}\n${error.report}` : String(error));
      },
    );
  }

  function askForAll(tellProgress: (progress: Progress) => void, done: () => void): void {
    const { revision, scope } = get();
    void question.askAgain().then(() => {
      const now = get();
      if (now.revision !== revision || now.scope !== scope || now.load.status !== 'loading') return;
      void map.ask(tellProgress).then(done).then(texts.ask);
    });
  }

  /** One evaluation, from the files to what the panels show. */
  function begin(revision: number) {
    const since = clock.now();
    let pace: Pace | undefined;
    let told = { stage: '', at: since };
    set({ revision, load: { status: 'loading', since, progress: undefined, pace } });
    const isRunning = () => get().revision === revision && get().load.status === 'loading';
    return {
      tellProgress(progress: Progress) {
        const now = clock.now();
        pace = paceAfter(pace, progress, now);
        if (progress.stage === told.stage && now - told.at < TOLD_EVERY) return;
        told = { stage: progress.stage, at: now };
        if (isRunning()) set({ load: { status: 'loading', since, progress, pace } });
      },
      done() {
        if (isRunning()) set({ load: { status: 'ready', took: clock.now() - since } });
      },
    };
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

  function cancelLoad(): void {
    if (pending === undefined || get().load.status !== 'loading') return;
    const { answer } = pending;
    pending.cancel();
    map.cancel();
    // The engine still holds what was loaded before.
    set({ load: { status: 'cancelled' }, revision: get().loaded?.revision ?? get().revision });
    const giveUp = clock.after(HANGS_AFTER, () => {
      engine.restart();
      set({ load: { status: 'crashed' } });
    });
    answer.then(giveUp, giveUp);
  }

  return {
    load,
    askForAll() {
      const { tellProgress, done } = begin(get().revision);
      askForAll(tellProgress, done);
    },
    askForMap() {
      const { tellProgress, done } = begin(get().revision);
      void map.ask(tellProgress).then(done);
    },
    actions: {
      cancelLoad,
      evaluateAgain: () => load('now'),
      dismissCrash: () => set({ crash: undefined }),
    },
  };
}
