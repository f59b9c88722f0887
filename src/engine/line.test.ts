import { expect, test } from 'vitest';
import { normalize } from '../net/intervals';
import { connectionAt, icmpOf, lineEnd, pointOf, portsOf, stretchOf, wholeLine } from './line';

test('every cell of the line stands for a connection that stands for the cell', () => {
  for (let point = 0; point < lineEnd; point += 97) expect(pointOf(connectionAt(point))).toBe(point);
});

test.each([
  [{ protocol: 6, port: 0, icmp: undefined }, 0],
  [{ protocol: 6, port: 65_535, icmp: undefined }, 65_535],
  [{ protocol: 17, port: 53, icmp: undefined }, 65_536 + 53],
  [{ protocol: 132, port: 1, icmp: undefined }, 2 * 65_536 + 1],
  [{ protocol: 1, port: undefined, icmp: { type: 8, code: 0 } }, 3 * 65_536 + 8 * 256],
  [{ protocol: 1, port: undefined, icmp: undefined }, 3 * 65_536 + 8 * 256],
  [{ protocol: 58, port: undefined, icmp: { type: 135, code: 7 } }, 4 * 65_536 + 135 * 256 + 7],
  [{ protocol: 255, port: undefined, icmp: undefined }, lineEnd - 1],
])('%o stands at %i', (connection, point) => {
  expect(pointOf(connection)).toBe(point);
});

test.each([
  [70_000, 70_000],
  [-5, -1],
])('%i to %i are no ports, and none of another protocol', (first, last) => {
  expect(normalize([portsOf(17, first, last)])).toEqual([]);
});

test('ports and messages lie in the stretch of their protocol', () => {
  expect(portsOf(17, 0, 65_535)).toEqual(stretchOf(17));
  expect(icmpOf(1, 8, undefined)).toEqual([3 * 65_536 + 2048, 3 * 65_536 + 2304]);
  expect(icmpOf(58, 1, 4)).toEqual([4 * 65_536 + 260, 4 * 65_536 + 261]);
  expect(wholeLine).toEqual([[0, lineEnd]]);
});
