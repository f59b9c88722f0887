/** IP addresses, read as strictly as Go's `netip.ParseAddr`: no leading zeros, no zones, no shorthand. */
export type Family = 4 | 6;

export interface Address {
  readonly family: Family;
  /** The bits as one number: 32 or 128 of them. */
  readonly value: bigint;
}

/** How many bits an address of the family has. */
export const bitsOf = (family: Family): number => (family === 4 ? 32 : 128);

/** One past the highest address of the family. */
export const endOfFamily = (family: Family): bigint => 1n << BigInt(bitsOf(family));

/** An address, or `undefined` when the text is none. An IPv4-mapped IPv6 address is IPv4, as in Calico. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

function parseV4(text: string): Address | undefined {
  const value = numberOfV4(text);
  return value === undefined ? undefined : { family: 4, value: BigInt(value) };
}

/** Digit by digit: inputs hold hundreds of thousands of addresses. */
function numberOfV4(text: string): number | undefined {
  let value = 0;
  let part = -1;
  let parts = 1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (part < 0) return undefined;
      value = value * 256 + part;
      part = -1;
      parts += 1;
    } else if (code < 48 || code > 57 || part === 0) {
      return undefined;
    } else {
      part = Math.max(part, 0) * 10 + code - 48;
      if (part > 255) return undefined;
    }
  }
  return parts === 4 && part >= 0 ? value * 256 + part : undefined;
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  let value = 0n;
  for (const group of [...head, ...Array<number>(missing).fill(0), ...tail]) value = value * 65536n + BigInt(group);
  return value >> 32n === 0xffffn ? { family: 4, value: value & 0xffffffffn } : { family: 6, value };
}

/** Sixteen-bit groups between colons; the last may be a dotted IPv4 address where `last` says so. */
function groupsOf(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [i, part] of parts.entries()) {
    if (last && i === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part);
      if (v4 === undefined) return undefined;
      groups.push(Number(v4.value >> 16n), Number(v4.value & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

export const isSameAddress = (a: Address, b: Address): boolean => a.family === b.family && a.value === b.value;

/** Equal for the same address and no other: a key for maps that is made faster than the text. */
export const addressKey = ({ family, value }: Address): number | bigint => (family === 4 ? Number(value) : value);

/** The usual text; IPv6 in lower case with its longest run of zero groups shortened (RFC 5952). */
export function printAddress({ family, value }: Address): string {
  if (family === 4) return printV4(Number(value));
  const groups = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn));
  const run = longestZeroRun(groups);
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  return run === undefined ? hex(groups) : `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.end))}`;
}

const printV4 = (value: number): string =>
  `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;

function longestZeroRun(groups: readonly number[]): { start: number; end: number } | undefined {
  let best: { start: number; end: number } | undefined;
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0) end += 1;
    if (end - start > 1 && (best === undefined || end - start > best.end - best.start)) best = { start, end };
    if (end > start) start = end;
  }
  return best;
}
