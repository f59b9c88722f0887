import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { gnp } from '../testing/build-policies';
import { service } from '../testing/build-services';
import { cluster, networkSet, pod, type Part } from '../testing/builders';
import type { SearchEntry } from './answers';
import { fairShares } from './names';
import { createOverview } from './overview';
import { readEnd, type AskedEnd } from './read-end';

const namesOf = (...parts: readonly Part[]) => createOverview(compileCluster(cluster(parts), 'enforced')).names;
const kinds = new Set<SearchEntry['kind']>([
  'pod',
  'service',
  'node',
  'ip',
  'network-set',
  'workload',
  'namespace',
  'policy',
]);

const payments = namesOf(
  pod('payments/api-0', { ips: ['10.0.0.1'] }),
  pod('payments/api-1', { ips: ['10.0.0.2'] }),
  pod('shop/web', { ips: ['10.0.0.3'] }),
  service('payments/api', ['TCP 443 payments/api-0 8443', 'TCP 443 payments/api-1 8443']),
  service('shop/payments', ['TCP 80 shop/web 8080']),
  networkSet('shop/vendors', {}, ['192.0.2.0/24']),
  gnp('lock-payments', { egress: [{ action: 'Deny', destination: { nets: ['192.0.2.0/24'] } }] }),
);
const texts = (typed: string, most = 60) => payments.complete(typed, { kinds, most }).map(({ text }) => text);

test('names that begin with what is typed come first, then names in any namespace, then all that hold it', () => {
  expect(texts('pay')).toEqual([
    'payments/api',
    'payments/api-0',
    'payments/api-1',
    'payments',
    'shop/payments',
    'lock-payments',
  ]);
  expect(texts('api').slice(0, 3)).toEqual(['payments/api', 'payments/api-0', 'payments/api-1']);
});

test('the whole name comes before names that only begin with it, and details last', () => {
  expect(texts('payments/api-1')[0]).toBe('payments/api-1');
  expect(texts('payments')[0]).toBe('payments');
  expect(texts('10.0.0.2')).toEqual(['payments/api-1']);
});

test('every word counts, in the name or the detail', () => {
  expect(texts('payments 443')).toEqual(['payments/api']);
  expect(texts('api 10.0.0')).toEqual(['payments/api-0', 'payments/api-1']);
  expect(texts('api nothing')).toEqual([]);
});

test('kinds share the room there is', () => {
  expect(texts('payments/', 2)).toEqual(['payments/api', 'payments/api-0']);
  expect(fairShares([10, 2, 10], 9)).toEqual([4, 2, 3]);
  expect(fairShares([1, 0], 9)).toEqual([1, 0]);
  expect(fairShares([5, 5, 5], 2)).toEqual([1, 1, 0]);
});

test('a Service that shares pods with another is found at its own place on the map', () => {
  const names = namesOf(
    pod('shop/a'),
    pod('shop/b'),
    service('shop/one', ['TCP 80 shop/a 8080']),
    service('shop/two', ['TCP 80 shop/a 8080', 'TCP 80 shop/b 8080']),
  );
  const services = names.complete('', { kinds: new Set(['service']), most: 10 });
  expect(services.map(({ text, places }) => `${text} ${places[0]}`)).toEqual([
    'shop/one svc:shop/one',
    'shop/two svc:shop/two',
  ]);
});

test('what is asked about is named by its text, or by its name where one namespace alone has it', () => {
  const read = (text: string, kind?: AskedEnd['kind']) => readEnd({ text, kind }, payments);
  expect(read('payments/api')).toMatchObject({ kind: 'service', whole: true, node: { id: 'svc:payments/api' } });
  expect(read('api')).toMatchObject({ text: 'payments/api', kind: 'service' });
  expect(read('web')).toMatchObject({ kind: 'pod', end: { kind: 'pod', id: 'shop/web' } });
  expect(read('vendors')).toMatchObject({ kind: 'ip', whole: true, node: { id: 'set:shop/vendors' } });
  expect(read('10.1.2.3')).toMatchObject({ kind: 'ip', node: undefined, whole: false });
  expect(read('rest of the world')).toMatchObject({ node: { id: 'world' }, whole: true });
  expect(read('shop/nobody')).toBeUndefined();
  expect(read('lock-payments')).toBeUndefined();
  expect(read('')).toBeUndefined();
});

test('a pod and a Service of one name are told apart by their kind', () => {
  const names = namesOf(pod('shop/web'), service('shop/web', ['TCP 80 shop/web 8080']));
  expect(readEnd({ text: 'shop/web', kind: undefined }, names)).toMatchObject({ kind: 'service' });
  expect(readEnd({ text: 'shop/web', kind: 'pod' }, names)).toMatchObject({ kind: 'pod' });
});

test('a workload without a Service stands for all its pods', () => {
  const jobs = ['shop/jobs-0', 'shop/jobs-1'].map((id) => pod(id, { labels: { app: 'jobs' } }));
  const read = readEnd({ text: 'shop/jobs', kind: undefined }, namesOf(...jobs));
  expect(read).toMatchObject({ kind: 'workload', whole: true, end: { kind: 'pod', id: 'shop/jobs-0' } });
});
