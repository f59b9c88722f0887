import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { gnp, np } from '../testing/build-policies';
import { finish } from '../base/task';
import { service } from '../testing/build-services';
import { cluster, pod } from '../testing/builders';
import { mapOf } from './map';
import { policyList, searchEntries } from './lists';

const rows = (...parts: Parameters<typeof cluster>[0]) =>
  policyList(compileCluster(cluster(parts), 'enforced')).tiers.flatMap(({ policies }) => policies);

test('a policy row tells its compiled selector and what the data plane calls it', () => {
  const [row] = rows(pod('shop/api'), gnp('lock', { selector: "a=='b'" }));
  // calico-semantics 6.4
  expect(row).toMatchObject({ selector: "a=='b'", selectorId: 's:flMh0m0X_BowkAK_W3j3MgH8oQOsj3WxGDoXCQ' });
});

test('a policy of everything has no selector to name', () => {
  expect(rows(gnp('everything'))[0]).toMatchObject({ selector: '', selectorId: undefined });
});

test('a policy of one namespace is named by the selector that confines it', () => {
  const [row] = rows(np('shop/all'));
  expect(row?.selectorId).toMatch(/^s:[\w-]{38}$/);
  expect(row?.selector).toBe("projectcalico.org/namespace == 'shop'");
});

test('a Service that shares pods with another is found at its own place on the map', () => {
  const compiled = compileCluster(
    cluster([
      pod('shop/a'),
      pod('shop/b'),
      service('shop/one', ['TCP 80 shop/a 8080']),
      service('shop/two', ['TCP 80 shop/a 8080', 'TCP 80 shop/b 8080']),
    ]),
    'enforced',
  );
  const { nodes } = finish(mapOf(compiled, 'service'));
  const places = searchEntries(compiled, nodes).filter(({ kind }) => kind === 'service');
  expect(places.map(({ text, node }) => `${text} ${node}`)).toEqual(['shop/one svc:shop/one', 'shop/two svc:shop/two']);
});
