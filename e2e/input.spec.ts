import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

const pod = (name: string, ip: string) => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { nodeName: node-1, containers: [{ name: main, ports: [{ containerPort: 8080 }] }] }
status: { phase: Running, podIP: ${ip}, podIPs: [{ ip: ${ip} }] }
---`;

const pods = `${pod('web', '10.0.0.1')}${pod('db', '10.0.0.2')}
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { kubernetes.io/metadata.name: shop } }
`;

const denyAll = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny-all, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress] }
`;

test('dropped and pasted files form one cluster', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.dropFiles({ 'pods.yaml': pods });
  await tierscope.evaluated();
  await tierscope.ask({ from: 'shop/web', to: 'shop/db', ports: '8080' });
  await expect(tierscope.verdict('Allowed')).toBeVisible();

  await page.getByRole('main').click({ position: { x: 5, y: 200 } });
  await tierscope.pasteText(denyAll);
  await expect(tierscope.status).toContainText('2 files');
  await expect(tierscope.verdict('Denied')).toBeVisible();
  await expect(tierscope.answer).toContainText('At the end of tier default on ingress');
});

test('files are chosen with the picker', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.chooseFiles({ 'pods.yaml': pods, 'deny.yaml': denyAll });
  await expect(tierscope.status).toContainText('2 files');
  await expect(tierscope.outline.getByRole('treeitem', { name: /^web/ })).toBeAttached();
});

test('text is pasted into a new file', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await page.getByRole('button', { name: 'Paste text' }).click();
  await expect(tierscope.editorText).toBeVisible();
  await tierscope.editorText.click();
  await page.keyboard.insertText(pods);
  await expect(tierscope.status).toContainText('2 pods');
});

test('hostile files never blank the page', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.dropFiles({
    'bomb.yaml': `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n`,
    'markup.yaml': `kind: Namespace\napiVersion: v1\nmetadata: { name: '<img src=x onerror=alert(1)>' }\n`,
    'binary.bin': '\u0000\u0001\u0002\u0000',
    'broken.yaml': '{ unclosed: [',
    'proto.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: __proto__, namespace: constructor }\n',
  });
  await expect(tierscope.status).toContainText('5 files');
  await tierscope.evaluated();
  await tierscope.status.getByRole('button', { name: /error|warning/ }).click();
  await expect(tierscope.editor.getByRole('region', { name: 'broken.yaml' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search the map' })).toBeVisible();
});
