/** One size in a worker of a browser, as the page has its engine; its process is measured from outside. */
import type { Meter } from './clock';
import { measureSize, type Asked } from './measure-size';

/** Chromium with `--js-flags=--expose-gc` has the collector; it does not tell what a worker has in use. */
const workerMeter: Meter = {
  cpu: () => undefined,
  collect: () => globalThis.gc?.(),
  memory: () => undefined,
  // Asked after the first runs: whoever measures from outside looks now.
  peakResident() {
    globalThis.postMessage({ isPeak: true });
    return undefined;
  },
};

globalThis.onmessage = ({ data }: MessageEvent<Asked>) => {
  try {
    globalThis.postMessage({ measured: measureSize(data, workerMeter) });
  } catch (error) {
    globalThis.postMessage({ failed: String(error) });
  }
};
