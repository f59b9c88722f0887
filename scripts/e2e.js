// @ts-check
/** Runs the browser tests with the browser there is. Arguments go to Playwright. */
import { spawnSync } from 'node:child_process';
import { findOrInstallBrowser, remedies } from './browser.js';

const browser = findOrInstallBrowser();
if (browser === undefined) {
  console.error(remedies);
  process.exit(2);
}
const { status } = spawnSync('npx', ['playwright', 'test', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, APP_BROWSER: browser },
});
process.exit(status ?? 1);
