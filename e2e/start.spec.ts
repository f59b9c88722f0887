import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/page';

test('opens from disk with its heading, before any of the editor has run', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(new URL(page.url()).protocol).toBe('file:');
  expect(await page.evaluate(() => globalThis.tierscopeEditor === undefined)).toBe(true);
});

test.describe('whatever the page is made to do', () => {
  let server: Server;
  let address: string;
  const arrived: string[] = [];

  test.beforeAll(async () => {
    server = createServer((request, response) => {
      arrived.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  test.afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('nothing it loaded leaves it', async ({ page, provoke }) => {
    provoke(/Content Security Policy|content-security-policy/i);
    provoke(/^request: \w+ http:\/\/127\.0\.0\.1/);
    const refused = await page.evaluate(async (to) => {
      const outcome = (attempt: Promise<unknown>) =>
        attempt.then(
          () => 'allowed',
          () => 'refused',
        );
      const loaded = (element: HTMLElement) =>
        new Promise((resolve, reject) => {
          element.addEventListener('load', resolve);
          element.addEventListener('error', reject);
          document.body.append(element);
        });
      const inWorker = (code: string) =>
        new Promise((resolve, reject) => {
          const url = URL.createObjectURL(new Blob([`${code}.then(() => postMessage(1), () => postMessage(0))`]));
          const worker = new Worker(url);
          worker.addEventListener('message', ({ data }) => (data === 1 ? resolve(data) : reject(new Error('refused'))));
        });
      const socket = () =>
        new Promise((resolve, reject) => {
          const opened = new WebSocket(to.replace('http', 'ws'));
          opened.addEventListener('open', resolve);
          opened.addEventListener('error', reject);
        });
      return {
        fetch: await outcome(fetch(`${to}/fetch`)),
        opaque: await outcome(fetch(`${to}/opaque`, { mode: 'no-cors' })),
        worker: await outcome(inWorker(`fetch('${to}/worker')`)),
        image: await outcome(loaded(Object.assign(new Image(), { src: `${to}/image` }))),
        style: await outcome(
          loaded(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${to}/style` })),
        ),
        socket: await outcome(socket()),
        // Tells nothing of its fate; the listener below would.
        beacon: navigator.sendBeacon(`${to}/beacon`, 'x'),
      };
    }, address);
    expect(refused).toMatchObject({
      fetch: 'refused',
      opaque: 'refused',
      worker: 'refused',
      image: 'refused',
      style: 'refused',
      socket: 'refused',
    });
    expect(arrived).toEqual([]);
  });

  test('no text becomes code', async ({ page, provoke }) => {
    provoke(/Content Security Policy|TrustedHTML|TrustedScript/i);
    const outcome = await page.evaluate(async () => {
      // A turn later: what the debugger itself evaluates may do more than the page.
      await new Promise((resolve) => setTimeout(resolve));
      const thrown = (attempt: () => unknown) => {
        try {
          attempt();
          return 'allowed';
        } catch {
          return 'refused';
        }
      };
      const script = document.createElement('script');
      return {
        // oxlint-disable-next-line typescript/no-implied-eval -- that it is refused is the point
        evaluated: thrown(() => new Function('return 1')()),
        markup: thrown(() => (document.body.innerHTML = '<img src=x onerror=alert(1)>')),
        script: thrown(() => (script.text = 'globalThis.ran = true')),
        worker: thrown(() => new Worker('data:text/javascript,1')),
      };
    });
    expect(outcome).toEqual({ evaluated: 'refused', markup: 'refused', script: 'refused', worker: 'refused' });
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no serious barrier, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
