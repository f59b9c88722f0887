import { expect, test } from 'vitest';
import type { ConnectionRow, PairConnections } from '../../analysis/answers';
import { connectionsAt, tallyOf, tallyText } from './connections-at';
import type { AskedPorts } from './read-ports';

/** The engine's connection line begins with the ports of TCP. */
const tcpPorts = (first: number, last: number) => [first, last + 1] as const;

const tcp = (port: number): AskedPorts => ({ protocol: 6, port, icmp: undefined });

const row = (line: ConnectionRow['line'], verdict: ConnectionRow['verdict'], pairs: number): ConnectionRow => ({
  ports: 'as the line says',
  line,
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
  const mixed = pair(
    row([tcpPorts(8443, 8443)], 'deny', 2),
    row([tcpPorts(8000, 9000)], 'allow', 4),
    row([tcpPorts(0, 7999), tcpPorts(9001, 65_535)], 'deny', 6),
  );
  const tally = tallyOf(connectionsAt(mixed, tcp(8443)), 6);
  expect(tally && tallyText(tally, 'deny')).toBe('2 of 6 pairs');
  const rest = tallyOf(connectionsAt(mixed, tcp(22)), 6);
  expect(rest && tallyText(rest, 'deny')).toBe('all 6 pairs');
});

test('what the rows do not account for is not counted', () => {
  expect(tallyOf(connectionsAt(pair(row([tcpPorts(80, 80)], 'allow', 6)), tcp(443)), 6)).toBeUndefined();
});
