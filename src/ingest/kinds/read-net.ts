import { bitsOf, parseAddress, printAddress, type Address } from '../../net/address';
import { parseCidr, printCidr, type Cidr } from '../../net/cidr';
import type { Net } from '../../model/resource';
import { quoted, tell, textsAt, type Reading, type Written } from './reading';

/** `10.0.0.0/8`. A bare address is no block here: Kubernetes and its converter in Calico refuse it. */
export const parseBlock = (text: string): Cidr | undefined => (text.includes('/') ? parseCidr(text) : undefined);

/** Bits behind the prefix are set: `10.0.0.5/24`. */
export function hasHostBits(text: string, cidr: Cidr): boolean {
  const address = parseAddress(text.split('/')[0] ?? '');
  return address !== undefined && address.value !== cidr.start;
}

/** Blocks of a set: bare addresses and host bits are fine, anything else is skipped. Source: calico-semantics 1.4. */
export function netsOfSet(reading: Reading, key: string): readonly Net[] {
  return textsAt(reading, key).flatMap(({ text, at }) => {
    const cidr = parseCidr(text);
    if (cidr === undefined) {
      tell(reading, {
        code: 'resource/bad-value',
        severity: 'error',
        says: `${quoted(text)} is neither a CIDR nor an address.`,
        at,
        hint: adviceOnBlock(text, 'This entry is left out, as Calico leaves it out.'),
      });
      return [];
    }
    if (hasHostBits(text, cidr)) {
      tell(reading, {
        code: 'resource/bad-value',
        severity: 'info',
        says: `${quoted(text)} has bits behind its prefix and means \`${printCidr(cidr)}\`.`,
        at,
      });
    }
    return [{ text, cidr }];
  });
}

/**
 * `nets` or `notNets` of a Calico rule. An entry that is none vanishes when Calico compiles the rule; the last one
 * to go takes the restriction with it. Source: calico-semantics 7.3, 8.4, 8.6.
 */
export function netsOfRule(reading: Reading, key: 'nets' | 'notNets'): readonly Net[] {
  const entries = textsAt(reading, key);
  const nets = entries.flatMap((entry) => readNet(reading, key, entry));
  const [first] = entries;
  if (first !== undefined && nets.length === 0) {
    tell(reading, {
      code: 'resource/widened',
      severity: 'warning',
      says: `no entry of \`${reading.path}${key}\` is a CIDR, so it restricts nothing and the rule matches any address.`,
      at: first.at,
      hint: 'The API refuses the policy.',
    });
  }
  return nets;
}

function readNet(reading: Reading, key: 'nets' | 'notNets', { text, at }: Written): readonly Net[] {
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    tell(reading, {
      code: 'resource/widened',
      severity: 'warning',
      says: `${quoted(text)} in \`${reading.path}${key}\` is not a CIDR, and Calico drops it.`,
      at,
      hint: adviceOnBlock(text, 'The API refuses the policy.'),
    });
    return [];
  }
  if (!text.includes('/') || hasHostBits(text, cidr)) {
    tell(reading, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${quoted(text)} in \`${reading.path}${key}\` ${text.includes('/') ? 'has bits behind its prefix' : 'has no prefix length'} and counts as \`${printCidr(cidr)}\`.`,
      at,
      hint: 'The API refuses the policy.',
    });
  }
  if (key === 'notNets' && cidr.length === 0) {
    tell(reading, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${quoted(text)} in \`${reading.path}${key}\` excludes every IPv${cidr.family} address, so the rule never matches there.`,
      at,
      hint: 'The API of newer versions refuses it.',
    });
  }
  return [{ text, cidr }];
}

/** What to write instead of the usual slips. */
export function adviceOnBlock(text: string, otherwise: string): string {
  const ends = text.split('-').map((end) => parseAddress(end.trim()));
  if (ends.length === 2 && ends.every((end) => end !== undefined)) return `Ranges are not supported. ${otherwise}`;
  if (/^\/[0-9]+$/.test(text)) return `The address before the prefix is missing. ${otherwise}`;
  const masked = /^([^/]+)\/([0-9]+)$/.exec(text);
  const address = parseAddress(masked?.[1] ?? '');
  if (masked !== null && address !== undefined) {
    return `An IPv${address.family} prefix has at most ${bitsOf(address.family)} bits. ${otherwise}`;
  }
  return otherwise;
}

/** Addresses of a list; whatever is none is skipped and told. A prefix of full length is fine: `10.0.0.1/32`. */
export function addressesOf(reading: Reading, entries: readonly Written[]): readonly Address[] {
  return entries.flatMap(({ text, at }) => {
    const address = parseAddress(text.split('/')[0] ?? '');
    if (address !== undefined) return [address];
    tell(reading, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: `${quoted(text)} is not an address.`,
      at,
      hint: 'It is left out.',
    });
    return [];
  });
}

/** Each address once, in the order written. */
export function distinct(addresses: readonly Address[]): readonly Address[] {
  const seen = new Set<string>();
  return addresses.filter((address) => {
    const text = printAddress(address);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
