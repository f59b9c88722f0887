// @ts-check
/** Every stage of one size, each size in a process of its own. */
import { benchTask, load } from './processes.js';
import { printTable } from './table.js';

/**
 * @param {string} size
 * @param {readonly string[]} stages
 */
export function measureEngine(size, stages) {
  const before = load();
  const measured = benchTask('measure', size, ...stages);
  return { ...measured, load: { before, after: load() } };
}

/** @param {any} measured */
export function printEngine({ size, pods, stages, yardstick, peakResident, load: { before, after } }) {
  const title = `${size}: ${pods.toLocaleString('en')} pods; peak ${Math.round(peakResident)} MB; load ${before} before, ${after} after; JSON.parse ${Math.round(yardstick)} ms`;
  printTable(
    title,
    stages.map((/** @type {any} */ stage) => ({ ...stage, yardstick, note: noteOf(stage) })),
  );
}

/** @param {any} stage */
function noteOf({ heap, buffers, totals, check }) {
  const kept = `${heap.toFixed(1)} MB${buffers < 0.1 ? '' : ` + ${buffers.toFixed(1)} MB buffers`}`;
  const counts = Object.entries(totals).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  const verdict = check === 'right' ? '' : check === 'new' ? ' (not recorded)' : ' WRONG';
  return `keeps ${kept}; ${counts.join(', ')}${verdict}`;
}

/** @param {any} measured @returns {readonly string[]} */
export const wrongStages = ({ size, stages }) =>
  stages.flatMap((/** @type {any} */ { name, check }) => (check === 'wrong' ? [`${size}: ${name}`] : []));
