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
export function measureConnectivity(size, yardstick) {
  const files = filesOf(size, 'yaml');
  const recorded = benchTask('recorded', size);
  const args = ['connectivity', '--by', 'workload', files];
  const asked = [
    { stage: 'connectivity by workload', own: args },
    { stage: 'connectivity, with denied', own: [...args, '--with-denied'] },
  ];
  return asked.map(({ stage, own }) => {
    const expected = recorded[stage]?.connections;
    return measured(`${size}: ${stage}`, 5, yardstick, own, (stdout) => {
      const { length } = JSON.parse(stdout.toString()).connections;
      if (length !== (expected ?? length)) throw new Error(`${size}: ${length} connections, recorded are ${expected}`);
      return `connections ${length}`;
    });
  });
}

/** Regular clusters of several sizes, as measured from the first day. @param {number} yardstick */
export function measureSmall(yardstick) {
  const flow = { id: 'f', from: { pod: 'ns-0/app-0-0' }, to: { pod: 'ns-1/app-0-0' }, protocol: 'TCP', port: 8080 };
  const flows = kept('flows.json', JSON.stringify({ flows: [flow] }));
  const one = [100, 1_000, 5_000].map((pods) =>
    measured(`${pods} pods, a flow`, 3, yardstick, ['eval', '--flows', flows, kept(`${pods}.yaml`, clusterOf(pods))]),
  );
  const all = [100, 1_000].map((pods) =>
    measured(`${pods} pods, all flows`, 1, yardstick, ['connectivity', kept(`${pods}.yaml`, clusterOf(pods))]),
  );
  return [...one, ...all];
}

/**
 * @param {string} name
 * @param {number} runs
 * @param {number} yardstick
 * @param {readonly string[]} args
 * @param {(stdout: Buffer) => string} [countsIn]
 */
function measured(name, runs, yardstick, args, countsIn = () => '') {
  const all = Array.from({ length: runs }, () => commandLine(args));
  const walls = all.map(({ wall }) => wall);
  const sum = (/** @type {readonly number[]} */ numbers) => numbers.reduce((total, number) => total + number, 0);
  const counts = new Set(all.map(({ stdout }) => countsIn(stdout)));
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

/** @param {string} name @param {string} text */
function kept(name, text) {
  const path = `${FOLDER}/${name}`;
  writeFileSync(path, text);
  return path;
}
