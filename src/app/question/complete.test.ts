import { expect, test } from 'vitest';
import type { SearchEntry } from '../../analysis/answers';
import { completeEnd, completePorts } from './complete';

const entry = (kind: SearchEntry['kind'], text: string): SearchEntry => ({ kind, text, detail: '', node: undefined });
const search = [
  entry('pod', 'payments/api-0'),
  entry('service', 'payments/api'),
  entry('service', 'shop/payments'),
  entry('node', 'node-a'),
];
const texts = (typed: string) => completeEnd(typed, search).map(({ text }) => text);

test('names that begin with what is typed come first, then names in any namespace', () => {
  expect(texts('pay')).toEqual(['payments/api-0', 'payments/api', 'shop/payments']);
  expect(texts('api')).toEqual(['payments/api-0', 'payments/api']);
});

test('a typed address is offered as such', () => {
  expect(completeEnd('203.0.113.9', search)[0]).toMatchObject({ text: '203.0.113.9', kind: 'ip' });
  expect(texts('203.0.113')).toEqual([]);
});

test('ports served come first, the port of the Service where it differs', () => {
  const served = [
    { protocol: 6, port: 8443, servicePort: undefined },
    { protocol: 6, port: 8080, servicePort: 80 },
  ];
  expect(completePorts('', served).map(({ text }) => text)).toEqual(['TCP 8443', 'TCP 80']);
  expect(completePorts('84', served).map(({ text }) => text)).toEqual([
    'TCP 8443',
    'TCP 84',
    'UDP 84',
    'SCTP 84',
    'protocol 84',
  ]);
});

test('a number that could be a protocol is offered as both', () => {
  expect(completePorts('47', []).map(({ text }) => text)).toEqual(['TCP 47', 'UDP 47', 'SCTP 47', 'protocol 47']);
});
