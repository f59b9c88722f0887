import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { gnp, np } from '../testing/build-policies';
import { cluster, pod, tier, type Part } from '../testing/builders';
import { createOverview } from './overview';

const listOf = (...parts: readonly Part[]) => createOverview(compileCluster(cluster(parts), 'enforced')).policies;
const all = { text: '', from: 0, count: 100 };

test('a policy row tells its compiled selector and what the data plane calls it', () => {
  const [row] = listOf(pod('shop/api'), gnp('lock', { selector: "a=='b'" })).window(all).rows;
  // calico-semantics 6.4
  expect(row).toMatchObject({ selector: "a=='b'", selectorId: 's:flMh0m0X_BowkAK_W3j3MgH8oQOsj3WxGDoXCQ' });
});

test('a policy of everything has no selector to name', () => {
  expect(listOf(gnp('everything')).window(all).rows[0]).toMatchObject({ selector: '', selectorId: undefined });
});

test('a policy of one namespace is named by the selector that confines it', () => {
  const [row] = listOf(np('shop/all')).window(all).rows;
  expect(row?.selectorId).toMatch(/^s:[\w-]{38}$/);
  expect(row?.selector).toBe("projectcalico.org/namespace == 'shop'");
});

const several = [
  pod('shop/api'),
  pod('shop/web'),
  tier('security', { order: 10 }),
  gnp('security.lock', { tier: 'security' }),
  np('shop/api', { selector: "projectcalico.org/name == 'api'" }),
  np('shop/web'),
] as const;

test('a window has the rows asked for, and tiers count what fits', () => {
  const list = listOf(...several);
  const window = list.window({ text: '', from: 1, count: 1 });
  expect(window.rows.map(({ ref }) => ref.name)).toEqual(['api']);
  expect(window.tiers.map(({ name, count, total }) => `${name} ${count} of ${total}`)).toEqual([
    'security 1 of 1',
    'default 2 of 2',
  ]);
  const found = list.window({ text: 'shop WEB', from: 0, count: 10 });
  expect(found.rows.map(({ ref }) => ref.name)).toEqual(['web']);
  expect(found.tiers.map(({ count }) => count)).toEqual([0, 1]);
  expect(list.window({ text: 'nobody', from: 0, count: 10 }).rows).toEqual([]);
});

test('a policy tells where it stands and what it applies to', () => {
  const list = listOf(...several);
  const web = list.window(all).rows.find(({ ref }) => ref.name === 'web');
  const detail = web && list.detail(web.ref.id);
  expect(detail).toMatchObject({ tier: { name: 'default' }, total: 2, row: { selects: 2 } });
  expect(detail?.appliesTo.map(({ id }) => id)).toEqual(['shop/api', 'shop/web']);
});
