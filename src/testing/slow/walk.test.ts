import { expect, test } from 'vitest';
import type { Cluster, Regime } from '../../model/cluster';
import type { Scope } from '../../model/verdict';
import { account, cluster, flow, globalNetworkSet, hostPod, namespace, node, pod, tier, type Part } from '../builders';
import { anp, cnp, knp, sknp } from '../build-kubernetes';
import { gnp, np, sgnp, snp } from '../build-policies';
import { slice } from '../build-services';
import { printDecision } from '../read-vector';
import { slowEvaluate } from '../slow-evaluator';

const web = pod('shop/web', { ips: ['10.0.0.1'], labels: { app: 'web' } });
const db = pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' }, ports: ['pg TCP 5432'] });
const shop = namespace('shop', { team: 'red' });
const allow = { action: 'Allow' } as const;

/** All ways in which the walk at db can end, after the verdict on the flow. */
function atDb(given: Cluster, from = 'shop/web', connection = 'TCP 5432', scope: Scope = 'enforced'): string {
  const { verdict, ingress } = slowEvaluate(given, flow(from, 'shop/db', connection), scope);
  return [`${verdict}:`, (ingress?.decisions ?? []).map(printDecision).join(', ')].join(' ');
}

const worldOf = (...parts: readonly Part[]) => cluster([shop, web, db, ...parts]);

test.each<[string, Cluster, string]>([
  [
    'labels of a pod',
    cluster([
      shop,
      pod('shop/web', { ips: ['10.0.0.1'], labelsKnown: false }),
      db,
      np('shop/p', { ingress: [{ action: 'Deny', source: { selector: "app == 'web'" } }, allow] }),
    ]),
    'undetermined: deny rule default NetworkPolicy shop/p 0, allow rule default NetworkPolicy shop/p 1',
  ],
  [
    'labels of a pod, where both ways agree',
    cluster([
      shop,
      pod('shop/web', { ips: ['10.0.0.1'], labelsKnown: false }),
      db,
      np('shop/p', { ingress: [{ ...allow, source: { selector: "app == 'web'" } }, allow] }),
    ]),
    'allow: allow rule default NetworkPolicy shop/p 0, allow rule default NetworkPolicy shop/p 1',
  ],
  [
    'labels of a namespace; its name is known',
    cluster([
      namespace('shop', {}, { known: false }),
      web,
      db,
      np('shop/p', {
        ingress: [
          { action: 'Deny', source: { namespaceSelector: "projectcalico.org/name != 'shop'" } },
          { action: 'Deny', source: { namespaceSelector: 'has(team)' } },
          { ...allow, source: { namespaceSelector: "kubernetes.io/metadata.name == 'shop'" } },
        ],
      }),
    ]),
    'undetermined: deny rule default NetworkPolicy shop/p 1, allow rule default NetworkPolicy shop/p 2',
  ],
  [
    'the account, and the labels of another',
    cluster([
      shop,
      pod('shop/web', { ips: ['10.0.0.1'], serviceAccount: undefined }),
      pod('shop/db', { ips: ['10.0.0.2'] }),
      account('shop/default', {}, { known: false }),
      np('shop/p', { order: 1, serviceAccountSelector: 'has(team)', ingress: [{ action: 'Deny' }] }),
      np('shop/q', { order: 2, ingress: [{ ...allow, source: { serviceAccounts: { names: ['web'] } } }] }),
    ]),
    'undetermined: deny rule default NetworkPolicy shop/p 0, allow rule default NetworkPolicy shop/q 0, ' +
      'deny end-of-tier default NetworkPolicy shop/q',
  ],
  [
    'ports',
    cluster([
      shop,
      web,
      pod('shop/db', { ips: ['10.0.0.2'], portsKnown: false }),
      np('shop/p', { ingress: [{ ...allow, protocol: 'TCP', destination: { ports: ['pg'] } }] }),
    ]),
    'undetermined: allow rule default NetworkPolicy shop/p 0, deny end-of-tier default NetworkPolicy shop/p',
  ],
  [
    'an address, beside a net and a set; whoever selects the pod itself does not mind',
    cluster([
      shop,
      pod('shop/web', { labels: { app: 'web' }, unknownAddress: [4] }),
      db,
      globalNetworkSet('set', { role: 'ops' }, ['10.0.0.0/24']),
      gnp('a', { order: 1, ingress: [{ action: 'Deny', source: { nets: ['fd00::/8'] } }] }),
      gnp('b', { order: 2, ingress: [{ action: 'Deny', source: { nets: ['203.0.113.0/24'] } }] }),
      gnp('c', { order: 3, ingress: [{ action: 'Deny', source: { selector: "role == 'ops'" } }] }),
      gnp('d', { order: 4, ingress: [{ ...allow, source: { selector: "app == 'web'", nets: ['0.0.0.0/0'] } }] }),
    ]),
    'undetermined: deny rule default GlobalNetworkPolicy b 0, deny rule default GlobalNetworkPolicy c 0, ' +
      'allow rule default GlobalNetworkPolicy d 0',
  ],
  [
    'an address, where pools say which it may be',
    cluster(
      [
        shop,
        pod('shop/web', { unknownAddress: [4] }),
        db,
        gnp('b', { order: 2, ingress: [{ action: 'Deny', source: { nets: ['203.0.113.0/24'] } }] }),
        gnp('d', { order: 4, ingress: [{ ...allow, source: { nets: ['10.0.0.0/9', '10.128.0.0/9'] } }] }),
      ],
      { pools: ['10.0.0.0/8'] },
    ),
    'allow: allow rule default GlobalNetworkPolicy d 0',
  ],
  [
    'an address, behind a Service or not',
    cluster([
      shop,
      pod('shop/web', { unknownAddress: [4] }),
      db,
      slice('shop/clients', ['10.0.0.9 TCP 80']),
      np('shop/p', { ingress: [{ ...allow, source: { services: { name: 'clients', namespace: 'shop' } } }] }),
    ]),
    'undetermined: allow rule default NetworkPolicy shop/p 0, deny end-of-tier default NetworkPolicy shop/p',
  ],
])('not told: %s', (_, given, answer) => {
  expect(atDb(given)).toBe(answer);
});

test('every trigger that an end of tier may have is told', () => {
  const [namespaced, known] = [
    cluster([
      namespace('shop', {}, { known: false }),
      web,
      db,
      gnp('first', { order: 1, namespaceSelector: 'has(team)', ingress: [] }),
      gnp('second', { order: 2, namespaceSelector: 'has(team)', ingress: [{ ...allow, protocol: 'UDP' }] }),
    ]),
    worldOf(gnp('first', { order: 1, namespaceSelector: 'has(team)', ingress: [] })),
  ];
  expect(atDb(namespaced)).toBe(
    'undetermined: deny end-of-tier default GlobalNetworkPolicy first, ' +
      'deny end-of-tier default GlobalNetworkPolicy second, allow profile kns.shop',
  );
  expect(atDb(known)).toBe('deny: deny end-of-tier default GlobalNetworkPolicy first');
});

test('a pass that may match leads on and lets the tier go on', () => {
  const given = cluster([
    shop,
    pod('shop/web', { ips: ['10.0.0.1'], labelsKnown: false }),
    db,
    tier('first', { order: 1 }),
    gnp('p', { tier: 'first', ingress: [{ action: 'Pass', source: { selector: 'has(vip)' } }, { action: 'Deny' }] }),
    gnp('q', { ingress: [allow] }),
  ]);
  expect(atDb(given)).toBe(
    'undetermined: deny rule first GlobalNetworkPolicy p 1, allow rule default GlobalNetworkPolicy q 0',
  );
});

test('without Tier objects a tier may stand anywhere, with either default action', () => {
  const parts = [
    shop,
    web,
    db,
    gnp('p', { tier: 'security', ingress: [{ ...allow, protocol: 'UDP' }] }),
    gnp('q', { ingress: [allow] }),
  ];
  expect(atDb(cluster(parts, { tiersKnown: false }))).toBe(
    'undetermined: allow rule default GlobalNetworkPolicy q 0, deny end-of-tier security GlobalNetworkPolicy p',
  );
  const { reason } = slowEvaluate(
    cluster(parts, { tiersKnown: false }),
    flow('shop/web', 'shop/db', 'TCP 1'),
    'enforced',
  );
  expect(reason).toEqual({ kind: 'missing-input', unknowns: [{ kind: 'tier', tier: 'security' }] });
});

test('a side that surely denies decides, whatever the other leaves open', () => {
  const given = cluster([
    shop,
    pod('shop/web', { ips: ['10.0.0.1'], labelsKnown: false }),
    db,
    np('shop/out', { types: ['Egress'] }),
    np('shop/in', { ingress: [{ ...allow, source: { selector: 'has(vip)' } }] }),
  ]);
  expect(atDb(given)).toMatch(/^deny: allow .*, deny end-of-tier/);
});

test.each<[string, Scope, string]>([
  ['its own place beside the twin', 'pending', 'deny rule default NetworkPolicy shop/p 0'],
  ['the place of the twin', 'promoted', 'allow rule default StagedNetworkPolicy shop/p 0'],
  ['nothing', 'enforced', 'deny rule default NetworkPolicy shop/p 0'],
])('a staged policy gets %s (%s)', (_, scope, decision) => {
  const given = worldOf(np('shop/p', { ingress: [{ action: 'Deny' }] }), snp('shop/p', { ingress: [allow] }));
  expect(atDb(given, 'shop/web', 'TCP 1', scope)).toContain(decision);
});

test('a staged deletion takes the twin away, and only when promoted', () => {
  const given = worldOf(gnp('p', { ingress: [{ action: 'Deny' }] }), sgnp('p', { stagedAction: 'Delete' }));
  expect(atDb(given, 'shop/web', 'TCP 1', 'pending')).toContain('deny rule');
  expect(atDb(given, 'shop/web', 'TCP 1', 'promoted')).toBe('allow: allow profile kns.shop');
});

test('a staged Kubernetes policy without types governs egress only once it is promoted', () => {
  const given = worldOf(sknp('shop/p', { egress: [{ ports: [1] }] }));
  const egress = (scope: Scope) =>
    slowEvaluate(given, flow('shop/web', 'shop/db', 'TCP 5432'), scope).egress?.decisions.map(printDecision);
  expect(egress('pending')).toEqual(['allow profile kns.shop']);
  expect(egress('promoted')).toEqual(['deny end-of-tier default StagedKubernetesNetworkPolicy shop/p']);
});

test.each<[string, Regime, Part, string]>([
  ['a rule that does not convert, 3.32', '3.32', knp('shop/p', { ingress: [{ broken: 'port' }] }), 'deny: deny end'],
  ['the same, 3.31', '3.31', knp('shop/p', { ingress: [{ broken: 'port' }] }), 'allow: allow profile'],
  [
    'an Admin rule that does not convert, 3.31',
    '3.31',
    anp('p', { ingress: [{ action: 'Deny', peers: [{ unsupported: 'nodes' }] }] }),
    'allow: allow profile',
  ],
  [
    'an Admin rule that does not convert, 3.32',
    '3.32',
    cnp('p', { ingress: [{ action: 'Pass', peers: [{ unsupported: 'nodes' }] }] }),
    'deny: deny rule kube-admin ClusterNetworkPolicy p 0',
  ],
  ['a kind of another generation', '3.31', cnp('p', { ingress: [{ action: 'Deny', peers: [{}] }] }), 'allow: allow'],
])('%s', (_, regime, policy, answer) => {
  expect(atDb(cluster([shop, web, db, policy], { regime })).startsWith(answer)).toBe(true);
});

test('ports of init containers count from 3.30 on', () => {
  const parts = [
    shop,
    web,
    pod('shop/db', { ips: ['10.0.0.2'], ports: ['pg TCP 5432 init'] }),
    knp('shop/p', { ingress: [{ ports: ['pg'] }] }),
  ];
  expect(atDb(cluster(parts, { regime: '3.28' }))).toMatch(/^deny/);
  expect(atDb(cluster(parts, { regime: '3.31' }))).toMatch(/^allow/);
});

test('packets that no policy of the source sees', () => {
  const given = worldOf(gnp('p', { types: ['Egress'], egress: [allow] }));
  const ask = (connection: string) => slowEvaluate(given, flow('shop/web', 'shop/db', connection), 'enforced');
  expect(ask('UDP 4789').egress?.decisions.map(printDecision)).toEqual(['deny encapsulation-guard']);
  expect(ask('4').verdict).toBe('deny');
  const own = slowEvaluate(given, flow('shop/db', '10.0.0.2', 'TCP 1'), 'enforced');
  expect(own).toEqual({
    verdict: 'allow',
    egress: undefined,
    ingress: undefined,
    reason: undefined,
    path: [],
    ways: [],
  });
});

test('families, nodes and what is not there', () => {
  const given = cluster([
    shop,
    pod('shop/both', { ips: ['10.0.0.1', 'fd00::1'] }),
    pod('shop/six', { ips: ['fd00::2'] }),
    pod('shop/four', { ips: ['10.0.0.3'], node: 'node-b' }),
    pod('shop/none'),
    node('node-a', ['192.168.0.1']),
    hostPod('shop/agent', { node: 'node-a', ips: ['192.168.0.1'] }),
    gnp('p', { types: ['Ingress'], ingress: [{ ...allow, ipVersion: 6 }] }),
  ]);
  const ask = (from: string, to: string) => slowEvaluate(given, flow(from, to, 'TCP 80'), 'enforced');
  const decided = (from: string, to: string) => ask(from, to).ingress?.decisions.map(printDecision).join();
  expect(decided('shop/both', 'shop/six')).toBe('allow rule default GlobalNetworkPolicy p 0');
  expect(decided('shop/both', 'shop/four')).toBe('deny end-of-tier default GlobalNetworkPolicy p');
  expect(ask('shop/six', 'shop/four').reason?.kind).toBe('no-common-family');
  expect(ask('shop/six', 'shop/none').reason?.kind).toBe('no-address');
  expect(ask('shop/six', 'shop/gone').reason?.kind).toBe('no-such-pod');
  expect(decided('shop/agent', 'shop/both')).toBe('allow host-bypass');
  expect(decided('192.168.0.1', 'shop/both')).toBe('allow host-bypass');
  expect(decided('shop/agent', 'shop/four')).toBe('deny end-of-tier default GlobalNetworkPolicy p');
  expect(ask('shop/both', 'shop/agent')).toMatchObject({ verdict: 'allow', ingress: undefined });
});
