import { expect, test } from './support/page';
import { TierscopePage } from './support/tierscope-page';

test('the cluster tells how many pairs can talk, which tier decides them, and which rules decide nothing', async ({
  page,
}) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  const pairs = tierscope.answer.getByRole('region', { name: 'Pairs of endpoints' });
  await expect(pairs).toContainText('109 of 506 pairs can talk');
  await expect(pairs.getByRole('row')).toContainText([
    /on egress\s*on ingress/,
    /^security/,
    /^platform/,
    /^default/,
    /profiles/,
  ]);
  await pairs.getByRole('button', { name: 'Show: 2 rules decide nothing' }).click();
  await pairs.getByRole('button', { name: /guard-payments ingress rule 1/ }).click();

  const ingress = tierscope.answer.getByRole('region', { name: 'Ingress', exact: true });
  await expect(ingress).toContainText('Decides 66 pairs, at 3 endpoints');
  await expect(ingress.getByRole('listitem').first()).toContainText('no endpoint and no address fits its source');
  await ingress.getByRole('button', { name: /Deny TCP 8443/ }).click();
  await expect(tierscope.editorText).toContainText('action: Deny');
});

test('each policy tells how much it decides, and tells it anew after an edit', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.openExample('Payment outage');
  const policy = (name: RegExp) => tierscope.tier('security').getByRole('button', { name });
  await expect(policy(/guard-payments.*decides 66 pairs on ingress/)).toBeVisible();
  await expect(policy(/block-metadata.*decides only traffic with the outside/)).toBeVisible();
  await expect(
    tierscope.tier('platform').getByRole('button', { name: /pass-the-rest.*pass to the next tier/ }),
  ).toBeVisible();

  await policy(/guard-payments/).click();
  await tierscope.answer.getByRole('button', { name: 'security.yaml:11' }).click();
  await tierscope.replaceInEditor("role == 'Checkout'", "role == 'checkout'");
  const ingress = tierscope.answer.getByRole('region', { name: 'Ingress', exact: true });
  await expect(ingress.getByRole('listitem').first()).toContainText(/Decides 6 pairs, at 3 endpoints/);
  await expect(policy(/guard-payments.*decides 66 pairs on ingress/)).toBeVisible();
});

test('a policy that selects nobody decides nothing, and is listed so', async ({ page }) => {
  const tierscope = new TierscopePage(page);
  await tierscope.pasteText(`apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
status: { podIP: 10.0.0.1 }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
status: { podIP: 10.0.0.2 }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: gone, namespace: shop }
spec: { podSelector: { matchLabels: { app: gone } }, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: {} }] }] }
`);
  await tierscope.evaluated();
  await tierscope.openList('Policies');
  await expect(
    tierscope.tier('default').getByRole('button', { name: /gone.*applies to 0 endpoints; decides nothing/ }),
  ).toBeVisible();
  const pairs = tierscope.answer.getByRole('region', { name: 'Pairs of endpoints' });
  await expect(pairs).toContainText('2 of 2 pairs can talk');
  await pairs.getByRole('button', { name: 'Show: 1 policy decides nothing' }).click();
  await pairs.getByRole('button', { name: /shop\/gone/ }).click();
  const ingress = tierscope.answer.getByRole('region', { name: 'Ingress', exact: true });
  await expect(ingress).toContainText('Decides nothing');
  await expect(ingress.getByRole('listitem')).toContainText('the policy applies to no endpoint');
});
