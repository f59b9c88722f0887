import { expect, test } from 'vitest';
import { finish } from '../base/task';
import { compileCluster } from '../engine/compile/compile-cluster';
import type { Decision } from '../model/verdict';
import { gnp, np, type RuleSpec } from '../testing/build-policies';
import { cluster, hostEndpoint, networkSet, pod, tier, type Part } from '../testing/builders';
import type { IdleReason } from './answers';
import { createOverview, type Overview } from './overview';

const overviewOf = (...parts: readonly Part[]): Overview => createOverview(compileCluster(cluster(parts), 'enforced'));

const db = pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' } });
const web = [1, 2, 3].map((i) => pod(`shop/web-${i}`, { ips: [`10.0.1.${i}`], labels: { app: 'web' } }));
const security = tier('security', { order: 1 });
const toDb = { selector: "app == 'db'" } as const;

/** `gnp:lock: decides 0 > 3`, pairs on egress and on ingress. */
function standings(overview: Overview): readonly string[] {
  const { ids, standings: all, egress, ingress } = finish(overview.decisions()).policies;
  return ids.map((id, i) => `${id}: ${all[i]} ${egress[i]} > ${ingress[i]}`);
}

function reason(idle: IdleReason | undefined): string {
  if (idle?.kind !== 'decided-before') return idle?.kind ?? 'nobody knows';
  const name = (decision: Decision) =>
    decision.by === 'rule' ? `${decision.policy.name} ${decision.rule}` : decision.by;
  return `${idle.total} before: ${idle.by.map(name).join(', ')}`;
}

/** `Ingress 0: 3 pairs, 1 endpoints`, or the reason why there are none. */
function rulesOf(overview: Overview, policy: string): readonly string[] {
  const { ids } = finish(overview.decisions()).policies;
  const share = finish(overview.policyShare(ids.find((id) => id === policy) ?? (policy as never)));
  return (['Ingress', 'Egress'] as const).flatMap(
    (direction) =>
      (direction === 'Ingress' ? share?.ingress : share?.egress)?.rules.map(({ rule, pairs, endpoints, idle }) =>
        endpoints > 0
          ? `${direction} ${rule}: ${pairs} pairs, ${endpoints} endpoints`
          : `${direction} ${rule}: ${reason(idle)}`,
      ) ?? [],
  );
}

test('pairs that can talk, and who decides them', () => {
  const lock = np('shop/lock', { ...toDb, ingress: [{ action: 'Deny', source: { selector: "app == 'web'" } }] });
  const decisions = finish(overviewOf(db, ...web, lock).decisions());
  expect(decisions).toMatchObject({
    pairs: { total: 12, reachable: 9, open: 0 },
    bothFamilies: false,
    tiers: [
      { name: 'default', egress: 0, ingress: 3 },
      { name: undefined, egress: 12, ingress: 9 },
    ],
    idle: { policies: { total: 0 }, rules: { total: 0 } },
  });
  expect(standings(overviewOf(db, ...web, lock))).toEqual(['np:shop/lock: decides 0 > 3']);
});

test('what hangs on missing input is neither reachable nor denied, and counts for all that may decide it', () => {
  const unknown = pod('shop/job', { ips: ['10.0.0.4'], labelsKnown: false });
  const lock = np('shop/lock', { selector: "app == 'db'", types: ['Ingress'] });
  const overview = overviewOf(unknown, db, lock);
  expect(finish(overview.decisions()).pairs).toEqual({ total: 2, reachable: 0, open: 1 });
  expect(standings(overview)).toEqual(['np:shop/lock: decides 0 > 2']);
});

test('a policy may decide only with the outside, only pass, or nothing', () => {
  const parts = [
    security,
    db,
    ...web,
    gnp('security.nets', {
      tier: 'security',
      order: 1,
      ingress: [{ action: 'Deny', source: { nets: ['192.0.2.0/24'] } }],
    }),
    gnp('security.on', { tier: 'security', order: 2, ingress: [{ action: 'Pass' }] }),
    np('shop/gone', { selector: "app == 'gone'", ingress: [{ action: 'Deny' }] }),
  ];
  expect(standings(overviewOf(...parts))).toEqual([
    'gnp:security.nets: outside 0 > 0',
    'gnp:security.on: passes 0 > 0',
    'np:shop/gone: nothing 0 > 0',
  ]);
  const { idle } = finish(overviewOf(...parts).decisions());
  expect(idle.policies.listed.map(({ ref }) => ref.name)).toEqual(['gone']);
  expect(idle.rules.total).toBe(0);
});

test('what is about hosts or source ports is not called idle', () => {
  const overview = overviewOf(
    db,
    ...web,
    hostEndpoint('eth0', { node: 'node-a', labels: { role: 'host' } }),
    gnp('hosts', { selector: "role == 'host'", ingress: [{ action: 'Deny' }] }),
    np('shop/from-port', { ...toDb, ingress: [{ action: 'Deny', protocol: 'TCP', source: { ports: [53] } }] }),
  );
  expect(standings(overview)).toEqual(['np:shop/from-port: decides 0 > 3', 'gnp:hosts: not-counted 0 > 0']);
  expect(rulesOf(overview, 'np:shop/from-port')).toEqual(['Ingress 0: source-port']);
  expect(finish(overview.decisions()).idle.rules.total).toBe(0);
});

test('why rules decide nothing, as far as it is certain', () => {
  const overview = overviewOf(
    security,
    db,
    ...web,
    gnp('security.guard', { tier: 'security', ...toDb, ingress: [{ action: 'Deny', protocol: 'TCP' }] }),
    np('shop/lock', {
      ...toDb,
      ingress: [
        { action: 'Allow', protocol: 'TCP', source: { selector: "app == 'web'" } },
        { action: 'Allow', source: { selector: "app == 'gone'" } },
        { action: 'Allow', source: { selector: "app == 'db'" } },
        { action: 'Log' },
        { action: 'Pass', protocol: 'UDP', destination: { ports: [1] } },
        { action: 'Allow', destination: { selector: "app == 'web'" } },
      ],
    }),
  );
  expect(rulesOf(overview, 'np:shop/lock')).toEqual([
    'Ingress 0: 1 before: security.guard 0',
    'Ingress 1: no-peer',
    // At the end of tier security what is no TCP is denied before.
    'Ingress 2: 2 before: security.guard 0, end-of-tier',
    'Ingress 3: logs',
    'Ingress 4: passes',
    'Ingress 5: no-match',
  ]);
});

test('rules of a direction that is not among the types, and of a policy that applies to nobody', () => {
  const egress = [{ action: 'Deny' as const }];
  const overview = overviewOf(
    db,
    np('shop/other', { types: ['Ingress'], ingress: [{ action: 'Allow' }], egress }),
    np('shop/gone', { selector: "app == 'gone'", types: ['Egress'], egress }),
  );
  expect(rulesOf(overview, 'np:shop/other')).toEqual(['Ingress 0: 0 pairs, 1 endpoints', 'Egress 0: other-type']);
  expect(rulesOf(overview, 'np:shop/gone')).toEqual(['Egress 0: no-subject']);
});

test('an endpoint with itself is no pair', () => {
  const only = np('shop/only', { ...toDb, ingress: [{ action: 'Allow', source: { selector: "app == 'db'" } }] });
  expect(rulesOf(overviewOf(db, ...web, only), 'np:shop/only')).toEqual(['Ingress 0: only-itself']);
});

test('what is decided before, but for what an endpoint sends to itself', () => {
  const mixed = np('shop/mixed', {
    ...toDb,
    ingress: [
      { action: 'Deny', source: { selector: "app == 'web'" } },
      { action: 'Allow', source: { selector: 'all()' } },
    ],
  });
  expect(rulesOf(overviewOf(db, ...web, mixed), 'np:shop/mixed')).toEqual([
    'Ingress 0: 3 pairs, 1 endpoints',
    'Ingress 1: 1 before: mixed 0',
  ]);
});

test('rules that may decide for hosts are not called idle', () => {
  const overview = overviewOf(
    db,
    ...web,
    hostEndpoint('eth0', { node: 'node-a', labels: { role: 'host', 'projectcalico.org/namespace': 'shop' } }),
    gnp('both', {
      order: 1,
      ingress: [{ action: 'Allow', destination: { selector: "role == 'host'" } }, { action: 'Deny' }],
    }),
    np('shop/of-host', { selector: "role == 'host'", ingress: [{ action: 'Allow' }] }),
    gnp('raw', { doNotTrack: true, applyOnForward: true, ingress: [{ action: 'Deny' }] }),
  );
  expect(standings(overview)).toEqual([
    'gnp:both: decides 0 > 12',
    'np:shop/of-host: not-counted 0 > 0',
    'gnp:raw: not-counted 0 > 0',
  ]);
  expect(finish(overview.decisions()).idle).toMatchObject({ policies: { total: 0 }, rules: { total: 0 } });
  expect(rulesOf(overview, 'gnp:both')).toEqual(['Ingress 0: hosts', 'Ingress 1: 12 pairs, 4 endpoints']);
  expect(rulesOf(overview, 'np:shop/of-host')).toEqual(['Ingress 0: hosts']);
  expect(rulesOf(overview, 'gnp:raw')).toEqual(['Ingress 0: hosts']);
});

test('network sets and host endpoints are no subjects', () => {
  const overview = overviewOf(
    security,
    db,
    networkSet('shop/away', { app: 'away' }, ['192.0.2.0/24']),
    np('shop/of-set', { selector: "app == 'away'", ingress: [{ action: 'Deny' }] }),
    gnp('security.on', { tier: 'security', selector: "app == 'away'", ingress: [{ action: 'Pass' }] }),
  );
  expect(standings(overview)).toEqual(['gnp:security.on: nothing 0 > 0', 'np:shop/of-set: nothing 0 > 0']);
  expect(rulesOf(overview, 'np:shop/of-set')).toEqual(['Ingress 0: no-subject']);
});

test('what stands behind rules for some source ports may decide from others', () => {
  const behind = (rule: RuleSpec): readonly string[] => {
    const overview = overviewOf(
      security,
      db,
      ...web,
      gnp('security.ports', { tier: 'security', ingress: [rule, { action: 'Deny' }] }),
      np('shop/lock', { ...toDb, ingress: [{ action: 'Allow' }] }),
    );
    const { idle } = finish(overview.decisions());
    return [...rulesOf(overview, 'np:shop/lock'), `${idle.policies.total} idle policies`];
  };
  const hanging = ['Ingress 0: source-port', '0 idle policies'];
  expect(behind({ protocol: 'TCP', action: 'Pass', source: { ports: [53] } })).toEqual(hanging);
  expect(behind({ protocol: 'TCP', action: 'Deny', source: { notPorts: [53] } })).toEqual(hanging);
  expect(behind({ protocol: 'TCP', action: 'Deny', source: { ports: ['40000:40001'] } })).toEqual(hanging);
  expect(behind({ protocol: 'TCP', action: 'Deny', source: { ports: [53] } })).toEqual([
    'Ingress 0: 1 before: security.ports 1',
    '1 idle policies',
  ]);
});

test('addresses of a family that no endpoint has fit no connection, and are addresses all the same', () => {
  const far = np('shop/far', {
    ...toDb,
    ingress: [
      { action: 'Allow', source: { nets: ['2001:db8::/32'] } },
      { action: 'Allow', source: { selector: "app == 'gone'" } },
    ],
  });
  expect(rulesOf(overviewOf(db, ...web, far), 'np:shop/far')).toEqual(['Ingress 0: no-match', 'Ingress 1: no-peer']);
});

test('there is nothing to say of a policy that is not there', () => {
  expect(finish(overviewOf(db).policyShare('np:shop/gone' as never))).toBeUndefined();
});
