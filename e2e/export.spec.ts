import { readFile } from 'node:fs/promises';
import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

test('the map is exported as a picture that says what it shows', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.ask({ from: 'shop/checkout', to: 'payments/api', ports: '8443' });
  await expect(tierscope.verdict('Denied')).toBeVisible();

  const svg = await tierscope.exportAs('Map as SVG');
  expect(svg.suggestedFilename()).toBe('tierscope-payment-outage.svg');
  const text = await readFile(await svg.path(), 'utf8');
  expect(text).toContain('shop/checkout → payments/api · TCP 8443: denied');
  expect(text).toContain('security.yaml');
  expect(text).toContain('checkout');

  const png = await tierscope.exportAs('Map as PNG');
  expect(png.suggestedFilename()).toBe('tierscope-payment-outage.png');
  const bytes = await readFile(await png.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});
