// @ts-check
/** Numbers as people read them, in columns. */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {number} cold milliseconds
 * @property {number} min
 * @property {number} median
 * @property {number} runs
 * @property {number} yardstick milliseconds of the yardstick where it ran
 * @property {number} [cpu] milliseconds of the processors, the least of all runs
 * @property {number} [cpuToWall]
 * @property {string} [note]
 */

const columns = ['', 'cold', 'min', 'median', 'runs', 'x JSON', 'cpu', 'cpu/wall', ''];

/** @param {string} title @param {readonly Row[]} rows */
export function printTable(title, rows) {
  const cells = [columns, ...rows.map(cellsOf)];
  const widths = columns.map((_, place) => Math.max(...cells.map((row) => (row[place] ?? '').length)));
  console.log(`\n${title}`);
  for (const row of cells) {
    const text = row.map((cell, place) =>
      place === 0 || place === row.length - 1 ? cell.padEnd(widths[place] ?? 0) : cell.padStart(widths[place] ?? 0),
    );
    console.log(`  ${text.join('  ').trimEnd()}`);
  }
}

/** @param {Row} row */
function cellsOf({ name, cold, min, median, runs, yardstick, cpu, cpuToWall, note }) {
  return [
    name,
    duration(cold),
    duration(min),
    duration(median),
    String(runs),
    multiple(min / yardstick),
    cpu === undefined ? '' : duration(cpu),
    cpuToWall === undefined ? '' : cpuToWall.toFixed(2) + (cpuToWall < starved ? ' !' : ''),
    note ?? '',
  ];
}

/** Below this the process waited for others, and its times are not its own. */
const starved = 0.8;

/** @param {number} milliseconds */
export function duration(milliseconds) {
  if (milliseconds < 0.1) return `${(milliseconds * 1e3).toFixed(milliseconds < 0.01 ? 2 : 0)} µs`;
  if (milliseconds < 10) return `${milliseconds.toFixed(2)} ms`;
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1e3).toFixed(1)} s`;
}

/** @param {number} ratio */
const multiple = (ratio) => (ratio < 0.01 ? ratio.toExponential(0) : ratio.toFixed(ratio < 10 ? 2 : 0));

/**
 * @param {readonly number[]} walls in the order of the runs
 * @returns {{ cold: number, min: number, median: number, runs: number }}
 */
export function seriesOf(walls) {
  const sorted = walls.toSorted((a, b) => a - b);
  return {
    cold: walls[0] ?? 0,
    min: sorted[0] ?? 0,
    median: sorted[sorted.length >> 1] ?? 0,
    runs: walls.length,
  };
}
