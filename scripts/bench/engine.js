// @ts-check
/** Every stage of one size, each size in a process of its own: Node's, or a worker of a page opened from disk. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './page.js';
import { FOLDER, benchTask, load } from './processes.js';
import { printTable } from './table.js';

/**
 * @param {string} size
 * @param {readonly string[]} stages
 */
export function measureEngine(size, stages) {
  const before = load();
  const measured = benchTask('measure', size, ...stages);
  return { ...measured, host: 'Node', load: { before, after: load() } };
}

/**
 * @param {string} size
 * @param {readonly string[]} stages
 */
export async function measureInBrowser(size, stages) {
  const asked = benchTask('asked', size, ...stages);
  const before = load();
  const path = resolve(FOLDER, 'worker.html');
  const code = JSON.stringify(readFileSync(`${FOLDER}/bench-worker.js`, 'utf8')).replaceAll('<', '\\u003c');
  writeFileSync(path, `<!doctype html><meta charset="utf-8"><script>var code = ${code};</script>`);
  const browser = await launch(['--js-flags=--expose-gc --max-old-space-size=4000']);
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path).href);
    await page.evaluate(startWorker, asked);
    await page.evaluate(() => /** @type {any} */ (globalThis).peak);
    const peakResident = await peakOf(browser);
    const { measured, failed } = await page.evaluate(() => /** @type {any} */ (globalThis).done);
    if (measured === undefined) throw new Error(failed);
    return { ...measured, peakResident, host: 'Chromium', load: { before, after: load() } };
  } finally {
    await browser.close();
  }
}

/** In the page: as it starts its own engine, from a blob. @param {object} asked */
function startWorker(asked) {
  const own = /** @type {any} */ (globalThis);
  const worker = new Worker(URL.createObjectURL(new Blob([own.code], { type: 'text/javascript' })));
  own.done = new Promise((done) => {
    own.peak = new Promise((peak) => {
      const end = (/** @type {object} */ answer) => {
        peak(undefined);
        done(answer);
      };
      worker.onerror = ({ message }) => end({ failed: message });
      worker.onmessage = ({ data }) => (data.isPeak ? peak(undefined) : end(data));
    });
  });
  worker.postMessage(asked);
}

/**
 * Megabytes that the process of the page ever had, everything that a page has included: there is one page.
 * @param {import('@playwright/test').Browser} browser
 */
async function peakOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .flatMap(({ id }) => {
      const status = existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, 'utf8') : '';
      const kilobytes = /^VmHWM:\s*([0-9]+)/m.exec(status)?.[1];
      return kilobytes === undefined ? [] : [Number(kilobytes) / 1_000];
    });
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

/** @param {any} measured */
export function printEngine({ size, host, pods, stages, yardstick, peakResident, load: { before, after } }) {
  const peak = peakResident === undefined ? '' : ` peak ${Math.round(peakResident)} MB;`;
  const title = `${size} in ${host}: ${pods.toLocaleString('en')} pods;${peak} load ${before} before, ${after} after; JSON.parse ${Math.round(yardstick)} ms`;
  printTable(
    title,
    stages.map((/** @type {any} */ stage) => ({ ...stage, yardstick, note: noteOf(stage) })),
  );
}

/** @param {any} stage */
function noteOf({ keeps, totals, check }) {
  const counts = Object.entries(totals).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  const verdict = check === 'right' ? '' : check === 'new' ? ' (not recorded)' : ' WRONG';
  return `${keeps === undefined ? '' : keptText(keeps)}${counts.join(', ')}${verdict}`;
}

/** @param {{ heap: number, buffers: number }} keeps */
const keptText = ({ heap, buffers }) =>
  `keeps ${heap.toFixed(1)} MB${buffers < 0.1 ? '' : ` + ${buffers.toFixed(1)} MB buffers`}; `;

/** @param {any} measured @returns {readonly string[]} */
export const wrongStages = ({ size, host, stages }) =>
  stages.flatMap((/** @type {any} */ { name, check }) => (check === 'wrong' ? [`${size} in ${host}: ${name}`] : []));
