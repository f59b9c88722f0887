// @ts-check
/** Runs the built programs in processes of their own. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
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

/** Nobody waits longer for an answer; what came until then is counted. */
const PATIENCE = 60_000;

/**
 * The command line from its start to its end. Its answer is not held, since it may be longer than fits: it is counted
 * as it comes, in bytes and in lines.
 * @param {readonly string[]} args
 */
export async function commandLine(args) {
  mkdirSync(FOLDER, { recursive: true });
  const usage = `${FOLDER}/usage.json`;
  rmSync(usage, { force: true });
  const hook = pathToFileURL(new URL('tell-usage.js', import.meta.url).pathname).href;
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', hook, 'dist/cli.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TELL_USAGE: usage },
  });
  // Whoever writes into a pipe that nobody reads from ends soon, and tells what it used.
  const impatience = setTimeout(() => child.stdout.destroy(), PATIENCE);
  const told = lastOf(child.stderr);
  const counted = linesOf(child.stdout);
  const [status] = await once(child, 'close');
  clearTimeout(impatience);
  const wall = performance.now() - start;
  const cutOff = wall > PATIENCE;
  if (status !== 0 && !cutOff) {
    throw new Error(
      `tierscope ${args.join(' ')} ended with ${status ?? child.signalCode}: ${(await told) ?? 'no word'}`,
    );
  }
  const { cpu, peakResident } = existsSync(usage)
    ? JSON.parse(readFileSync(usage, 'utf8'))
    : { cpu: 0, peakResident: 0 };
  return { wall, cpu, peakResident, cutOff, ...(await counted) };
}

/** @param {import('node:stream').Readable} stream */
async function linesOf(stream) {
  let bytes = 0;
  let lines = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.length;
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
    }
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  return { bytes, lines };
}

/** The last line told: the others are about the input. @param {import('node:stream').Readable} stream */
async function lastOf(stream) {
  let last = '';
  for await (const chunk of stream) last = (last + chunk).slice(-4_000);
  return last.trimEnd().split('\n').at(-1);
}

export const load = () => (loadavg()[0] ?? 0).toFixed(2);
