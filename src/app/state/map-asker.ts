/** The map of a loaded cluster: asked for after every load, and when scope, grouping or the opened group change. */
import type { GroupedMap } from '../../analysis/answers';
import { unpackMap } from '../../analysis/pack-map';
import type { Progress } from '../../base/task';
import { initialChoices } from '../../graph/initial-choices';
import { Crashed } from '../../worker/connect';
import type { Engine } from '../../worker/supervise';
import type { Access } from './access';
import { forgetWhatIsGone } from './forget';

export interface MapAsker {
  /** Settles once the map is shown, or was cancelled, or is about something else by now. */
  readonly ask: (onProgress: (progress: Progress) => void) => Promise<void>;
  readonly cancel: () => void;
}

export function createMapAsker({ get, set }: Access, engine: Engine): MapAsker {
  let cancel = () => {};

  /** A large map that nobody has looked at yet is read namespace by namespace. */
  function show(map: GroupedMap): void {
    const { collapsed } = get().map === undefined ? initialChoices(map) : get();
    const isOpen = map.path.some(({ id }) => id === get().focus);
    set({ map, collapsed, focus: isOpen ? get().focus : undefined, ...forgetWhatIsGone(get(), map) });
  }

  async function ask(onProgress: (progress: Progress) => void): Promise<void> {
    cancel();
    const { revision, scope, grouping, focus } = get();
    const isCurrent = () => {
      const now = get();
      return now.revision === revision && now.scope === scope && now.grouping === grouping && now.focus === focus;
    };
    // It cannot tell how far it is before it has begun.
    onProgress({ stage: 'map', done: 0, total: 0 });
    const pending = engine.connection.ask('map', { revision, scope, grouping, focus }, (progress) => {
      if (isCurrent()) onProgress(progress);
    });
    cancel = pending.cancel;
    try {
      const map = await pending.answer;
      if (isCurrent()) show(unpackMap(map));
    } catch (error) {
      if (!(error instanceof Crashed) || !isCurrent()) return;
      set({ crash: { report: `${error.message}\n${error.report}`, survived: true } });
    }
  }

  return { ask, cancel: () => cancel() };
}
