import { expect, test } from 'vitest';
import type { Flow } from '../model/flow';
import { readFlows } from './read-flows';

const web = { kind: 'pod', id: 'shop/web-0' } as const;
const db = { kind: 'pod', id: 'shop/db-0' } as const;
const tcp = (port: number): Flow => ({ from: web, to: db, protocol: 6, port, sourcePort: 40_000, icmp: undefined });

/** A question that is good but for what `over` changes. */
const asked = (over: object): object => ({
  from: { pod: 'shop/web-0' },
  to: { pod: 'shop/db-0' },
  protocol: 'TCP',
  port: 5432,
  ...over,
});

function readOne(item: unknown) {
  const flows = readFlows({ flows: [item] });
  return flows.ok ? flows.value[0] : undefined;
}

/** The examples of the contract of the command line, in their order. */
test.each<[string, object, Flow]>([
  ['f1', asked({}), tcp(5432)],
  [
    'f2',
    asked({ from: { ip: '203.0.113.9' }, to: { pod: 'shop/web-0' }, port: 8080, sourcePort: 53 }),
    { ...tcp(8080), from: { kind: 'ip', ip: '203.0.113.9' }, to: web, sourcePort: 53 },
  ],
  [
    'f3',
    {
      from: { pod: 'shop/web-0' },
      to: { ip: '2001:db8::1' },
      protocol: 'ICMPv6',
      icmp: { type: 128, code: 0 },
    },
    {
      from: web,
      to: { kind: 'ip', ip: '2001:db8::1' },
      protocol: 58,
      port: undefined,
      sourcePort: 40_000,
      icmp: { type: 128, code: 0 },
    },
  ],
  ['f4', asked({ to: { service: 'shop/db' }, port: 80 }), { ...tcp(80), to: { kind: 'service', id: 'shop/db' } }],
  [
    'f5',
    asked({ from: { node: 'node-a' }, to: { pod: 'shop/web-0' }, port: 8080 }),
    { ...tcp(8080), from: { kind: 'node', name: 'node-a' }, to: web },
  ],
  [
    'f6',
    { from: { pod: 'shop/web-0', ipVersion: 6 }, to: { pod: 'shop/db-0', ipVersion: 6 }, protocol: 47 },
    {
      from: { ...web, ipVersion: 6 },
      to: { ...db, ipVersion: 6 },
      protocol: 47,
      port: undefined,
      sourcePort: 40_000,
      icmp: undefined,
    },
  ],
  [
    'f7',
    asked({ from: { ip: '203.0.113.9' }, to: { node: 'node-a' }, port: 30_080 }),
    { ...tcp(30_080), from: { kind: 'ip', ip: '203.0.113.9' }, to: { kind: 'node', name: 'node-a' } },
  ],
])('the example %s', (id, item, flow) => {
  expect(readOne({ id, ...item })).toEqual({ id, flow: { ok: true, value: flow } });
});

test.each<[unknown, number]>([
  ['tcp', 6],
  ['Udp', 17],
  ['SCTP', 132],
  ['udplite', 136],
  ['icmp', 1],
  ['ICMPV6', 58],
  [6, 6],
  ['6', 6],
  [1, 1],
  [255, 255],
])('protocol %j', (protocol, number) => {
  expect(readOne(asked({ protocol }))?.flow).toMatchObject({ ok: true, value: { protocol: number } });
});

/** Source: calico-semantics 8.4: only TCP, UDP and SCTP have ports. */
test('protocols without ports need none, and one that is given is not part of the question', () => {
  for (const protocol of ['ICMP', 'UDPLite', 47]) {
    expect(readOne(asked({ protocol }))?.flow).toMatchObject({ ok: true, value: { port: undefined } });
    expect(readOne(asked({ protocol, port: undefined }))?.flow.ok).toBe(true);
  }
});

test('the smallest and the largest port are ports; a code is 0 unless told; a node may have a family too', () => {
  expect(readOne(asked({ port: 0, sourcePort: 65_535 }))?.flow).toMatchObject({
    ok: true,
    value: { port: 0, sourcePort: 65_535 },
  });
  expect(readOne(asked({ protocol: 'ICMP', icmp: { type: 8 } }))?.flow).toMatchObject({
    ok: true,
    value: { icmp: { type: 8, code: 0 } },
  });
  expect(readOne(asked({ from: { node: 'node-a', ipVersion: 4 } }))?.flow).toMatchObject({
    ok: true,
    value: { from: { kind: 'node', name: 'node-a', ipVersion: 4 } },
  });
});

test('without an id the place in the list is the id, and a number is one', () => {
  const flows = readFlows({ flows: [asked({ id: 7 }), asked({}), asked({ id: null }), 'f4'] });
  expect(flows.ok && flows.value.map(({ id }) => id)).toEqual(['7', '1', '2', '3']);
});

test.each<[string, object, string]>([
  ['no sender', { from: undefined }, 'The flow has no "from".'],
  ['a sender that is a text', { from: 'shop/web-0' }, 'The flow has no "from".'],
  ['no receiver', { to: null }, 'The flow has no "to".'],
  ['a list as receiver', { to: [] }, 'The flow has no "to".'],
  ['an end of nothing known', { to: { host: 'db' } }, '"to" names no pod, ip, node or service.'],
  ['an end that is no text', { from: { pod: 1 } }, '"from" names no pod, ip, node or service.'],
  ['a family that is none', { to: { pod: 'shop/db-0', ipVersion: 5 } }, 'ipVersion of "to" is neither 4 nor 6.'],
  ['a family as text', { from: { pod: 'shop/web-0', ipVersion: '6' } }, 'ipVersion of "from" is neither 4 nor 6.'],
  ['no protocol', { protocol: undefined }, 'Unknown protocol null.'],
  ['a protocol nobody knows', { protocol: 'HTTP' }, 'Unknown protocol "HTTP".'],
  ['protocol 0', { protocol: 0 }, 'Unknown protocol 0.'],
  ['protocol 256', { protocol: 256 }, 'Unknown protocol 256.'],
  ['half a protocol', { protocol: 6.5 }, 'Unknown protocol 6.5.'],
  ['a protocol that is a list', { protocol: ['TCP'] }, 'Unknown protocol ["TCP"].'],
  ['no port', { port: undefined }, 'The flow has no port.'],
  ['a port as text', { port: '80' }, 'Port "80" is not a number from 0 to 65535.'],
  ['a port too large', { port: 65_536 }, 'Port 65536 is not a number from 0 to 65535.'],
  ['a port below 0', { port: -1 }, 'Port -1 is not a number from 0 to 65535.'],
  ['half a port', { port: 80.5 }, 'Port 80.5 is not a number from 0 to 65535.'],
  ['a source port too large', { sourcePort: 70_000 }, 'Source port 70000 is not a number from 0 to 65535.'],
  ['a source port as text', { sourcePort: 'any' }, 'Source port "any" is not a number from 0 to 65535.'],
  ['icmp without a type', { icmp: { code: 0 } }, 'icmp needs a type, and code if any, from 0 to 255.'],
  ['icmp as a number', { icmp: 8 }, 'icmp needs a type, and code if any, from 0 to 255.'],
  ['an ICMP type too large', { icmp: { type: 256 } }, 'icmp needs a type, and code if any, from 0 to 255.'],
  ['an ICMP code as text', { icmp: { type: 8, code: '0' } }, 'icmp needs a type, and code if any, from 0 to 255.'],
])('%s is told in a sentence', (_, over, sentence) => {
  expect(readOne(asked({ id: 'f1', ...over }))).toEqual({ id: 'f1', flow: { ok: false, error: sentence } });
});

test('a bad flow spoils no other', () => {
  const flows = readFlows({ flows: [17, asked({ id: 'good' }), null] });
  expect(flows).toEqual({
    ok: true,
    value: [
      { id: '0', flow: { ok: false, error: 'Not an object.' } },
      { id: 'good', flow: { ok: true, value: tcp(5432) } },
      { id: '2', flow: { ok: false, error: 'Not an object.' } },
    ],
  });
});

test.each([[undefined], [null], ['flows'], [[]], [{}], [{ flows: { id: 'f1' } }]])(
  'not a list of flows: %j',
  (value) => {
    expect(readFlows(value)).toEqual({ ok: false, error: 'Expected an object with a list "flows".' });
  },
);

test('no flows are fine', () => {
  expect(readFlows({ flows: [] })).toEqual({ ok: true, value: [] });
});
