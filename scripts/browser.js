// @ts-check
/** Finds a Chromium for the browser tests; on a Debian where we are root, installs one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Where distributions and vendors put it. */
const places = [
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * The one named by `APP_BROWSER`, else Playwright's own, else one that is installed.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const named = process.env.APP_BROWSER;
  if (named !== undefined && named !== '') return named;
  return [chromium.executablePath(), ...places].find((path) => existsSync(path));
}

/**
 * The same, after installing Debian's where there is none and we may.
 * @returns {string | undefined}
 */
export function findOrInstallBrowser() {
  const found = findBrowser();
  if (found !== undefined || !mayInstall()) return found;
  console.log('No Chromium found. Installing the one of the distribution.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { stdio: 'inherit', env });
  return findBrowser();
}

export const remedies = `No Chromium found. Either of these helps:
  npx playwright install chromium
  sudo apt-get install -y chromium
Or name one: APP_BROWSER=/path/to/chromium npm run e2e`;

export const isRoot = () => process.getuid?.() === 0;

const mayInstall = () => isRoot() && existsSync('/usr/bin/apt-get');
