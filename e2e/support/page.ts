/**
 * What every story starts from: the built page, opened from disk, with nothing kept from the story before.
 *
 * Each worker keeps one browser page and opens the file anew for each test; that takes half a second and leaves nothing
 * behind. A test fails when anything but the file itself is requested, or when the page reports an error.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, type ConsoleMessage, type Page, type Request, type WebError } from '@playwright/test';

export { expect } from '@playwright/test';

const file = resolve('dist/tierscope.html');
export const pageUrl = pathToFileURL(file).href;

const viewport = { width: 1440, height: 900 };

interface PerTest {
  /** Names an error that this test provokes on purpose. */
  readonly provoke: (error: RegExp) => void;
}

interface PerWorker {
  readonly onePage: Page;
}

export const test = base.extend<PerTest, PerWorker>({
  onePage: [
    async ({ browser }, use) => {
      if (!existsSync(file)) throw new Error('There is no dist/tierscope.html yet: npm run build.');
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce', acceptDownloads: true });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],

  provoke: async ({ onePage }, use) => {
    const provoked: RegExp[] = [];
    const problems = await watched(onePage, () => use((error) => provoked.push(error)));
    const unexpected = problems.filter((problem) => !provoked.some((error) => error.test(problem)));
    if (unexpected.length > 0) throw new Error(unexpected.join('\n'));
  },

  // Asks for `provoke`, so that every test is watched.
  page: async ({ onePage, provoke: _watched }, use) => {
    await onePage.setViewportSize(viewport);
    await onePage.emulateMedia({ colorScheme: 'light' });
    await openPage(onePage);
    await use(onePage);
  },
});

/** Opens the page as on the first day: what it saved is gone. */
async function openPage(page: Page): Promise<void> {
  await page.goto(pageUrl);
  const kept = await page.evaluate(() => {
    const count = localStorage.length + sessionStorage.length;
    localStorage.clear();
    sessionStorage.clear();
    return count;
  });
  if (kept > 0) await page.goto(pageUrl);
}

/** Everything that was asked for or complained about meanwhile, by the page, its workers and pages it opened. */
async function watched(page: Page, during: () => Promise<void>): Promise<string[]> {
  const context = page.context();
  const problems: string[] = [];
  const onRequest = (request: Request) => {
    if (!staysHere(request.url())) problems.push(`request: ${request.method()} ${request.url()}`);
  };
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  };
  const onError = (error: WebError) => problems.push(`error: ${error.error().stack ?? error.error().message}`);
  context.on('request', onRequest).on('console', onConsole).on('weberror', onError);
  await during();
  context.off('request', onRequest).off('console', onConsole).off('weberror', onError);
  return problems;
}

const staysHere = (url: string): boolean => /^(?:blob|data|about):/.test(url) || url.split('#')[0] === pageUrl;
