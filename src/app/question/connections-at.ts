import type { ConnectionRow, PairConnections } from '../../analysis/answers';
import { printProtocol } from '../../model/flow';
import type { Verdict } from '../../model/verdict';
import type { AskedPorts } from './read-ports';

/**
 * The rows of a pair that speak about one protocol and port, each with the pairs it speaks of there. A row says which
 * connections it is about in text alone: `TCP 80, 8000-8090; UDP 53`. `everything else` is what no other row says, and
 * counts only where one row says so.
 */
export function connectionsAt({ rows, pairs }: PairConnections, asked: AskedPorts): readonly ConnectionRow[] {
  const own = rows.filter(({ ports }) => ports !== REST && holds(ports, asked));
  const rest = rows.filter(({ ports }) => ports === REST);
  const left = pairs - own.reduce((sum, row) => sum + row.pairs, 0);
  const [only] = rest;
  return only !== undefined && rest.length === 1 && left > 0
    ? [...own, { ...only, pairs: Math.min(left, only.pairs) }]
    : own;
}

/** What a row says instead of a text that would be too long. */
export const REST = 'everything else';

/** Whether `text` names the connection. */
export function holds(text: string, { protocol, port, icmp }: AskedPorts): boolean {
  if (text === 'all connections') return true;
  const parts = text.split('; ');
  const name = printProtocol(protocol);
  const own = parts.find((part) => part === name || part.startsWith(`${name} `));
  if (own === undefined) return parts.includes('other protocols') && !isNamed(protocol);
  const list = own.slice(name.length + 1);
  if (list === '') return true;
  const items = list.split(', ');
  if (port !== undefined) return items.some((item) => inRange(item, port));
  // Without a type, an ICMP question is about an echo request: the one that people mean by ping.
  const type = icmp?.type ?? (protocol === 58 ? 128 : 8);
  return items.some((item) => icmpHolds(item, type, icmp?.code ?? 0));
}

const isNamed = (protocol: number): boolean => printProtocol(protocol) !== String(protocol);

function icmpHolds(item: string, type: number, code: number): boolean {
  const found = /^type (\S+)(?: code (\S+))?$/.exec(item);
  if (found === null || !inRange(found[1] ?? '', type)) return false;
  return found[2] === undefined || inRange(found[2], code);
}

function inRange(item: string, number: number): boolean {
  const [first = '', last = first] = item.split('-');
  return first !== '' && Number(first) <= number && number <= Number(last);
}

/** How many pod pairs have which verdict. `undefined` when the rows do not account for every pair once. */
export interface Tally {
  readonly total: number;
  readonly of: Readonly<Record<Verdict, number>>;
}

export function tallyOf(rows: readonly ConnectionRow[], pairs: number): Tally | undefined {
  const of = { allow: 0, deny: 0, undetermined: 0 };
  for (const row of rows) of[row.verdict] += row.pairs;
  return of.allow + of.deny + of.undetermined === pairs ? { total: pairs, of } : undefined;
}

/** `all 6 pairs`, `3 of 6 pairs`; empty for a single pair, and where no pair has the verdict. */
export function tallyText({ total, of }: Tally, verdict: Verdict): string {
  if (total <= 1 || of[verdict] === 0) return '';
  return of[verdict] === total ? `all ${total} pairs` : `${of[verdict]} of ${total} pairs`;
}
