import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

test('policies stand in the order in which they are evaluated', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await expect(page.getByRole('region', { name: /^Tier / }).getByRole('heading')).toContainText([
    'security',
    'platform',
    'default',
  ]);
  await expect(tierscope.tier('security').getByRole('listitem')).toContainText([
    /50\s*guard-data/,
    /100\s*guard-payments/,
    /200\s*block-metadata/,
  ]);
  await expect(tierscope.tier('security')).toContainText('End of tier → Pass');

  await tierscope
    .tier('security')
    .getByRole('button', { name: /guard-payments/ })
    .click();
  await expect(tierscope.answer).toContainText('Calico global network policy');
  await expect(tierscope.answer.getByRole('region', { name: 'Applies to 3 endpoints' })).toBeVisible();
});

test('endpoints are found by label, and tell what applies to them', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.openList('Endpoints');
  await page.getByRole('searchbox', { name: 'Search endpoints' }).fill('app=payments-api');
  await expect(tierscope.list('Endpoints').getByRole('button')).toHaveCount(3);
  await tierscope.list('Endpoints').getByRole('button').first().click();
  await expect(tierscope.answer.getByRole('region', { name: 'Ingress policies, in order' })).toContainText(
    'guard-payments',
  );
  await expect(tierscope.answer.getByRole('region', { name: 'Labels' })).toContainText('app=payments-api');
});

test('connections are a table that sorts, filters and asks', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.show('Connections');
  const rows = tierscope.connections.getByRole('row');
  await expect(rows.nth(1)).toContainText('shop/checkout');
  await tierscope.connections.getByRole('button', { name: 'To' }).click();
  await expect(tierscope.connections.getByRole('columnheader', { name: 'To' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.getByRole('searchbox', { name: 'Search connections' }).fill('checkout payments/api');
  await expect(rows).toHaveCount(3);
  await tierscope.connections.getByRole('row', { name: /shop\/checkout payments\/api/ }).click();
  await expect(tierscope.verdict('Denied')).toBeVisible();
});

test('files are renamed and closed, and the rest is evaluated anew', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.openList('Files');
  await tierscope.list('Files').getByRole('button', { name: 'More about security.yaml' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'New name for security.yaml' }).fill('guard.yaml');
  await page.keyboard.press('Enter');
  await expect(tierscope.fileNamed('guard.yaml')).toBeVisible();
  await tierscope.list('Files').getByRole('button', { name: 'More about guard.yaml' }).click();
  await page.getByRole('menuitem', { name: 'Close' }).click();
  await expect(tierscope.status).toContainText('3 files');
  await tierscope.openList('Policies');
  await expect(tierscope.tier('platform')).toBeVisible();
  await expect(tierscope.tier('security')).toHaveCount(0);
});
