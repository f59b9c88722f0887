import { expect, test } from 'vitest';
import type { ConnectionRow, MapNode, PairConnections } from '../../analysis/answers';
import type { ReadEnd } from '../../analysis/read-end';
import { flowOf, planQuestion, type Plan } from './plan-question';
import type { Question } from './question';

/** The engine's connection line begins with the ports of TCP. */
const tcpPorts = (first: number, last: number) => [first, last + 1] as const;

const node = (name: string, members: readonly string[], serves: MapNode['serves']): MapNode => ({
  id: `svc:${name}`,
  kind: 'service',
  label: name.slice(name.indexOf('/') + 1),
  namespace: name.slice(0, name.indexOf('/')),
  pods: members.length,
  members,
  ask: name,
  serves,
  detail: '',
});
const world: MapNode = {
  ...node('x/world', [], []),
  id: 'world',
  kind: 'world',
  namespace: undefined,
  ask: '8.8.8.8',
  pods: 0,
};
const checkout = node('shop/checkout', ['shop/checkout-0', 'shop/checkout-1'], []);
const api = node('payments/api', ['payments/api-0'], [{ protocol: 6, port: 8443, servicePort: 443 }]);
const end = (read: Pick<ReadEnd, 'kind' | 'text' | 'end'> & Partial<ReadEnd>): ReadEnd => ({
  node: undefined,
  places: [],
  whole: false,
  ...read,
});
const serviceEnd = (node: MapNode) =>
  end({ kind: 'service', text: node.ask, end: { kind: 'service', id: node.ask }, node, whole: true });
const podEnd = (id: string, node: MapNode) => end({ kind: 'pod', text: id, end: { kind: 'pod', id }, node });
const addressEnd = (ip: string, node?: MapNode) =>
  end({ kind: 'ip', text: ip, end: { kind: 'ip', ip }, node, whole: node !== undefined });

/** What the engine would read. */
const ends = new Map<string, ReadEnd>([
  ['shop/checkout', serviceEnd(checkout)],
  ['checkout', serviceEnd(checkout)],
  ['payments/api', serviceEnd(api)],
  ['api', serviceEnd(api)],
  ['shop/checkout-0', podEnd('shop/checkout-0', checkout)],
  ['payments/api-0', { ...podEnd('payments/api-0', api), whole: true }],
  ['node-a', end({ kind: 'node', text: 'node-a', end: { kind: 'node', name: 'node-a' } })],
  ['10.0.0.1', addressEnd('10.0.0.1')],
  ['2001:db8::1', addressEnd('2001:db8::1')],
  ['8.8.8.8', addressEnd('8.8.8.8', world)],
]);

const question = (from: string, to: string, ports: string): Question => ({
  from: { text: from, kind: undefined },
  to: { text: to, kind: undefined },
  ports,
});
const planned = (from: string, to: string, ports: string) =>
  planQuestion(question(from, to, ports), { from: ends.get(from), to: ends.get(to) });

function plan(from: string, to: string, ports: string): Plan {
  const result = planned(from, to, ports);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

test('names are written in full, and a missing port becomes the first that is served', () => {
  expect(plan('checkout', 'api', '').question).toEqual({
    from: { text: 'shop/checkout', kind: 'service' },
    to: { text: 'payments/api', kind: 'service' },
    ports: 'TCP 443',
  });
});

test('what is not known is said about its part', () => {
  expect(planned('shop/gone', 'api', '80')).toMatchObject({ ok: false, error: { part: 'from' } });
  expect(planned('api', '', '80')).toMatchObject({ ok: false, error: { part: 'to' } });
  expect(planned('api', '10.0.0.1', 'http')).toMatchObject({
    ok: false,
    error: { part: 'ports' },
  });
});

test('a service as the source stands for one of its pods', () => {
  expect(flowOf(plan('shop/checkout', 'payments/api', '443'), undefined)).toMatchObject({
    from: { kind: 'pod', id: 'shop/checkout-0' },
    to: { kind: 'service', id: 'payments/api' },
    port: 443,
  });
});

test('a port of the pods that the Service does not have is asked about the pods', () => {
  expect(flowOf(plan('shop/checkout', 'payments/api', '8443'), undefined)).toMatchObject({
    to: { kind: 'pod', id: 'payments/api-0' },
    port: 8443,
  });
});

test('where pairs differ, a denied one is explained', () => {
  const row = (verdict: ConnectionRow['verdict'], from: string): ConnectionRow => ({
    ports: 'TCP 8443',
    line: [tcpPorts(8443, 8443)],
    protocol: 6,
    first: 8443,
    verdict,
    egress: undefined,
    ingress: undefined,
    unknowns: [],
    pairs: 1,
    sample: { from, to: 'payments/api-0' },
  });
  const pair: PairConnections = {
    from: checkout.id,
    to: api.id,
    pairs: 2,
    rows: [row('allow', 'shop/checkout-0'), row('deny', 'shop/checkout-1')],
  };
  expect(flowOf(plan('shop/checkout', 'payments/api', '443'), pair)).toMatchObject({
    from: { kind: 'pod', id: 'shop/checkout-1' },
    to: { kind: 'pod', id: 'payments/api-0' },
    port: 8443,
  });
});

test('addresses and nodes are ends like others', () => {
  expect(flowOf(plan('node-a', 'shop/checkout-0', '80'), undefined)).toMatchObject({
    from: { kind: 'node', name: 'node-a' },
  });
  expect(flowOf(plan('shop/checkout-0', '2001:db8::1', 'udp 53'), undefined)).toMatchObject({
    to: { kind: 'ip', ip: '2001:db8::1' },
    protocol: 17,
  });
  expect(plan('shop/checkout', '8.8.8.8', '443').to).toMatchObject({ whole: true, node: world });
});
