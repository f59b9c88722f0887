import { expect, test } from 'vitest';
import { parseAddress, printAddress } from './address';
import { inCidr, parseCidr, printCidr } from './cidr';

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['fd00:10:244::5', 'fd00:10:244::5'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['::', '::'],
  ['::1', '::1'],
  ['1:0:0:2::', '1:0:0:2::'],
  ['64:ff9b::10.1.2.3', '64:ff9b::a01:203'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
])('%s reads as %s', (text, printed) => {
  const address = parseAddress(text);
  expect(address && printAddress(address)).toBe(printed);
});

test.each([
  '',
  '10.0.0',
  '10.0.0.0.1',
  '010.0.0.1',
  '10.0.0.256',
  '10.0.0.-1',
  ' 10.0.0.1',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
  'fe80::1%eth0',
  '::10.0.0',
  ':1',
])('%j is no address', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test.each([
  ['10.0.0.5/24', '10.0.0.0/24'],
  ['10.1.2.3', '10.1.2.3/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:db8::1/32', '2001:db8::/32'],
  ['fd00::5', 'fd00::5/128'],
])('%s is the block %s', (text, printed) => {
  const cidr = parseCidr(text);
  expect(cidr && printCidr(cidr)).toBe(printed);
});

test.each(['10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/', '/8', '10.0.0.0/-1', '2001:db8::/129', '10.0.0.1-10.0.0.9'])(
  '%j is no block',
  (text) => {
    expect(parseCidr(text)).toBeUndefined();
  },
);

test.each([
  ['10.0.0.0/8', '10.255.255.255', true],
  ['10.0.0.0/8', '11.0.0.0', false],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['::/0', '2001:db8::1', true],
])('%s holds %s: %s', (block, text, expected) => {
  const cidr = parseCidr(block);
  const address = parseAddress(text);
  expect(cidr && address && inCidr(cidr, address)).toBe(expected);
});
