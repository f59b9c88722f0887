import { expect, test } from 'vitest';
import { cluster, namespace, pod, type Part } from '../testing/builders';
import type { Grouping } from './answers';
import { createMembers, type Standings } from './map-members';

/** So many namespaces with so many pods each, their labels by their number. */
function namespaces(
  count: number,
  pods: number,
  labelsOf: (index: number) => Readonly<Record<string, string>> = () => ({}),
): readonly Part[] {
  return Array.from({ length: count }, (_, i) => `ns-${String(i).padStart(3, '0')}`).flatMap((name, i) => [
    namespace(name, labelsOf(i)),
    ...Array.from({ length: pods }, (_unused, p) => pod(`${name}/app-${p}`, { labels: { app: `app-${p}` } })),
  ]);
}

const membersOf = (parts: readonly Part[]) => createMembers(cluster(parts));
const idsOf = ({ nodes }: Standings) => nodes.map(({ identity }) => identity.id).toSorted();
const podsIn = ({ nodes }: Standings) => nodes.reduce((sum, { members }) => sum + members.length, 0);
const unset = { grouping: undefined, focus: undefined };

test('a small cluster is drawn by service, one of many services by namespace', () => {
  expect(membersOf(namespaces(5, 5)).standings(unset).grouping).toBe('service');
  expect(membersOf(namespaces(20, 5)).standings(unset).grouping).toBe('namespace');
  // Two namespaces would be no picture.
  expect(membersOf(namespaces(2, 40)).standings(unset).grouping).toBe('service');
});

test('one of many namespaces is drawn by the label that makes the most groups of a number that can be read', () => {
  const labels = (i: number) => ({
    'kubernetes.io/metadata.name': `ns-${i}`,
    unique: `u-${i}`,
    tenant: `t-${i % 12}`,
    env: i % 2 === 0 ? 'prod' : 'test',
    ...(i < 10 ? { rare: `r-${i}` } : {}),
  });
  const members = membersOf(namespaces(80, 2, labels));
  expect(members.options).toEqual([
    { grouping: 'service', nodes: 160 },
    { grouping: 'namespace', nodes: 80 },
    { grouping: 'label:tenant', nodes: 12 },
    { grouping: 'label:env', nodes: 2 },
  ]);
  expect(members.standings(unset).grouping).toBe('label:tenant');
  expect(podsIn(members.standings(unset))).toBe(160);
});

test('namespaces without the label stand together', () => {
  const members = membersOf(namespaces(70, 1, (i) => (i < 65 ? { team: `t${i % 3}` } : {})));
  const ids = idsOf(members.standings({ grouping: 'label:team', focus: undefined }));
  expect(ids).toEqual(['label:team', 'label:team=t0', 'label:team=t1', 'label:team=t2']);
});

const tenants = membersOf(namespaces(70, 2, (i) => ({ tenant: `t${i % 7}` })));
const open = (focus: string | undefined, grouping: Grouping = 'label:tenant') => tenants.standings({ grouping, focus });

test('an opened group shows its namespaces, the others stay folded', () => {
  const opened = open('label:tenant=t0');
  expect(opened.path).toEqual([{ id: 'label:tenant=t0', label: 't0' }]);
  expect(idsOf(opened)).toEqual([
    ...[1, 2, 3, 4, 5, 6].map((i) => `label:tenant=t${i}`),
    ...['000', '007', '014', '021', '028', '035', '042', '049', '056', '063'].map((i) => `ns:ns-${i}`),
  ]);
  expect(podsIn(opened)).toBe(140);
});

test('an opened namespace shows its services; what else is in its group stays in it', () => {
  const opened = open('ns:ns-007');
  expect(opened.path.map(({ id }) => id)).toEqual(['label:tenant=t0', 'ns:ns-007']);
  expect(idsOf(opened)).toEqual([
    'app:ns-007/app-0',
    'app:ns-007/app-1',
    ...[0, 1, 2, 3, 4, 5, 6].map((i) => `label:tenant=t${i}`),
  ]);
  expect(podsIn(opened)).toBe(140);
  expect(open('ns:ns-007', 'namespace').nodes).toHaveLength(71);
});

test('a group that is gone is not opened', () => {
  expect(open('label:tenant=gone')).toEqual(open(undefined));
  expect(open('ns:gone').path).toEqual([]);
});

test('what does not fit is drawn as one: no pod is lost', () => {
  const many = membersOf(namespaces(310, 1));
  const shown = many.standings({ grouping: 'namespace', focus: undefined });
  expect(shown.nodes).toHaveLength(61);
  expect(shown.nodes.find(({ identity }) => identity.id === 'rest')?.identity.label).toBe('250 other namespaces');
  expect(podsIn(shown)).toBe(310);
  const wide = membersOf(namespaces(3, 130)).standings({ grouping: 'namespace', focus: 'ns:ns-001' });
  expect(wide.nodes).toHaveLength(63);
  expect(wide.nodes.find(({ identity }) => identity.id === 'ns:ns-001')?.identity.label).toBe('70 other services');
  expect(podsIn(wide)).toBe(390);
});

test('an endpoint is found at a node of every grouping', () => {
  expect(tenants.placesOf(0)).toEqual(['app:ns-000/app-0', 'ns:ns-000', 'label:tenant=t0']);
});
