/** What the fields of the question bar offer. */
import type { SearchEntry, Served } from '../../analysis/answers';
import { isAddress, parseProtocol, printProtocol } from '../../model/flow';
import { printPorts, readPorts } from './read-ports';

export interface EndOption {
  readonly id: string;
  readonly text: string;
  readonly detail: string;
  readonly kind: SearchEntry['kind'];
}

export interface PortOption {
  readonly id: string;
  readonly text: string;
  readonly detail: string;
}

const MOST = 60;

const kindWord: Readonly<Record<SearchEntry['kind'], string>> = {
  pod: 'pod',
  service: 'service',
  node: 'node',
  ip: 'address',
  'network-set': 'network set',
  workload: 'workload',
};

/** Names that fit what is typed: those that begin with it first, then whose name does, then all that hold it. */
export function completeEnd(typed: string, search: readonly SearchEntry[]): readonly EndOption[] {
  const wanted = typed.trim().toLowerCase();
  const ranked: SearchEntry[][] = [[], [], [], []];
  for (const entry of search) ranked[rankOf(entry, wanted)]?.push(entry);
  const options = ranked.flat().slice(0, MOST).map(optionOf);
  const typedAddress = isAddress(typed.trim()) && !options.some(({ text }) => text === typed.trim());
  return typedAddress ? [{ id: 'typed', text: typed.trim(), detail: 'address', kind: 'ip' }, ...options] : options;
}

/** 0 is best; 4 does not fit. */
function rankOf({ text, detail }: SearchEntry, wanted: string): number {
  const lower = text.toLowerCase();
  if (lower.startsWith(wanted)) return 0;
  if (lower.includes(`/${wanted}`)) return 1;
  if (lower.includes(wanted)) return 2;
  return detail.toLowerCase().includes(wanted) ? 3 : 4;
}

const optionOf = ({ kind, text, detail }: SearchEntry): EndOption => ({
  id: `${kind} ${text}`,
  text,
  detail: detail === '' ? kindWord[kind] : detail,
  kind,
});

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
