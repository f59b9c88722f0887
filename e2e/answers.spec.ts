import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

test('an example is read from the outline of its map', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await expect(tierscope.status).toContainText('4 files');
  await expect(tierscope.outline.getByRole('treeitem', { name: 'payments', exact: true })).toBeAttached();
  await expect(tierscope.outline.getByRole('treeitem', { name: /^api, 3 pods/ })).toBeAttached();
  await expect(tierscope.outline.getByRole('treeitem', { name: /^to payments\/api: denied by a rule/ })).toBeAttached();
});

test('a question gets a verdict, its decider and the way there', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.ask({ from: 'shop/checkout', to: 'payments/api', ports: '8443' });

  await expect(tierscope.verdict('Denied')).toBeVisible();
  await expect(tierscope.answer).toContainText('all 6 pairs');
  await expect(tierscope.answer).toContainText('By rule 2 of guard-payments in tier security, order 100, on ingress.');
  await expect(tierscope.trace('Egress')).toContainText('allowed');
  await expect(tierscope.trace('Ingress')).toContainText('source has role=checkout: case differs');
  await expect(tierscope.answer.getByRole('region', { name: 'Nearest rule' })).toContainText("+ role == 'checkout'");
  await expect(page.getByTestId('announcement')).toContainText('Denied: shop/checkout to payments/api, TCP 8443.');
});

test('a row of the pair asks about other connections', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.ask({ from: 'shop/checkout', to: 'payments/api', ports: '8443' });
  await tierscope.answer
    .getByRole('region', { name: 'All connections of this pair' })
    .getByRole('button', { name: 'everything else' })
    .click();
  await expect(page.getByRole('combobox', { name: 'Protocol and port' })).not.toHaveValue('TCP 8443');
  await expect(tierscope.answer).toContainText('At the end of tier');
});

test('what cannot be asked is said at its field', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.ask({ from: 'shop/nobody', to: 'payments/api' });
  await expect(page.getByRole('alert')).toContainText('shop/nobody is no pod');
  await tierscope.ask({ from: '203.0.113.9', to: 'payments/api', ports: 'http' });
  await expect(page.getByRole('alert')).toContainText('http is no protocol');
});

test('a step leads to its line in the editor, and an edit there changes the verdict', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.ask({ from: 'shop/checkout', to: 'payments/api', ports: '8443' });
  await tierscope
    .trace('Ingress')
    .getByRole('button', { name: /^1 Allow TCP 8443/ })
    .click();
  await expect(tierscope.editor.getByRole('button', { name: 'File: security.yaml' })).toBeVisible();
  await expect(tierscope.editorText).toContainText("role == 'Checkout'");

  await tierscope.replaceInEditor("'Checkout'", "'checkout'");
  await expect(tierscope.verdict('Allowed')).toBeVisible();
  await expect(tierscope.answer).toContainText('By rule 1 of guard-payments');
});

test('a broken document is told, and the answer says what it leaves out', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.ask({ from: 'shop/checkout', to: 'payments/api', ports: '8443' });
  await tierscope
    .trace('Ingress')
    .getByRole('button', { name: /^1 Allow TCP 8443/ })
    .click();
  await tierscope.replaceInEditor("'Checkout'", '"Checkout');
  await expect(tierscope.answer).toContainText('May be wrong');
  await tierscope.answer.getByRole('button', { name: /error/ }).click();
  await expect(tierscope.editor.getByRole('region', { name: 'security.yaml' })).toBeVisible();
});

test('denials alike to one target are one line, which leads to all of them', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  await tierscope.answer.getByRole('button', { name: /12 sources → 169\.254\.169\.254/ }).click();
  await expect(tierscope.answer.getByRole('region', { name: 'To here · 12' })).toContainText(
    'shop/web → 169.254.169.254',
  );
});

test('connections that differ only in the policy that decided are one row, and told one by one when asked', async ({
  page,
}) => {
  const tierscope = new TierscopePage(page);
  const pod = (name: string, labels: string, ip: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { ${labels} } }
status: { podIP: ${ip} }
`;
  const lock = (name: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: lock-${name}, namespace: shop }
spec: { podSelector: { matchLabels: { part: ${name} } }, policyTypes: [Ingress] }
`;
  const service = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432 }] }
`;
  await tierscope.pasteText(
    [
      pod('web', 'app: web', '10.0.0.1'),
      pod('db-0', 'app: db, part: left', '10.0.0.2'),
      pod('db-1', 'app: db, part: right', '10.0.0.3'),
      service,
      lock('left'),
      lock('right'),
    ].join('---\n'),
  );
  await tierscope.evaluated();
  await tierscope.ask({ from: 'shop/web', to: 'shop/db' });
  const table = tierscope.answer.getByRole('region', { name: 'All connections of this pair' });
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table.getByRole('row').nth(1)).toContainText(/end of tier default.*denied\s*2/);
  await table.getByRole('button', { name: /^show each/ }).click();
  await expect(table.getByRole('row')).toHaveCount(4);
  await expect(table.getByRole('row').nth(2)).toContainText('shop/lock-left, last of its tier');
  await expect(table.getByRole('row').nth(3)).toContainText('shop/lock-right, last of its tier');
});
