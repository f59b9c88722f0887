/** Sets of connections as protocols and ports, made from stretches of the connection line. Plain data. */
import { connectionAt, portProtocols, stretchOf, wholeLine, type Line } from '../engine/line';
import { printProtocol } from '../model/flow';
import { equalIntervals, intersect, normalize } from '../net/intervals';

/** `all`, or what is in the set by protocol, in the order of protocol names, `other` last. */
export type ConnectionSet = 'all' | readonly ProtocolSet[];

export type ProtocolSet =
  /** Protocols without ports, or every port of one: all of it. */
  | { readonly kind: 'whole'; readonly protocol: string }
  /** Sorted, disjoint, both ends included. */
  | { readonly kind: 'ports'; readonly protocol: string; readonly ranges: readonly (readonly [number, number])[] }
  /** Messages of some types; a code only where it is not the whole type. */
  | { readonly kind: 'icmp'; readonly protocol: string; readonly types: readonly IcmpRange[] };

export interface IcmpRange {
  readonly first: number;
  readonly last: number;
  /** Codes `first` to `last` of the one type, both included. */
  readonly codes: readonly [number, number] | undefined;
}

/** Protocols that answers name even when nobody mentions them; the rest are `other`. */
const named: readonly number[] = [1, 6, 17, 58, 132, 136];

/** All of them, as a line. */
const unnamed: Line = normalize(
  Array.from({ length: 255 }, (_, i) => i + 1)
    .filter((protocol) => !named.includes(protocol))
    .map(stretchOf),
);

const cellsOf = (line: Line): readonly number[] =>
  line.flatMap(([start, end]) => Array.from({ length: end - start }, (_, i) => start + i));

export function connectionSetOf(line: Line): ConnectionSet {
  if (equalIntervals(line, wholeLine)) return 'all';
  const sets: ProtocolSet[] = [];
  for (const protocol of named) {
    const own = protocolSet(line, protocol);
    if (own !== undefined) sets.push(own);
  }
  const others = intersect(line, unnamed);
  if (equalIntervals(others, unnamed)) sets.push({ kind: 'whole', protocol: 'other' });
  else
    sets.push(
      ...cellsOf(others).map((cell): ProtocolSet => ({
        kind: 'whole',
        protocol: printProtocol(connectionAt(cell).protocol),
      })),
    );
  return sets.sort((a, b) => rank(a) - rank(b));
}

/** TCP first, since it is what people look for; numbers and the rest last. */
const order = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'UDPLite'];
const rank = ({ protocol }: ProtocolSet): number =>
  order.includes(protocol)
    ? order.indexOf(protocol)
    : protocol === 'other'
      ? Infinity
      : order.length + Number(protocol);

function protocolSet(line: Line, number: number): ProtocolSet | undefined {
  const stretch = stretchOf(number);
  const own = intersect(line, [stretch]);
  if (own.length === 0) return undefined;
  const protocol = printProtocol(number);
  const [start] = stretch;
  if (portProtocols.includes(number)) {
    return { kind: 'ports', protocol, ranges: own.map(([from, to]) => [from - start, to - start - 1] as const) };
  }
  if (equalIntervals(own, [stretch])) return { kind: 'whole', protocol };
  return { kind: 'icmp', protocol, types: own.flatMap(([from, to]) => icmpRanges(from - start, to - start)) };
}

/** Whole types together, parts of types by their codes. */
function icmpRanges(from: number, to: number): readonly IcmpRange[] {
  const ranges: IcmpRange[] = [];
  let at = from;
  while (at < to) {
    const type = at >> 8;
    const wholeTypes = (to >> 8) - type;
    if ((at & 255) === 0 && wholeTypes > 0) {
      ranges.push({ first: type, last: type + wholeTypes - 1, codes: undefined });
      at = (type + wholeTypes) << 8;
    } else {
      const end = Math.min(to, (type + 1) << 8);
      ranges.push({ first: type, last: type, codes: [at & 255, (end - 1) & 255] });
      at = end;
    }
  }
  return ranges;
}

/** `TCP 5432, 8000-8090; UDP 53`, `all`, `none`. */
export function printConnectionSet(set: ConnectionSet): string {
  if (set === 'all') return 'all';
  return set.length === 0 ? 'none' : set.map(printProtocolSet).join('; ');
}

function printProtocolSet(set: ProtocolSet): string {
  switch (set.kind) {
    case 'whole':
      return set.protocol === 'other' ? 'other protocols' : set.protocol;
    case 'ports': {
      const ranges = set.ranges.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
      return ranges.length === 1 && ranges[0] === '0-65535' ? set.protocol : `${set.protocol} ${ranges.join(', ')}`;
    }
    case 'icmp':
      return `${set.protocol} ${set.types.map(printIcmpRange).join(', ')}`;
  }
}

const printIcmpRange = ({ first, last, codes }: IcmpRange): string =>
  `type ${first === last ? first : `${first}-${last}`}${
    codes === undefined ? '' : ` code ${codes[0] === codes[1] ? codes[0] : `${codes[0]}-${codes[1]}`}`
  }`;
