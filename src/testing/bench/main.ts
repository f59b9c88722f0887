/** What `npm run bench` runs in processes of its own. The first argument says what. */
import { writeCluster } from './write-cluster';

const [task, ...rest] = process.argv.slice(2);
switch (task) {
  case 'write':
    writeCluster(rest);
    break;
  default:
    throw new Error(`No task ${task}.`);
}
