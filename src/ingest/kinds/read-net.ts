import { bitsOf, parseAddress, printAddress, type Address } from '../../net/address';
import { parseCidr, printCidr, type Cidr } from '../../net/cidr';
import type { Net } from '../../model/resource';
import { tellRefused, tellWidened } from './consequence';
import { before329, since329, since332 } from './regimes';
import { quoted, tell, textsAt, type Reading, type Written } from './reading';

/** `10.0.0.0/8`. A bare address is no block here: Kubernetes and its converter in Calico refuse it. */
export const parseBlock = (text: string): Cidr | undefined => (text.includes('/') ? parseCidr(text) : undefined);

/** Bits behind the prefix are set: `10.0.0.5/24`. */
export function hasHostBits(text: string, cidr: Cidr): boolean {
  const slash = text.indexOf('/');
  const address = parseAddress(slash === -1 ? text : text.slice(0, slash));
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
        says: `${quoted(text)} in \`${reading.path}${key}\` is neither a CIDR nor an address.`,
        at,
        hint: `${adviceOnBlock(text) ?? 'Names and wildcards do not go into a set.'} Calico's API refuses this; if it got in past the API, this entry is left out.`,
      });
      return [];
    }
    if (hasHostBits(text, cidr)) {
      tell(reading, {
        code: 'resource/bad-value',
        severity: 'info',
        says: `${quoted(text)} in \`${reading.path}${key}\` has bits behind its prefix and means \`${printCidr(cidr)}\`.`,
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
  if (entries.length === 0) return none;
  const parsed = entries.map((entry) => ({ entry, cidr: parseCidr(entry.text) }));
  const nets = parsed.flatMap(({ entry: { text }, cidr }) => (cidr === undefined ? [] : [{ text, cidr }]));
  for (const { entry, cidr } of parsed) {
    if (cidr === undefined) tellNoCidr(reading, key, entry, nets.length);
    else checkNet(reading, key, entry, cidr);
  }
  checkRepeats(reading, key, entries);
  return nets;
}

const none: readonly never[] = [];

/** What is left of the list decides what the rule matches now. */
function tellNoCidr(reading: Reading, key: 'nets' | 'notNets', { text, at }: Written, left: number): void {
  const says = `${quoted(text)} in \`${reading.path}${key}\` is no CIDR and is dropped`;
  const fix = adviceOnBlock(text);
  if (left === 0) {
    tellWidened(reading, { says, at, fix, now: 'nothing is left of the list, and the rule takes any address' });
  } else if (key === 'notNets') {
    tellWidened(reading, { says, at, fix, now: 'the rule takes these addresses too' });
  } else {
    tellRefused(reading, { says, at, fix, evaluated: 'without it' });
  }
}

function checkNet(reading: Reading, key: 'nets' | 'notNets', { text, at }: Written, cidr: Cidr): void {
  const bare = !text.includes('/');
  if (bare || hasHostBits(text, cidr)) {
    const meant = `\`${printCidr(cidr)}\``;
    tellRefused(reading, {
      says: `${quoted(text)} in \`${reading.path}${key}\` has ${bare ? 'no prefix length' : 'bits behind its prefix'}`,
      at,
      fix: `Write ${meant}.`,
      evaluated: `as ${meant}`,
    });
  }
  if (key === 'notNets' && cidr.length === 0) checkEverything(reading, { text, at }, cidr);
}

/** Versions before 3.29.6, and 3.30 before 3.30.3, take it. Source: calico-semantics 8.4. */
function checkEverything(reading: Reading, { text, at }: Written, { family }: Cidr): void {
  const says = `${quoted(text)} in \`${reading.path}notNets\` leaves no IPv${family} address, so the rule matches none`;
  tellRefused(reading, { says, at, fix: 'Leave the rule out.', evaluated: 'as written', only: since329 });
  tell(reading, { code: 'resource/bad-value', severity: 'info', says: `${says}.`, at, only: before329 });
}

/** A list is a set to the newest schema. */
function checkRepeats(reading: Reading, key: 'nets' | 'notNets', entries: readonly Written[]): void {
  const seen = new Set<string>();
  for (const { text, at } of entries) {
    if (seen.has(text)) {
      const says = `${quoted(text)} stands twice in \`${reading.path}${key}\``;
      tellRefused(reading, { says, at, fix: 'Leave one out.', evaluated: 'as one', only: since332 });
    }
    seen.add(text);
  }
}

/** What to write instead of the usual slips. */
export function adviceOnBlock(text: string): string | undefined {
  const ends = text.split('-').map((end) => parseAddress(end.trim()));
  if (ends.length === 2 && ends.every((end) => end !== undefined)) {
    return 'Ranges are not supported: write the CIDRs that make up the range.';
  }
  if (/^\/[0-9]+$/.test(text)) return 'The address before the prefix is missing.';
  const masked = /^([^/]+)\/([0-9]+)$/.exec(text);
  const address = parseAddress(masked?.[1] ?? '');
  if (masked !== null && address !== undefined) {
    return `An IPv${address.family} prefix has at most ${bitsOf(address.family)} bits.`;
  }
  const bare = parseAddress(text);
  return bare === undefined ? undefined : `Write \`${text}/${bitsOf(bare.family)}\`.`;
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
  if (addresses.length < 2) return addresses;
  const seen = new Set<string>();
  return addresses.filter((address) => {
    const text = printAddress(address);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
