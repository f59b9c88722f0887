import { expect, test } from 'vitest';
import { icmpOf, portsOf, stretchOf, wholeLine, type Line } from '../engine/line';
import { normalize, subtract } from '../net/intervals';
import { connectionSetOf, printConnectionSet } from './connection-set';

const rows: readonly (readonly [string, Line])[] = [
  ['all', wholeLine],
  ['none', []],
  ['TCP 5432', [portsOf(6, 5432, 5432)]],
  ['TCP', [stretchOf(6)]],
  ['TCP 80, 8000-8090; UDP 53', normalize([portsOf(6, 80, 80), portsOf(6, 8000, 8090), portsOf(17, 53, 53)])],
  ['ICMP type 8', [icmpOf(1, 8, undefined)]],
  ['ICMP type 3 code 1', [icmpOf(1, 3, 1)]],
  [
    'ICMP type 8-9, type 10 code 0-3',
    normalize([icmpOf(1, 8, undefined), icmpOf(1, 9, undefined), [icmpOf(1, 10, 0)[0], icmpOf(1, 10, 3)[1]]]),
  ],
  ['47', [stretchOf(47)]],
  ['TCP; UDP 0-52, 54-65535; SCTP; ICMP; ICMPv6; UDPLite; other protocols', subtract(wholeLine, [portsOf(17, 53, 53)])],
];

test.each(rows)('%s', (text, line) => {
  expect(printConnectionSet(connectionSetOf(line))).toBe(text);
});
