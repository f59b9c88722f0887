import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../worker/supervise';
import type { Access, Clock } from './access';
import { createAsking, type AskActions, type Asking } from './asking';
import { createChoiceActions, firstChoices, type ChoiceActions } from './choices';
import { createFileActions, type FileActions } from './files';
import { createLoading, type LoadActions } from './loading';
import { createLookUp, type LookUpActions } from './look-up';
import type { Saved } from './saved';
import type { EngineSlice, FilesSlice, Slices } from './state';

export type Actions = FileActions & LoadActions & AskActions & ChoiceActions & LookUpActions;
export type AppState = Slices & Actions;
export type AppStore = StoreApi<AppState>;

/** The page's memory: what the user gave and chose, and what the engine answered. */
export function createAppStore(options: {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly saved: Saved;
}): AppStore {
  const { engine, clock, saved } = options;
  return createStore<AppState>()((set, get) => {
    const access: Access = { get, set: (change) => set(change) };
    const { lookUp } = createLookUp(access, engine);
    const asking: Asking = createAsking(access, engine, lookUp);
    const loading = createLoading(access, engine, clock, asking);
    return {
      ...noFiles,
      ...nothingAsked,
      ...firstChoices(saved),
      ...createFileActions(access, (when) => loading.load(when)),
      ...loading.actions,
      ...asking.actions,
      ...createChoiceActions(access, loading),
      lookUp,
    };
  });
}

const noFiles: FilesSlice = { files: [], title: undefined, session: 0 };

const nothingAsked: EngineSlice = {
  revision: 0,
  load: { status: 'idle' },
  loaded: undefined,
  map: undefined,
  answer: { status: 'none' },
  crash: undefined,
};
