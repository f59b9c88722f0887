import { bitsOf, parseAddress, printAddress, type Address, type Family } from './address';
import type { Interval } from './intervals';

/** A block of addresses; host bits are masked off, as Calico does silently. */
export interface Cidr {
  readonly family: Family;
  /** First address of the block. */
  readonly start: bigint;
  /** One past the last address of the block. */
  readonly end: bigint;
  /** Bits of the prefix. */
  readonly length: number;
}

/** `10.0.0.0/8`, or a bare address as a block of one. `undefined` when the text is neither. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = bitsOf(address.family);
  if (slash === -1) return cidrOf(address, bits);
  const digits = text.slice(slash + 1);
  if (!/^(0|[1-9][0-9]{0,2})$/.test(digits) || Number(digits) > bits) return undefined;
  return cidrOf(address, Number(digits));
}

/** The block of `length` prefix bits that holds the address. */
export function cidrOf({ family, value }: Address, length: number): Cidr {
  if (family === 4) {
    const block = 2 ** (32 - length);
    const first = Math.floor(Number(value) / block) * block;
    return { family, start: BigInt(first), end: BigInt(first + block), length };
  }
  const size = 1n << BigInt(bitsOf(family) - length);
  const start = value - (value % size);
  return { family, start, end: start + size, length };
}

export const inCidr = ({ family, start, end }: Cidr, address: Address): boolean =>
  family === address.family && start <= address.value && address.value < end;

export const printCidr = ({ family, start, length }: Cidr): string =>
  `${printAddress({ family, value: start })}/${length}`;

export const intervalOf = ({ start, end }: Cidr): Interval<bigint> => [start, end];
