/** What `npm run bench` runs in processes of its own. The first argument says what; answers are JSON on one line. */
import '../../cli/optimize-later';
import { isSizeName, sizes, type SizeName } from '../load/sizes';
import { measureSize, type Asked, stageNames, unknownStages } from './measure-size';
import { nodeMeter } from './node-meter';
import { recorded } from './recorded';
import { countPairs, verify } from './verify';
import { writeCluster } from './write-cluster';
import { yardstick, yardstickBytes, yardstickPod } from './yardstick';

const [task, ...rest] = process.argv.slice(2);

switch (task) {
  case 'write':
    writeCluster(rest);
    break;
  case 'measure':
    print(measureSize(askedIn(rest), nodeMeter));
    break;
  // Whether such a measurement could be made: what is asked of a browser is looked at here first.
  case 'asked':
    print(askedIn(rest));
    break;
  case 'verify':
    print(verify(sizeIn(rest)));
    break;
  case 'pairs':
    print({ pairs: countPairs(sizeIn(rest)) });
    break;
  case 'recorded':
    print(recorded[sizeIn(rest)] ?? {});
    break;
  case 'yardstick':
    print({ milliseconds: yardstick(), pod: yardstickPod(), bytes: yardstickBytes });
    break;
  default:
    throw new Error(`No task ${task}.`);
}

function sizeIn([name = '']: readonly string[]): SizeName {
  return isSizeName(name) ? name : refuse(`No size ${name}; there are ${Object.keys(sizes).join(', ')}.`);
}

function askedIn(args: readonly string[]): Asked {
  const only = args.slice(1);
  const [unknown] = unknownStages(only);
  if (unknown !== undefined) refuse(`No stage ${unknown}; there are ${stageNames().join('; ')}.`);
  return { size: sizeIn(args), stages: only };
}

/** What was asked makes no sense: one line, and no stack. */
function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function print(value: object): void {
  console.log(JSON.stringify(value));
}
