import type { Family } from '../net/address';
import { parseAddress } from '../net/address';

/** One question: the first packet of a connection. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  /** IP protocol number, 1 to 255. */
  readonly protocol: number;
  /** Destination port; only for protocols with ports. */
  readonly port: number | undefined;
  readonly sourcePort: number;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
}

export type FlowEnd =
  | { readonly kind: 'pod'; readonly id: string; readonly ipVersion?: Family }
  | { readonly kind: 'ip'; readonly ip: string }
  | { readonly kind: 'node'; readonly name: string; readonly ipVersion?: Family }
  | { readonly kind: 'service'; readonly id: string };

/** Where a client's port stands when the question does not say: inside every system's ephemeral range. */
export const defaultSourcePort = 40_000;

export const protocolNumbers: ReadonlyMap<string, number> = new Map([
  ['ICMP', 1],
  ['TCP', 6],
  ['UDP', 17],
  ['ICMPv6', 58],
  ['SCTP', 132],
  ['UDPLite', 136],
]);

const protocolNames = new Map([...protocolNumbers].map(([name, number]) => [number, name]));

/** `TCP`, `ICMPv6`, or the number where the field has no name for it. */
export const printProtocol = (protocol: number): string => protocolNames.get(protocol) ?? String(protocol);

/** A name in any case, or a number from 1 to 255. */
export function parseProtocol(text: string): number | undefined {
  if (/^[0-9]{1,3}$/.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= 255 ? number : undefined;
  }
  for (const [name, number] of protocolNumbers) if (name.toLowerCase() === text.toLowerCase()) return number;
  return undefined;
}

/** TCP, UDP and SCTP have ports that policy can match; UDPLite does not (calico-semantics 8.4). */
export const hasPorts = (protocol: number): boolean => protocol === 6 || protocol === 17 || protocol === 132;

export const printFlowEnd = (end: FlowEnd): string => {
  switch (end.kind) {
    case 'pod':
    case 'service':
      return end.id;
    case 'node':
      return `node ${end.name}`;
    case 'ip':
      return end.ip;
  }
};

/** `TCP 443`, `ICMP type 8 code 0`, `protocol 47`. */
export function printConnection(flow: Pick<Flow, 'protocol' | 'port' | 'icmp'>): string {
  const name = protocolNames.get(flow.protocol) ?? `protocol ${flow.protocol}`;
  if (flow.port !== undefined) return `${name} ${flow.port}`;
  return flow.icmp === undefined ? name : `${name} type ${flow.icmp.type} code ${flow.icmp.code}`;
}

export const isAddress = (text: string): boolean => parseAddress(text) !== undefined;
