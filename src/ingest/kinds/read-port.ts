/** Ports and protocols as Calico reads them. Source: calico-semantics 7.1, 7.4, 8.4. */
import { err, ok, type Result } from '../../base/result';
import { parseProtocol, printProtocol } from '../../model/flow';
import type { PortMatch, ProtocolMatch } from '../../model/resource';
import type { Node } from '../node';
import { textOf } from './reading';

/** A number, digits, `a:b`, or a name; the error says why it is none. */
export function readPort(node: Node): Result<PortMatch, string> {
  if (node.kind !== 'scalar' || node.value === null) return err('is no port');
  return parsePort(textOf(node));
}

export function parsePort(text: string): Result<PortMatch, string> {
  const range = /^([0-9]+)(?::([0-9]+))?$/.exec(text);
  if (range === null) {
    return /^[A-Za-z0-9_.-]{1,128}$/.test(text) ? ok({ kind: 'name', name: text }) : err('is no port');
  }
  const first = Number(range[1]);
  const last = range[2] === undefined ? first : Number(range[2]);
  if (first > 65535 || last > 65535) return err('is above 65535');
  if (first > last) return err('ends before it begins');
  return ok({ kind: 'range', first, last });
}

/** What a port of an endpoint may be. */
export const isPortNumber = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;

/** Kubernetes' rule for names of ports, which the data plane checks too. */
export const isPortName = (name: string): boolean =>
  name.length <= 15 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes('--');

/** Why a name of a port is no good, and what may be meant. */
export function adviceOnPortName(name: string): string {
  const dashed = /^([0-9]+)-([0-9]+)$/.exec(name);
  return dashed === null
    ? 'Names of ports have at most 15 lower-case letters, digits and dashes, and a letter among them.'
    : `Write a range as "${dashed[1]}:${dashed[2]}".`;
}

export interface ReadProtocol {
  readonly match: ProtocolMatch;
  /** The spelling that the API takes; `undefined` when it was written so. */
  readonly spelling: string | undefined;
}

/** A name in any case, as the data plane takes it, or a number from 1 to 255; `undefined` when it is neither. */
export function readProtocol(node: Node): ReadProtocol | undefined {
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  const text = textOf(node);
  const number = parseProtocol(text);
  if (number === undefined) return undefined;
  if (/^[0-9]+$/.test(text)) return { match: { number, name: undefined }, spelling: undefined };
  const name = printProtocol(number);
  return { match: { number, name }, spelling: name === text ? undefined : name };
}

/** TCP, UDP or SCTP, absent meaning TCP; `undefined` for anything else. */
export function transportOf(text: string | undefined): number | undefined {
  const number = text === undefined || text === '' ? 6 : parseProtocol(text);
  return number === 6 || number === 17 || number === 132 ? number : undefined;
}
