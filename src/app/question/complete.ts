/** What the fields of the question bar offer. */
import type { AskedKind, SearchEntry, Served } from '../../analysis/answers';
import { isAddress, parseProtocol, printProtocol } from '../../model/flow';
import { printPorts, readPorts } from './read-ports';

export interface EndOption {
  readonly id: string;
  readonly text: string;
  readonly detail: string;
  readonly kind: AskedKind;
}

export interface PortOption {
  readonly id: string;
  readonly text: string;
  readonly detail: string;
}

/** How many names are offered. */
export const MOST_ENDS = 60;

const kindWord: Readonly<Record<AskedKind, string>> = {
  pod: 'pod',
  service: 'service',
  node: 'node',
  ip: 'address',
  'network-set': 'network set',
  workload: 'workload',
};

/** Names that fit what is typed, and what is typed itself when it is an address. */
export function endOptions(typed: string, found: readonly SearchEntry[]): readonly EndOption[] {
  const text = typed.trim();
  const options = found.flatMap(({ kind, text: name, detail }): readonly EndOption[] =>
    isAsked(kind) ? [{ id: `${kind} ${name}`, text: name, detail: detail === '' ? kindWord[kind] : detail, kind }] : [],
  );
  const typedAddress = isAddress(text) && !options.some((option) => option.text === text);
  return typedAddress ? [{ id: 'typed', text, detail: 'address', kind: 'ip' }, ...options] : options;
}

const isAsked = (kind: SearchEntry['kind']): kind is AskedKind => kind in kindWord;

/** What the destination serves, then readings of what is typed. */
export function completePorts(typed: string, served: readonly Served[]): readonly PortOption[] {
  const wanted = typed.trim().toLowerCase();
  const offered = served.map(servedOption).filter(({ text }) => text.toLowerCase().includes(wanted));
  const exact = offered.some(({ text }) => text.toLowerCase() === wanted);
  const read = exact ? [] : readings(typed.trim(), served).filter(({ text }) => !offered.some((o) => o.text === text));
  return wanted === '' ? offered : [...offered, ...read];
}

function servedOption({ protocol, port, servicePort }: Served): PortOption {
  const text = `${printProtocol(protocol)} ${servicePort ?? port}`;
  const detail = servicePort === undefined || servicePort === port ? 'served' : `served, on port ${port} of the pods`;
  return { id: `${text} ${port}`, text, detail };
}

/** A number can be a port of three protocols, or a protocol. */
function readings(typed: string, served: readonly Served[]): readonly PortOption[] {
  const read = readPorts(typed, served);
  const first = read.ok ? [{ id: 'read', text: printPorts(read.value), detail: 'as typed' }] : [];
  if (!/^\d+$/.test(typed) || !read.ok) return first;
  const others = ['TCP', 'UDP', 'SCTP']
    .map((protocol) => `${protocol} ${typed}`)
    .filter((text) => text !== first[0]?.text)
    .map((text) => ({ id: text, text, detail: 'port' }));
  const protocol = parseProtocol(typed);
  const byNumber =
    protocol === undefined || [6, 17, 132].includes(protocol)
      ? []
      : [{ id: 'number', text: `protocol ${typed}`, detail: printedNumber(protocol) }];
  return [...first, ...others, ...byNumber];
}

function printedNumber(protocol: number): string {
  const name = printProtocol(protocol);
  return name === String(protocol) ? 'IP protocol number' : `IP protocol number: ${name}`;
}
