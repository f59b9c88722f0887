import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

test('from an example to the deciding line with the keyboard alone', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.command('Payment outage');
  await tierscope.evaluated();
  await tierscope.command('Ask a question');
  await page.keyboard.type('shop/check');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Destination' })).toBeFocused();
  await page.keyboard.type('payments/api');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Protocol and port' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tierscope.verdict('Denied')).toBeVisible();

  const place = tierscope.answer.getByRole('button', { name: /^security\.yaml:\d+$/ }).first();
  await place.focus();
  await page.keyboard.press('Enter');
  await expect(tierscope.editorText).toContainText('action: Deny');
});

test('the outline of the map selects and asks', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.outline.getByRole('treeitem').first().focus();
  const denied = tierscope.outline.getByRole('treeitem', { name: /^to payments\/api: denied by a rule/ });
  for (let steps = 0; steps < 200; steps += 1) {
    if (await denied.evaluate((item) => item === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(tierscope.verdict('Denied')).toBeVisible();
});

test('the table moves by arrows and asks with Enter', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.show('Connections');
  await tierscope.connections.getByRole('row').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(tierscope.connections.getByRole('row').nth(2)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tierscope.answer.getByRole('article', { name: 'Answer' })).toBeVisible();
});

test('the theme is remembered', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.command('Theme: dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  // The browser stores it in its own time: on a busy machine, a page opened within milliseconds may not find it yet.
  await expect(async () => {
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark', { timeout: 2_000 });
  }).toPass();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an answer has no barrier, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const tierscope = new TierscopePage(page);
    await tierscope.openExample('Payment outage');
    await tierscope.ask({ from: 'shop/checkout', to: 'payments/api', ports: '8443' });
    await expect(tierscope.verdict('Denied')).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    await tierscope.show('Connections');
    await tierscope.openList('Endpoints');
    expect(await barriers(page)).toEqual([]);
  });
}

async function barriers(page: TierscopePage['page']): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
