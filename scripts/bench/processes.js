// @ts-check
/** Runs the built programs in processes of their own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { pathToFileURL } from 'node:url';

export const FOLDER = '.bench';
const BENCH = `${FOLDER}/bench.js`;

/** A process has failed, and said why. */
export class Failed extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`It ended with ${status}.`);
    this.status = status;
  }
}

/** @param {string | undefined} mode `undefined` is the page */
export function build(mode) {
  const args = ['vite', 'build', '--logLevel', 'error', ...(mode === undefined ? [] : ['--mode', mode])];
  const { status } = spawnSync('npx', args, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/**
 * What a task of the bench bundle prints as JSON.
 * @param {readonly string[]} args
 * @returns {any}
 */
export function benchTask(...args) {
  const flags = ['--expose-gc', '--max-old-space-size=16000'];
  const { status, stdout } = spawnSync(process.execPath, [...flags, BENCH, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Failed(status ?? 1);
  return JSON.parse(stdout.toString());
}

/**
 * Files of a generated cluster, written once.
 * @param {string} size
 * @param {string} format
 */
export function filesOf(size, format) {
  const folder = `${FOLDER}/${size}-${format}`;
  rmSync(folder, { recursive: true, force: true });
  writeFiles(folder, size, format, 'ignore');
  return folder;
}

/**
 * @param {string} folder
 * @param {string} size
 * @param {string} format
 * @param {'ignore' | 'inherit'} [told]
 */
export function writeFiles(folder, size, format, told = 'inherit') {
  const { status } = spawnSync(process.execPath, [BENCH, 'write', folder, size, format], {
    stdio: ['ignore', told, 'inherit'],
  });
  if (status !== 0) process.exit(1);
}

/**
 * The command line from its start to its end.
 * @param {readonly string[]} args
 */
export function commandLine(args) {
  mkdirSync(FOLDER, { recursive: true });
  const usage = `${FOLDER}/usage.json`;
  rmSync(usage, { force: true });
  const hook = new URL('tell-usage.js', import.meta.url);
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', pathToFileURL(hook.pathname).href, 'dist/cli.js', ...args],
    { maxBuffer: 2 ** 30, env: { ...process.env, TELL_USAGE: usage } },
  );
  const wall = performance.now() - start;
  if (status !== 0) throw new Error(stderr.toString());
  const { cpu, peakResident } = existsSync(usage)
    ? JSON.parse(readFileSync(usage, 'utf8'))
    : { cpu: 0, peakResident: 0 };
  return { wall, cpu, peakResident, stdout };
}

export const load = () => (loadavg()[0] ?? 0).toFixed(2);
