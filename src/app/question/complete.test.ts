import { expect, test } from 'vitest';
import type { SearchEntry } from '../../analysis/answers';
import { completePorts, endOptions } from './complete';

const entry = (kind: SearchEntry['kind'], text: string, detail = ''): SearchEntry => ({
  kind,
  text,
  detail,
  id: text,
  places: [],
});

test('what was found is offered with what it is, as far as a question can be about it', () => {
  const found = [entry('service', 'payments/api', 'Service, 443'), entry('node', 'node-a'), entry('policy', 'lock')];
  expect(endOptions('a', found).map(({ text, detail }) => `${text}: ${detail}`)).toEqual([
    'payments/api: Service, 443',
    'node-a: node',
  ]);
});

test('a typed address is offered as such, once', () => {
  expect(endOptions('203.0.113.9', [entry('pod', 'shop/web')])[0]).toMatchObject({ text: '203.0.113.9', kind: 'ip' });
  expect(endOptions('203.0.113.9', [entry('ip', '203.0.113.9')])).toHaveLength(1);
  expect(endOptions('203.0.113', [])).toEqual([]);
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
