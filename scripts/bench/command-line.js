// @ts-check
/** The command line, from the start of the process to its end. */
import { writeFileSync } from 'node:fs';
import { clusterOf } from './cluster.js';
import { FOLDER, benchTask, commandLine, filesOf } from './processes.js';
import { seriesOf } from './table.js';

/**
 * Answers over files: what other tools were measured with is `CLI`, 2,000 pods and 500 policies.
 * @param {string} size
 * @param {number} yardstick
 */
export async function measureConnectivity(size, yardstick) {
  const files = filesOf(size, 'yaml');
  const recorded = benchTask('recorded', size);
  const args = ['connectivity', '--by', 'workload', files];
  const asked = [
    { stage: 'connectivity by workload', own: args },
    { stage: 'connectivity, with denied', own: [...args, '--with-denied'] },
  ];
  const rows = [];
  for (const { stage, own } of asked) {
    const expected = recorded[stage]?.connections;
    rows.push(
      await measured(`${size}: ${stage}`, 5, yardstick, own, (lines) => {
        // One a line, between the first and the last.
        const connections = lines - 2;
        if (expected !== undefined && connections !== expected) {
          throw new Error(`${size}: ${connections} connections, recorded are ${expected}`);
        }
        return `connections ${connections}`;
      }),
    );
  }
  return rows;
}

/** Regular clusters of several sizes, as measured from the first day. @param {number} yardstick */
export async function measureSmall(yardstick) {
  const flow = { id: 'f', from: { pod: 'ns-0/app-0-0' }, to: { pod: 'ns-1/app-0-0' }, protocol: 'TCP', port: 8080 };
  const flows = kept('flows.json', JSON.stringify({ flows: [flow] }));
  const rows = [];
  for (const pods of [100, 1_000, 5_000]) {
    const args = ['eval', '--flows', flows, kept(`${pods}.yaml`, clusterOf(pods))];
    rows.push(await measured(`${pods} pods, a flow`, 3, yardstick, args));
  }
  for (const pods of [100, 1_000]) {
    const args = ['connectivity', kept(`${pods}.yaml`, clusterOf(pods))];
    rows.push(await measured(`${pods} pods, all flows`, 1, yardstick, args));
  }
  return rows;
}

/**
 * @param {string} name
 * @param {number} runs
 * @param {number} yardstick
 * @param {readonly string[]} args
 * @param {(lines: number) => string} [countsIn]
 */
async function measured(name, runs, yardstick, args, countsIn = () => '') {
  const all = [];
  for (let run = 0; run < runs && all.at(-1)?.cutOff !== true; run += 1) all.push(await commandLine(args));
  const walls = all.map(({ wall }) => wall);
  const sum = (/** @type {readonly number[]} */ numbers) => numbers.reduce((total, number) => total + number, 0);
  const counts = new Set(all.map(({ cutOff, lines, bytes }) => (cutOff ? cutOffAt(lines, bytes) : countsIn(lines))));
  if (counts.size > 1) throw new Error(`${name} changed its mind.`);
  const peak = Math.max(...all.map(({ peakResident }) => peakResident));
  return {
    name,
    ...seriesOf(walls),
    yardstick,
    cpu: Math.min(...all.map(({ cpu }) => cpu)),
    cpuToWall: sum(all.map(({ cpu }) => cpu)) / sum(walls),
    note: [`peak ${Math.round(peak)} MB`, ...counts].filter((text) => text !== '').join('; '),
  };
}

/** @param {number} lines @param {number} bytes */
const cutOffAt = (lines, bytes) => `cut off after ${lines.toLocaleString('en')} lines, ${(bytes / 1e9).toFixed(1)} GB`;

/** @param {string} name @param {string} text */
function kept(name, text) {
  const path = `${FOLDER}/${name}`;
  writeFileSync(path, text);
  return path;
}
