import { expect, test } from 'vitest';
import type { ConnectionRow, PairConnections } from '../../analysis/answers';
import { connectionsAt, holds, tallyOf, tallyText } from './connections-at';
import type { AskedPorts } from './read-ports';

const tcp = (port: number): AskedPorts => ({ protocol: 6, port, icmp: undefined });
const ping: AskedPorts = { protocol: 1, port: undefined, icmp: { type: 8, code: 0 } };
const gre: AskedPorts = { protocol: 47, port: undefined, icmp: undefined };

test.each<[string, AskedPorts, boolean]>([
  ['TCP 5432, 8000-8090; UDP 53', tcp(8080), true],
  ['TCP 5432, 8000-8090; UDP 53', tcp(53), false],
  ['TCP', tcp(1), true],
  ['all connections', gre, true],
  ['TCP 1-8442; other protocols', gre, true],
  ['TCP 1-8442; other protocols', { ...gre, protocol: 1 }, false],
  ['47', gre, true],
  ['ICMP type 8', ping, true],
  ['ICMP type 3 code 1-4', ping, false],
  ['ICMPv6', ping, false],
])('%s holds %o: %s', (text, asked, expected) => {
  expect(holds(text, asked)).toBe(expected);
});

const row = (ports: string, verdict: ConnectionRow['verdict'], pairs: number): ConnectionRow => ({
  ports,
  protocol: undefined,
  first: undefined,
  verdict,
  egress: undefined,
  ingress: undefined,
  unknowns: [],
  pairs,
  sample: { from: 'a/x', to: 'b/y' },
});
const pair = (...rows: readonly ConnectionRow[]): PairConnections => ({ from: 'a', to: 'b', pairs: 6, rows });

test('pairs are counted at the port asked about', () => {
  const mixed = pair(row('TCP 8443', 'deny', 2), row('TCP 8000-9000', 'allow', 4), row('everything else', 'deny', 6));
  const tally = tallyOf(connectionsAt(mixed, tcp(8443)), 6);
  expect(tally && tallyText(tally, 'deny')).toBe('2 of 6 pairs');
  const rest = tallyOf(connectionsAt(mixed, tcp(22)), 6);
  expect(rest && tallyText(rest, 'deny')).toBe('all 6 pairs');
});

test('what the rows do not account for is not counted', () => {
  expect(tallyOf(connectionsAt(pair(row('TCP 80', 'allow', 6)), tcp(443)), 6)).toBeUndefined();
});
