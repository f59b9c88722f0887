/** Where the page is put together: the engine, the store, and what is remembered between visits. */
import { createRoot } from 'react-dom/client';
import { examples } from 'virtual:examples';
import { present } from '../base/assert';
import { createEngine } from '../worker/spawn';
import { App } from './App';
import { ErrorBoundary } from './panels/frame/ErrorBoundary';
import { rehearse } from './rehearse';
import type { Clock } from './state/access';
import { createAppStore } from './state/create-app-store';
import { printSaved, readSaved } from './state/saved';
import { AppStoreContext } from './state/use-app';
import { CanvasContext, createCanvasHolder } from './state/use-canvas';
import { ExamplesContext } from './state/use-examples';
import { warmUp } from './state/warm-up';
import { applyTheme, themeOf, watchSystemTheme } from './theme';
import './theme.css';

/** Every page opened from disk shares one storage, hence the prefix. */
const SAVED = 'tierscope:choices';

const clock: Clock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

const engine = createEngine();
const store = createAppStore({ engine, clock, saved: readSaved(recall()) });

const showTheme = () => applyTheme(themeOf(store.getState().theme));
showTheme();
watchSystemTheme(showTheme);
store.subscribe((state, before) => {
  if (state.theme !== before.theme) showTheme();
  if (state.theme !== before.theme || state.leftTab !== before.leftTab || state.sizes !== before.sizes) {
    remember(printSaved(state));
  }
});

createRoot(present(document.getElementById('root') ?? undefined, 'index.html has #root')).render(
  <AppStoreContext value={store}>
    <CanvasContext value={createCanvasHolder()}>
      <ExamplesContext value={examples}>
        <ErrorBoundary onStartOver={() => store.getState().closeAll()}>
          <App />
        </ErrorBoundary>
      </ExamplesContext>
    </CanvasContext>
  </AppStoreContext>,
);

// Once the page stands. Not every browser tells when it has nothing else to do.
const getReady = () => warmUp(engine, store, (view) => rehearse(view, themeOf(store.getState().theme)));
if ('requestIdleCallback' in globalThis) requestIdleCallback(getReady);
else setTimeout(getReady, 200);

/** Storage may be forbidden; the page then forgets. */
function recall(): string | null {
  try {
    return localStorage.getItem(SAVED);
  } catch {
    return null;
  }
}

function remember(text: string): void {
  try {
    localStorage.setItem(SAVED, text);
  } catch {
    // Nothing depends on it.
  }
}
