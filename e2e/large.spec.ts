import { clusterOf } from '../scripts/bench/cluster.js';
import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

test('a cluster of 3,000 pods is searched, listed, and its map opened into a namespace', async ({ page }) => {
  test.slow();
  const tierscope = new TierscopePage(page);
  await tierscope.chooseFiles({ 'cluster.yaml': clusterOf(3_000) });
  await expect(tierscope.status).toContainText(/Evaluated in/, { timeout: 60_000 });

  await tierscope.openList('Endpoints');
  await page.getByRole('searchbox', { name: 'Search endpoints' }).fill('ns-77 app=app-3');
  await expect(tierscope.list('Endpoints').getByRole('button')).toHaveCount(2);
  await expect(page.getByText('2 found')).toBeVisible();
  await tierscope.openList('Policies');
  await page.getByRole('searchbox', { name: 'Search policies' }).fill('ns-77/app-3');
  await expect(tierscope.tier('default').getByRole('button', { name: 'ns-77/app-3' })).toBeVisible();
  await expect(tierscope.tier('default')).toContainText('1 of 1500');

  await page.getByRole('combobox', { name: 'Source' }).fill('ns-77/app-3');
  const options = page.getByRole('listbox', { name: 'Source' }).getByRole('option');
  await expect(options.first()).toContainText('ns-77/app-3');
  await expect(options.first()).toContainText('Service, 8080');
  await page.keyboard.press('Escape');

  // Too many namespaces for one picture: it begins with their teams.
  const item = (name: string | RegExp) => tierscope.outline.getByRole('treeitem', { name });
  const path = page.getByRole('navigation', { name: 'Opened groups' });
  await item('team-0, collapsed').focus();
  await page.keyboard.press('Enter');
  // Another map is evaluated: on a busy machine that takes its time.
  await expect(path).toHaveText(/All by team.*team-0/, { timeout: 30_000 });
  await item('ns-77, collapsed').focus();
  await page.keyboard.press('Enter');
  await expect(path).toHaveText(/All by team.*team-0.*ns-77/, { timeout: 30_000 });
  await expect(item('app-3, 2 pods')).toBeAttached();
  await item('app-3, 2 pods').focus();
  await page.keyboard.press('Enter');
  await expect(tierscope.answer).toContainText('ns-77/app-3');
  await expect(tierscope.answer.getByRole('region', { name: '2 pods' }).getByRole('button')).toHaveCount(2);

  await path.getByRole('button', { name: 'team-0' }).click();
  await expect(item('ns-77, collapsed')).toBeAttached();
  await path.getByRole('button', { name: 'All by team' }).click();
  await expect(item('team-0, collapsed')).toBeAttached();
  await expect(path).toHaveCount(0);
});

test('a question about what the map has folded away is answered', async ({ page }) => {
  test.slow();
  const tierscope = new TierscopePage(page);
  await tierscope.chooseFiles({ 'cluster.yaml': clusterOf(1_600) });
  await expect(tierscope.status).toContainText(/Evaluated in/, { timeout: 60_000 });
  await tierscope.ask({ from: 'ns-70/app-2', to: 'ns-70/app-3', ports: '8080' });
  await expect(tierscope.verdict('Allowed')).toBeVisible();
  await tierscope.ask({ from: 'ns-70/app-2', to: '169.254.169.254', ports: '80' });
  await expect(tierscope.verdict('Denied')).toBeVisible();

  await tierscope.command('ns-70');
  const path = page.getByRole('navigation', { name: 'Opened groups' });
  await expect(path).toHaveText(/All by team.*team-0.*ns-70/, { timeout: 30_000 });
});

test('a load is cancelled at once, and taken up again', async ({ page }) => {
  test.slow();
  const tierscope = new TierscopePage(page);
  await tierscope.chooseFiles({ 'cluster.yaml': clusterOf(6_000) });
  await page.getByRole('button', { name: 'Cancel loading' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
  await tierscope.openList('Files');
  await page.getByRole('button', { name: 'More about cluster.yaml' }).click();
  await page.getByRole('menuitem', { name: 'Close' }).click();
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible();
});

test('the long text of a file comes behind the picture, and its places have lines', async ({ page }) => {
  test.slow();
  const tierscope = new TierscopePage(page);
  await tierscope.chooseFiles({ 'cluster.yaml': clusterOf(1_600) });
  await expect(tierscope.status).toContainText(/Evaluated in/, { timeout: 60_000 });
  await tierscope
    .tier('security')
    .getByRole('button', { name: /metadata/ })
    .click();
  await tierscope.answer.getByRole('button', { name: /^cluster\.yaml:\d+$/ }).click();
  await expect(tierscope.editorText).toContainText('security.metadata');
});
