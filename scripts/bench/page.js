// @ts-check
/** The page in a real browser, opened from disk, with files dropped as people drop them. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { findOrInstallBrowser, isRoot, remedies } from '../browser.js';
import { filesOf } from './processes.js';
import { seriesOf } from './table.js';

export const PAGE = 'dist/tierscope.html';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * One visit in a new browser each run: first picture, start screen, an example on the map, a file in the editor.
 * @param {number} runs
 */
export async function measureStart(runs) {
  return rowsOf(await visits(runs, startPage));
}

/**
 * From the drop of the files to the picture, in a new browser each run, a second after the page was opened.
 * @param {string} size
 * @param {number} runs
 */
export async function measureDrop(size, runs) {
  const folder = filesOf(size, 'yaml');
  const paths = readdirSync(folder).map((name) => resolve(folder, name));
  return rowsOf(await visits(runs, (page) => drop(page, size, paths)));
}

/** @param {Page} page */
async function startPage(page) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  const started = await page.evaluate(() => performance.now());
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  const drawn = await elapsed(async () => {
    await page.getByRole('button', { name: 'Payment outage' }).click();
    await page.getByText('Evaluated in').waitFor();
  });
  const edited = await elapsed(async () => {
    await page.getByRole('tab', { name: 'Files' }).click();
    await page.getByRole('button', { name: 'calico.yaml' }).first().click();
    await page.locator('.view-line').first().waitFor();
  });
  return { 'first picture': painted, 'start screen': started, 'example drawn': drawn, 'editor ready': edited };
}

/** Nobody brings files sooner: until then the page gets ready for them. */
const BRINGING = 1_000;
/** Nobody waits longer. */
const PATIENCE = 120_000;

/**
 * @param {Page} page
 * @param {string} size
 * @param {readonly string[]} paths
 */
async function drop(page, size, paths) {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(BRINGING);
  await page.evaluate(watchForPicture);
  await dropFiles(page, paths);
  const patience = AbortSignal.timeout(PATIENCE);
  const seen = await Promise.race([
    page.evaluate(() => /** @type {any} */ (globalThis).pictureSeen),
    new Promise((done) => patience.addEventListener('abort', () => done(undefined))),
  ]);
  if (seen === undefined) throw new Error(`${size} was not drawn within ${PATIENCE / 1e3} s.`);
  return {
    [`${size} dropped, evaluated`]: seen.evaluated,
    [`${size} dropped, drawn`]: seen.drawn,
    [`${size} dropped, longest task`]: seen.longestTask,
  };
}

/**
 * Over the middle of the page, as the browser tells of files that come from the desktop.
 * @param {Page} page
 * @param {readonly string[]} paths
 */
async function dropFiles(page, paths) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) {
    await session.send('Input.dispatchDragEvent', { type, x: 720, y: 450, data });
  }
}

/** In the page: from the drop until what it says of the evaluation, and all of the map, are on the screen. */
function watchForPicture() {
  let longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  }).observe({ type: 'longtask' });
  let start = 0;
  addEventListener('drop', () => (start ||= performance.now()), { capture: true });
  /** @type {any} */ (globalThis).pictureSeen = new Promise((resolve) => {
    let evaluated = 0;
    const observer = new MutationObserver(() => {
      if (!/Evaluated in/.test(document.querySelector('footer')?.textContent ?? '')) return;
      evaluated ||= performance.now() - start;
      if (document.querySelector('[role=application]')?.ariaBusy !== 'false') return;
      observer.disconnect();
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          setTimeout(() => resolve({ evaluated, drawn: performance.now() - start, longestTask })),
        ),
      );
    });
    const what = { childList: true, characterData: true, attributeFilter: ['aria-busy'] };
    observer.observe(document.body, { subtree: true, ...what });
  });
}

/**
 * @param {number} runs
 * @param {(page: Page) => Promise<Record<string, number>>} visit
 */
async function visits(runs, visit) {
  const all = [];
  for (let run = 0; run < runs; run += 1) {
    const browser = await launch();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(pathToFileURL(PAGE).href);
    try {
      all.push(await visit(page));
    } finally {
      await browser.close();
    }
  }
  return all;
}

/** @param {readonly string[]} [args] */
export function launch(args = []) {
  const executablePath = findOrInstallBrowser();
  if (executablePath === undefined) throw new Error(remedies);
  return chromium.launch({ executablePath, args: [...args, ...(isRoot() ? ['--no-sandbox'] : [])] });
}

/** How long the yardstick takes in the browser. @param {{ pod: string, bytes: number }} yardstick */
export async function pageYardstick({ pod, bytes }) {
  const [took] = await visits(1, async (page) => ({
    milliseconds: await page.evaluate(
      ([pod, count]) => {
        const text = `[${Array(count).fill(pod).join(',')}]`;
        const times = [1, 2, 3].map(() => {
          const start = performance.now();
          JSON.parse(text);
          return performance.now() - start;
        });
        return Math.min(...times);
      },
      /** @type {const} */ ([pod, Math.round(bytes / pod.length)]),
    ),
  }));
  return took?.milliseconds ?? 0;
}

/** @param {readonly Record<string, number>[]} all */
const rowsOf = (all) =>
  Object.keys(all[0] ?? {}).map((name) => ({ name, ...seriesOf(all.map((times) => times[name] ?? 0)) }));

/** @param {() => Promise<void>} work */
async function elapsed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
