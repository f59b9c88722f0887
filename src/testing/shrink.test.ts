import { expect, test } from 'vitest';
import type { Cluster } from '../model/cluster';
import type { Flow } from '../model/flow';
import { cluster, flow, namespace, pod, tier } from './builders';
import { knp } from './build-kubernetes';
import { gnp, np } from './build-policies';
import { generateCluster } from './generate-cluster';
import { printDecision } from './read-vector';
import { shrink } from './shrink';
import { slowEvaluate } from './slow-evaluator';

const ingressOf = (given: Cluster, asked: Flow): string | undefined =>
  slowEvaluate(given, asked, 'enforced').ingress?.decisions.map(printDecision)[0];

test('only what the disagreement needs is left', () => {
  const given = cluster([
    namespace('shop', { team: 'red' }),
    pod('shop/web', { ips: ['10.0.0.1'], labels: { app: 'web', env: 'prod' }, ports: ['http TCP 8080'] }),
    pod('shop/db', { ips: ['10.0.0.2'], labels: { app: 'db' } }),
    pod('shop/other', { ips: ['10.0.0.3'] }),
    tier('security', { order: 10 }),
    gnp('idle', { tier: 'security', selector: "app == 'nobody'", ingress: [{ action: 'Deny' }] }),
    knp('shop/allow', { ingress: [{}] }),
    np('shop/lock', {
      order: 5,
      selector: "app == 'db'",
      ingress: [
        { action: 'Allow', protocol: 'UDP' },
        { action: 'Deny', protocol: 'TCP', source: { selector: "app == 'web'" }, destination: { ports: [5432, 80] } },
      ],
    }),
  ]);
  const asked = flow('shop/web', 'shop/db', 'TCP 5432');
  const denies = (candidate: Cluster) => ingressOf(candidate, asked)?.startsWith('deny rule') === true;
  const smallest = shrink(given, asked, denies);

  expect(smallest.policies.map(({ id }) => id)).toEqual(['np:shop/lock']);
  expect(smallest.endpoints.map(({ id }) => id)).toEqual(['shop/web', 'shop/db']);
  expect(smallest.tiers.map(({ name }) => name)).toEqual(['kube-admin', 'default', 'kube-baseline']);
  expect(ingressOf(smallest, asked)).toBe('deny rule default NetworkPolicy shop/lock 0');
  const [lock] = smallest.policies;
  expect(lock?.resource.ingress).toMatchObject([{ action: 'Deny', protocol: undefined, source: { selector: '' } }]);
});

test('a generated cluster becomes small', () => {
  let shrunk = 0;
  for (let seed = 1; seed <= 12; seed += 1) {
    const { cluster, flows } = generateCluster(seed);
    const asked = flows.find((one) => ingressOf(cluster, one)?.includes(' rule ') === true);
    if (asked === undefined) continue;
    const smallest = shrink(cluster, asked, (candidate) => ingressOf(candidate, asked)?.includes(' rule ') === true);
    expect(smallest.policies).toHaveLength(1);
    shrunk += 1;
  }
  expect(shrunk).toBeGreaterThan(3);
});
