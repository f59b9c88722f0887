/**
 * The connection line: every protocol with its ports on one axis of whole numbers, so that what a rule matches is
 * a list of intervals. TCP, UDP and SCTP hold a cell a port; ICMP and ICMPv6 a cell a type and code; every other
 * protocol one cell.
 */
import { present } from '../base/assert';
import type { Flow } from '../model/flow';
import type { Interval, Intervals } from '../net/intervals';

export type Line = Intervals<number>;

const cellsOfPorts = 65_536;

/** Protocols that have a stretch of their own, with its start. */
const stretches: ReadonlyMap<number, number> = new Map([
  [6, 0],
  [17, cellsOfPorts],
  [132, 2 * cellsOfPorts],
  [1, 3 * cellsOfPorts],
  [58, 4 * cellsOfPorts],
]);

const others = 5 * cellsOfPorts;

/** One past the last cell. */
export const lineEnd = others + 256;

export const wholeLine: Line = [[0, lineEnd]];
export const nothing: Line = [];

/** Protocols by number whose cells are ports. */
export const portProtocols: readonly number[] = [6, 17, 132];

/** All of one protocol. */
export function stretchOf(protocol: number): Interval<number> {
  const start = stretches.get(protocol);
  return start === undefined ? [others + protocol, others + protocol + 1] : [start, start + cellsOfPorts];
}

/** Ports `first` to `last`, both included, of a protocol that has ports; numbers that are no ports are left out. */
export function portsOf(protocol: number, first: number, last: number): Interval<number> {
  const start = present(stretches.get(protocol), 'protocols with ports have a stretch');
  return [start + cellOf(first), start + cellOf(last + 1)];
}

/** Never one of another protocol. */
const cellOf = (port: number): number => Math.min(Math.max(port, 0), cellsOfPorts);

/** Messages of one type, with one code or any, of ICMP (1) or ICMPv6 (58). */
export function icmpOf(protocol: 1 | 58, type: number, code: number | undefined): Interval<number> {
  const [start] = stretchOf(protocol);
  const first = start + type * 256;
  return code === undefined ? [first, first + 256] : [first + code, first + code + 1];
}

/** What an ICMP question without a type asks about: an echo request, as `ping` sends it. */
const echoRequest = (protocol: number) => ({ type: protocol === 58 ? 128 : 8, code: 0 });

export function pointOf({ protocol, port, icmp }: Pick<Flow, 'protocol' | 'port' | 'icmp'>): number {
  const [start] = stretchOf(protocol);
  if (protocol === 1 || protocol === 58) {
    const { type, code } = icmp ?? echoRequest(protocol);
    return start + type * 256 + code;
  }
  return start + (portProtocols.includes(protocol) ? (port ?? 0) : 0);
}

/** What a cell of the line stands for. */
export interface Connection {
  readonly protocol: number;
  readonly port: number | undefined;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
}

export function connectionAt(point: number): Connection {
  if (point >= others) return { protocol: point - others, port: undefined, icmp: undefined };
  for (const [protocol, start] of stretches) {
    if (point < start || point >= start + cellsOfPorts) continue;
    const cell = point - start;
    if (protocol !== 1 && protocol !== 58) return { protocol, port: cell, icmp: undefined };
    return { protocol, port: undefined, icmp: { type: cell >> 8, code: cell & 255 } };
  }
  throw new Error(`No such point on the connection line: ${point}`);
}
