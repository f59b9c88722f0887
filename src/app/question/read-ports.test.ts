import { expect, test } from 'vitest';
import { printPorts, readPorts } from './read-ports';

const dns = [{ protocol: 17, port: 53, servicePort: undefined }];

test.each([
  ['8443', 'TCP 8443'],
  ['tcp/8443', 'TCP 8443'],
  ['TCP 8443', 'TCP 8443'],
  ['tcp:8443', 'TCP 8443'],
  ['53/udp', 'UDP 53'],
  ['UDP 53', 'UDP 53'],
  ['sctp 38412', 'SCTP 38412'],
  ['ICMP', 'ICMP'],
  ['icmp 8/0', 'ICMP 8/0'],
  ['icmp type 3 code 1', 'ICMP 3/1'],
  ['icmpv6 128', 'ICMPv6 128/0'],
  ['protocol 47', 'protocol 47'],
  ['gre', 'protocol 47'],
  ['47', 'TCP 47'],
  ['0', 'TCP 0'],
])('%s is read as %s', (text, printed) => {
  const read = readPorts(text, []);
  expect(read.ok && printPorts(read.value)).toBe(printed);
});

test('what is printed reads back as the same', () => {
  for (const text of ['8443', 'udp 53', 'icmp 8/0', 'icmp', 'protocol 47', 'udplite']) {
    const read = readPorts(text, []);
    expect(read.ok && readPorts(printPorts(read.value), [])).toEqual(read);
  }
});

test('a bare number takes the protocol on which the destination serves it', () => {
  const read = readPorts('53', dns);
  expect(read.ok && printPorts(read.value)).toBe('UDP 53');
  const both = readPorts('53', [...dns, { protocol: 6, port: 53, servicePort: undefined }]);
  expect(both.ok && printPorts(both.value)).toBe('TCP 53');
  const throughService = readPorts('53', [{ protocol: 17, port: 5353, servicePort: 53 }]);
  expect(throughService.ok && printPorts(throughService.value)).toBe('UDP 53');
});

test.each(['', 'http', '70000', 'tcp', 'tcp 80 81', '80 81', 'icmp 300', 'protocol 0', 'protocol 256', 'udplite 5'])(
  '%s cannot be read',
  (text) => {
    expect(readPorts(text, []).ok).toBe(false);
  },
);
