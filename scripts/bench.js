// @ts-check
/**
 * Measures what a user waits for, on this machine, with the built page and command line: the page's start, its editor,
 * and answers about clusters of several sizes. Medians in milliseconds; the browser's own start is left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { clusterOf } from './bench/cluster.js';
import { findOrInstallBrowser, isRoot, remedies } from './browser.js';

const PAGE = 'dist/tierscope.html';
const FOLDER = '.bench';
const RUNS = 5;

const { values: options } = parseArgs({
  options: {
    write: { type: 'string' },
    size: { type: 'string', default: 'S' },
    format: { type: 'string', default: 'yaml' },
  },
});

if (options.write !== undefined) {
  build('bench');
  process.exit(node('.bench/bench.js', 'write', options.write, options.size, options.format));
}
spawnSync('npm', ['run', '-s', 'build'], { stdio: 'inherit' });

const executablePath = findOrInstallBrowser();
if (executablePath === undefined) {
  console.error(remedies);
  process.exit(2);
}

console.log(`page file            ${(statSync(PAGE).size / 1e6).toFixed(2)} MB`);
printMedians(await times(RUNS, startPage));
for (const pods of [100, 1_000, 5_000]) printMedians(await times(3, () => askOne(pods)));
for (const pods of [100, 1_000]) printMedians(await times(1, () => askAll(pods)));

/** @param {string} mode */
function build(mode) {
  const { status } = spawnSync('npx', ['vite', 'build', '--mode', mode, '--logLevel', 'error'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/** @param {string[]} args */
function node(...args) {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

/** @typedef {Record<string, number>} Times */

/** One visit in a new browser: first picture, start screen, an example on the map, a file in the editor. */
async function startPage() {
  const browser = await chromium.launch({ executablePath, args: isRoot() ? ['--no-sandbox'] : [] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(pathToFileURL(PAGE).href);
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
  await browser.close();
  return { 'first picture': painted, 'start screen': started, 'example drawn': drawn, 'editor ready': edited };
}

/** One question of the command line, from start to end. @param {number} pods @returns {Promise<Times>} */
async function askOne(pods) {
  const flow = { id: 'f', from: { pod: 'ns-0/app-0-0' }, to: { pod: 'ns-1/app-0-0' }, protocol: 'TCP', port: 8080 };
  const flows = kept('flows.json', JSON.stringify({ flows: [flow] }));
  const cluster = kept(`${pods}.yaml`, clusterOf(pods));
  return { [`${pods} pods, a flow`]: await elapsed(() => run(['eval', '--flows', flows, cluster])) };
}

/** Who may talk to whom. @param {number} pods @returns {Promise<Times>} */
async function askAll(pods) {
  const cluster = kept(`${pods}.yaml`, clusterOf(pods));
  return { [`${pods} pods, all flows`]: await elapsed(() => run(['connectivity', cluster])) };
}

/** @param {string} name @param {string} text */
function kept(name, text) {
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}/${name}`;
  writeFileSync(path, text);
  return path;
}

/** @param {string[]} args */
function run(args) {
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], { maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(stderr.toString());
}

/** @param {() => unknown} work */
async function elapsed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * @param {number} runs
 * @param {() => Promise<Times>} measure
 */
async function times(runs, measure) {
  const all = [];
  for (let run = 0; run < runs; run += 1) all.push(await measure());
  return all;
}

/** @param {Times[]} all */
function printMedians(all) {
  for (const name of Object.keys(all[0] ?? {})) {
    const sorted = all.map((times) => times[name] ?? 0).sort((a, b) => a - b);
    console.log(`${name.padEnd(20)} ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms`);
  }
}
