import { expect, test } from 'vitest';
import { compileCluster } from '../engine/compile/compile-cluster';
import { np } from '../testing/build-policies';
import { service } from '../testing/build-services';
import { cluster, pod } from '../testing/builders';
import { createOverview } from './overview';

const overview = createOverview(
  compileCluster(
    cluster([
      pod('shop/api-0', { labels: { app: 'api' } }),
      pod('shop/api-1', { labels: { app: 'api' } }),
      pod('shop/web', { labels: { app: 'web' } }),
      service('shop/api', ['TCP 80 shop/api-0 8080', 'TCP 80 shop/api-1 8080']),
      np('shop/api', { selector: "app == 'api'", types: ['Ingress'] }),
      np('shop/all', { order: 1, types: ['Ingress', 'Egress'] }),
    ]),
    'enforced',
  ),
);
const detailOf = (id: string, grouping: 'service' | 'namespace') => {
  const detail = overview.node({ grouping, focus: undefined, id });
  return (
    detail && {
      members: detail.members.map((member) => member.name),
      ingress: detail.ingress.listed.map(({ policy, pods }) => `${policy.ref.name} on ${pods} of ${detail.pods}`),
      egress: detail.egress.total,
    }
  );
};

test('a node tells its pods, and which policies apply to how many of them', () => {
  expect(detailOf('svc:shop/api', 'service')).toEqual({
    members: ['api-0', 'api-1'],
    ingress: ['all on 2 of 2', 'api on 2 of 2'],
    egress: 1,
  });
});

test('so does a group, and a service of a map that has folded it away', () => {
  expect(detailOf('ns:shop', 'namespace')?.ingress).toEqual(['all on 3 of 3', 'api on 2 of 3']);
  expect(detailOf('svc:shop/api', 'namespace')?.members).toEqual(['api-0', 'api-1']);
  expect(detailOf('svc:shop/gone', 'service')).toBeUndefined();
});
