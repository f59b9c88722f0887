import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

test('a dead engine is replaced, and the page goes on with the same files', async ({ page, provoke }) => {
  provoke(/boom/);
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.ask({ from: 'shop/checkout', to: 'payments/api', ports: '8443' });
  await expect(tierscope.verdict('Denied')).toBeVisible();

  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error('boom');
    });
  });
  await expect(page.getByRole('alert')).toContainText('It went on with the same files');
  await expect(page.getByRole('button', { name: 'Copy report' })).toBeVisible();
  await tierscope.evaluated();
  await tierscope.ask({ from: 'shop/web', to: 'shop/cart' });
  await expect(tierscope.verdict('Allowed')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
