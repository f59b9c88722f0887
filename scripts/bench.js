// @ts-check
/**
 * Measures what a user waits for, on this machine: the engine stage by stage, the built command line from start to end,
 * and the built page in a browser. Everything is also told as a multiple of `JSON.parse` of 50 MB, which compares across
 * machines. A wrong answer fails, however fast.
 */
import { statSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureConnectivity, measureSmall } from './bench/command-line.js';
import { measureEngine, measureInBrowser, printEngine, wrongStages } from './bench/engine.js';
import { PAGE, measureDrop, measureStart, pageYardstick } from './bench/page.js';
import { Failed, benchTask, build, load, writeFiles } from './bench/processes.js';
import { printTable } from './bench/table.js';

const usage = `npm run bench                                  what a user waits for: engine at S and M, command line, page
npm run bench -- --size L,XL                   the engine at these sizes, stage by stage
npm run bench -- --size XL --stages assemble   only stages whose names start so
npm run bench -- --size S,XL --browser         the same in a worker of Chromium, of a page opened from disk
npm run bench -- --adversarial                 the engine on inputs made to hurt it
npm run bench -- --drop S,M                    files of these sizes dropped on the page
npm run bench -- --files CLI,M                 the command line over files of these sizes
npm run bench -- --verify                      totals of S and M counted pair by pair
npm run bench -- --write DIR --size L --format yaml|json|pretty|managed
--json prints one JSON object instead of tables. Sizes: S M L XL XLd PH CLI, and see src/testing/load/sizes.ts.
`;

const options = optionsIn(process.argv.slice(2));

const adversarial = ['random-8', 'random-12', 'random-12-large', 'M-feed', 'L-names', 'L-subnets', 'M-pairs'];
const listed = (/** @type {string | undefined} */ text) => (text ?? '').split(',').filter((name) => name !== '');

try {
  process.exitCode = await main();
} catch (error) {
  // A process that failed has said why.
  if (!(error instanceof Failed)) console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Failed ? error.status : 1;
}

async function main() {
  if (options.help) {
    console.log(usage);
    return 0;
  }
  build('bench');
  if (options.write !== undefined) {
    writeFiles(options.write, options.size ?? 'S', options.format);
    return 0;
  }
  if (options.verify) return verify();
  const asked = options.size ?? options.drop ?? options.files;
  const everything = asked === undefined && !options.adversarial;
  const sizes = [...(everything ? ['S', 'M'] : listed(options.size)), ...(options.adversarial ? adversarial : [])];
  const drops = everything ? ['S', 'M'] : listed(options.drop);
  const files = everything ? ['CLI'] : listed(options.files);
  tell(machine());
  const runs = sizes.map((size) => ({ size, stages: listed(options.stages) }));
  if (options.adversarial) runs.push({ size: 'M', stages: ['reach'] });
  /** @type {any[]} */
  const engine = [];
  const took = (/** @type {any} */ measured) => {
    if (!options.json) printEngine(measured);
    engine.push(measured);
  };
  if (!options.browser) for (const { size, stages } of runs) took(measureEngine(size, stages));
  if (options.browser || everything) {
    build('bench-worker');
    for (const { size, stages } of runs) took(await measureInBrowser(size, stages));
  }
  const commandLine = files.length === 0 ? [] : await measureFiles(files, everything);
  const page = drops.length === 0 ? [] : await measurePage(drops, everything);
  const wrong = engine.flatMap(wrongStages);
  if (options.json) console.log(JSON.stringify({ machine: machine(), engine, commandLine, page, wrong }));
  for (const stage of wrong) console.error(`Wrong totals: ${stage}`);
  return wrong.length === 0 ? 0 : 1;
}

/** What was asked; one line and no more where it makes no sense. @param {string[]} args */
function optionsIn(args) {
  try {
    return parseArgs({
      args,
      options: {
        size: { type: 'string' },
        stages: { type: 'string', default: '' },
        browser: { type: 'boolean', default: false },
        adversarial: { type: 'boolean', default: false },
        drop: { type: 'string' },
        files: { type: 'string' },
        verify: { type: 'boolean', default: false },
        write: { type: 'string' },
        format: { type: 'string', default: 'yaml' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [told = ''] = String(error instanceof Error ? error.message : error).split(/\n|\. /);
    console.error(`${told}. npm run bench -- --help tells what there is.`);
    process.exit(2);
  }
}

/** @param {readonly string[]} sizes @param {boolean} everything */
async function measureFiles(sizes, everything) {
  build('cli');
  const { milliseconds } = benchTask('yardstick');
  const before = load();
  const rows = [];
  for (const size of sizes) rows.push(...(await measureConnectivity(size, milliseconds)));
  if (everything) rows.push(...(await measureSmall(milliseconds)));
  if (!options.json) printTable(`Command line; load ${before} before, ${load()} after`, rows);
  return rows;
}

/** @param {readonly string[]} sizes @param {boolean} everything */
async function measurePage(sizes, everything) {
  build(undefined);
  const yardstick = await pageYardstick(benchTask('yardstick'));
  const before = load();
  const rows = everything ? await measureStart(5) : [];
  for (const size of sizes) rows.push(...(await measureDrop(size, 3)));
  const told = rows.map((row) => ({ ...row, yardstick }));
  const title = `Page of ${(statSync(PAGE).size / 1e6).toFixed(2)} MB in Chromium, from disk`;
  if (!options.json) printTable(`${title}; load ${before} before, ${load()} after`, told);
  return told;
}

function verify() {
  const wrong = ['S', 'M'].filter((size) => {
    const { pairs, recorded, asked, differ } = benchTask('verify', size);
    const flows = `${asked} senders asked flow by flow, ${differ} differ`;
    console.log(`${size}: ${pairs} ordered pairs can talk, ${recorded} recorded; ${flows}`);
    return pairs !== recorded || differ > 0;
  });
  return wrong.length === 0 ? 0 : 1;
}

function machine() {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${memory}, Node ${process.version}`;
}

/** @param {string} text */
function tell(text) {
  if (!options.json) console.log(text);
}
