/** What `npm run bench` runs in processes of its own. The first argument says what; answers are JSON on one line. */
import { isSizeName, sizes, type SizeName } from '../load/sizes';
import { measureSize } from './measure-size';
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
    print(measureSize(sizeIn(rest), rest.slice(1)));
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
  if (!isSizeName(name)) throw new Error(`No size ${name}; there are ${Object.keys(sizes).join(', ')}.`);
  return name;
}

function print(value: object): void {
  console.log(JSON.stringify(value));
}
