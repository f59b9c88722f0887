import { expect, test } from 'vitest';
import { icmpOf, portsOf, stretchOf } from '../engine/line';
import { rowHolds } from './row-holds';

const tcp = (port: number) => ({ protocol: 6, port, icmp: undefined });
const portless = (protocol: number) => ({ protocol, port: undefined, icmp: undefined });

test('a row holds the ports of its ranges, of their protocol only', () => {
  const row = { line: [portsOf(6, 5432, 5432), portsOf(6, 8000, 8090), portsOf(17, 53, 53)] };
  expect([5432, 8000, 8090, 8091, 53].filter((port) => rowHolds(row, tcp(port)))).toEqual([5432, 8000, 8090]);
  expect(rowHolds(row, { ...tcp(53), protocol: 17 })).toBe(true);
});

test('ICMP without a type is an echo request', () => {
  expect(rowHolds({ line: [icmpOf(1, 8, 0)] }, portless(1))).toBe(true);
  expect(rowHolds({ line: [icmpOf(1, 3, 1)] }, portless(1))).toBe(false);
  expect(rowHolds({ line: [icmpOf(58, 128, undefined)] }, portless(58))).toBe(true);
});

test('other protocols have one connection each', () => {
  expect(rowHolds({ line: [stretchOf(47)] }, portless(47))).toBe(true);
  expect(rowHolds({ line: [stretchOf(47)] }, portless(50))).toBe(false);
});
