import { expect, test } from 'vitest';
import type { Service } from '../../model/cluster';
import type { FlowEnd } from '../../model/flow';
import { np } from '../../testing/build-policies';
import { service, slice } from '../../testing/build-services';
import { cluster, flow, pod, type Part } from '../../testing/builders';
import { answerFlow } from '../answer-flow';
import { compileCluster } from '../compile/compile-cluster';

const web = pod('shop/web', { ips: ['10.0.0.1'] });
const outside: FlowEnd = { kind: 'ip', ip: '10.0.0.9' };
const toApi: FlowEnd = { kind: 'service', id: 'shop/api' };

/** A Service as its own object alone tells it. */
function bare(id: string, fields: Partial<Service>): Part {
  const made = service(id, ['TCP 80 shop/web 80']);
  if (made.part !== 'service') throw new Error('not a Service');
  return { ...made, service: { ...made.service, backends: [], backendsFrom: 'selector', ...fields } };
}

function ask(parts: readonly Part[], to: string | FlowEnd, connection = 'TCP 80') {
  const compiled = compileCluster(cluster([web, ...parts]), 'enforced');
  const { verdict, reason } = answerFlow(compiled, flow('shop/web', to, connection)).verdict;
  return [verdict, reason?.kind];
}

test.each<[string, Partial<Service>, string]>([
  ['has a selector and no pod', { selector: new Map([['app', 'api']]) }, 'no-backends'],
  ['has no selector and no slices', {}, 'backends-unknown'],
  ['gives a name to something outside', { type: 'ExternalName', ports: [] }, 'external-name'],
])('why nobody can be asked about behind a Service that %s', (_, fields, reason) => {
  expect(ask([bare('shop/api', fields)], toApi)).toEqual(['undetermined', reason]);
});

// calico-semantics 10: only what has an address of its own is translated
test('a headless Service is a name for its pods, on whatever port is asked', () => {
  const db = pod('shop/db', { ips: ['10.0.0.2'] });
  const only80 = np('shop/db', {
    types: ['Ingress'],
    ingress: [{ action: 'Allow', protocol: 6, destination: { ports: [80] } }],
  });
  const parts = (headless: boolean): Part[] => [db, only80, service('shop/api', ['TCP 80 shop/db 8080'], { headless })];
  expect(ask(parts(false), toApi)).toEqual(['deny', undefined]);
  expect(ask(parts(true), toApi)).toEqual(['allow', undefined]);
  expect(ask(parts(true), toApi, 'TCP 81')).toEqual(['deny', undefined]);
  expect(ask(parts(false), toApi, 'TCP 81')).toEqual(['undetermined', 'no-such-port']);
});

test('a pod that finds itself behind a headless Service speaks to itself', () => {
  const none = np('shop/web', { types: ['Ingress'], ingress: [{ action: 'Deny' }] });
  const parts = (headless: boolean): Part[] => [none, service('shop/api', ['TCP 80 shop/web 80'], { headless })];
  expect(ask(parts(false), toApi)).toEqual(['deny', undefined]);
  expect(ask(parts(true), toApi)).toEqual(['allow', undefined]);
});

/** Source: calico-semantics 5.6; input-formats 9.5. */
test('a rule about a Service without a selector stays open until slices are in the input', () => {
  const only = np('shop/web', {
    types: ['Egress'],
    egress: [{ action: 'Allow', destination: { services: { name: 'api', namespace: 'shop' } } }],
  });
  const told = service('shop/other', ['TCP 80 shop/web 80']);
  expect(ask([only, bare('shop/api', {})], outside)).toEqual(['undetermined', 'missing-input']);
  expect(ask([only, bare('shop/api', {}), told], outside)).toEqual(['deny', undefined]);
  expect(ask([only, bare('shop/api', {}), slice('shop/api', ['10.0.0.9 TCP 80'])], outside)).toEqual([
    'allow',
    undefined,
  ]);
});
