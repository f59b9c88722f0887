import type { Served } from '../../analysis/answers';
import { err, ok, type Result } from '../../base/result';
import { hasPorts, parseProtocol, printProtocol, type Flow } from '../../model/flow';

/** Protocol and port of a question. */
export type AskedPorts = Pick<Flow, 'protocol' | 'port' | 'icmp'>;

const TCP = 6;
const GRE = 47;
const ICMP = 1;
const ICMP_V6 = 58;

/**
 * Reads what people type for a protocol and a port: `8443`, `tcp/8443`, `UDP 53`, `53/udp`, `ICMP`, `icmp 8/0`,
 * `protocol 47`, `GRE`. A bare number is a port: of the protocol on which the destination serves it, else of TCP.
 */
export function readPorts(text: string, served: readonly Served[]): Result<AskedPorts, string> {
  const words = text
    .trim()
    .split(/[\s/:,]+/)
    .filter((word) => word !== '');
  const [first, second] = words;
  if (first === undefined) return err('Which port?');
  if (/^\d+$/.test(first)) return readBareNumber(first, second, served, words.length);
  if (/^(protocol|proto|ip)$/i.test(first)) return readProtocolNumber(second, words.length);

  const protocol = first.toLowerCase() === 'gre' ? GRE : parseProtocol(first);
  if (protocol === undefined) return err(`${first} is no protocol known here. By number: protocol 47.`);
  if (protocol === ICMP || protocol === ICMP_V6) return readIcmp(protocol, words.slice(1));
  if (!hasPorts(protocol)) {
    return second === undefined ? ok(portless(protocol)) : err(`${printProtocol(protocol)} has no ports here.`);
  }
  if (second === undefined) return err(`${printProtocol(protocol)} needs a port.`);
  return words.length === 2 ? readPort(protocol, second) : err('One port at a time.');
}

function readBareNumber(
  first: string,
  second: string | undefined,
  served: readonly Served[],
  words: number,
): Result<AskedPorts, string> {
  if (second !== undefined) {
    const protocol = parseProtocol(second);
    if (words > 2 || protocol === undefined || /^\d+$/.test(second)) return err('One port at a time.');
    return hasPorts(protocol) ? readPort(protocol, first) : err(`${printProtocol(protocol)} has no ports here.`);
  }
  const port = Number(first);
  const protocols = new Set(
    served.filter((s) => s.port === port || s.servicePort === port).map(({ protocol }) => protocol),
  );
  const [only] = protocols;
  return readPort(protocols.size === 1 && only !== undefined ? only : TCP, first);
}

function readProtocolNumber(number: string | undefined, words: number): Result<AskedPorts, string> {
  const protocol = number === undefined ? undefined : parseProtocol(number);
  if (protocol === undefined || words > 2) return err('Protocols have numbers from 1 to 255.');
  return hasPorts(protocol) ? err(`${printProtocol(protocol)} needs a port.`) : ok(portless(protocol));
}

function readPort(protocol: number, text: string): Result<AskedPorts, string> {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) return err(`${text} is no port: ports end at 65535.`);
  return ok({ protocol, port: Number(text), icmp: undefined });
}

function readIcmp(protocol: number, rest: readonly string[]): Result<AskedPorts, string> {
  const numbers = rest.filter((word) => !/^(type|code)$/i.test(word));
  if (numbers.length === 0) return ok(portless(protocol));
  const [type, code = 0] = numbers.map(Number);
  const fits = (n: number | undefined) => n !== undefined && Number.isInteger(n) && n >= 0 && n <= 255;
  if (numbers.length > 2 || !fits(type) || !fits(code)) return err('ICMP takes a type and a code: ICMP 8/0.');
  return ok({ protocol, port: undefined, icmp: { type: type ?? 0, code } });
}

const portless = (protocol: number): AskedPorts => ({ protocol, port: undefined, icmp: undefined });

/** As the question bar writes it, so that reading it again gives the same: `TCP 8443`, `ICMP 8/0`, `protocol 47`. */
export function printPorts({ protocol, port, icmp }: AskedPorts): string {
  const name = printProtocol(protocol);
  if (icmp !== undefined) return `${name} ${icmp.type}/${icmp.code}`;
  if (port !== undefined) return `${name} ${port}`;
  return name === String(protocol) ? `protocol ${protocol}` : name;
}
