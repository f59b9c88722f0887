import { unpackMap } from '../../analysis/pack-map';
import { drawMap, type GraphView } from '../../graph/graph-view';
import { initialChoices } from '../../graph/initial-choices';
import type { Engine } from '../../worker/supervise';
import type { AppStore } from './create-app-store';
import { runInSlices } from './run-in-slices';

/**
 * Uses the time until there are files: the engine and the drawing run once over a made-up cluster, since code is slow
 * the first times it runs. `rehearse` draws a view where nobody sees it, and tells how to end that. All of it ends when
 * the first file comes.
 */
export function warmUp(engine: Engine, store: AppStore, rehearse: (view: GraphView) => () => void): void {
  if (store.getState().files.length > 0) return;
  const pending = engine.connection.ask('warmUp', {});
  let stop = pending.cancel;
  const unsubscribe = store.subscribe(({ files }) => {
    if (files.length === 0) return;
    unsubscribe();
    stop();
  });
  const failed = () => {};
  const finished = (view: GraphView) => {
    stop = rehearse(view);
  };
  pending.answer.then((packed) => {
    if (packed === undefined || store.getState().files.length > 0) return;
    const map = unpackMap(packed);
    stop = runInSlices(drawMap(map, initialChoices(map), undefined), 'soon', { finished, failed });
  }, failed);
}
