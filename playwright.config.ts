/** Browser tests of the built page, opened from disk as users do. `npm run e2e` names the browser. */
import { defineConfig } from '@playwright/test';
import { findBrowser, isRoot } from './scripts/browser.js';

const executablePath = findBrowser();

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  // Generous, for machines that do other things too: what is slow is told by the benchmark, not by a story.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--font-render-hinting=none', '--disable-lcd-text', ...(isRoot() ? ['--no-sandbox'] : [])],
    },
  },
});
