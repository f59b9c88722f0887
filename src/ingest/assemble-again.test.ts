import { expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic';
import { fileId } from '../model/ids';
import { createRandom } from '../testing/generate/random';
import { generateCluster } from '../testing/generate-cluster';
import { readPlans } from '../testing/plans';
import { printCluster } from '../testing/print-cluster';
import { assembleCluster, createAssembler, type Assemble, type ReadObjects } from './assemble';
import { readResources } from './read-resources';
import { readText } from './read-text';

/** A file of its own for every object; some leave something to tell. */
function filesOf(seed: number): readonly ReadObjects[] {
  const text = printCluster(generateCluster(seed, { flows: 0 }).cluster);
  return text.split('\n---\n').map((document, i) => {
    const file = { id: fileId(`${seed}-${i}`), name: `${i}.yaml`, text: `${document}\n` };
    const { objects } = readText(file, () => {});
    return readResources(objects, () => {});
  });
}

/** The same objects, saying something else. */
const touched = ({ resources, unread }: ReadObjects, edit: number): ReadObjects => ({
  unread,
  resources: resources.map((resource) => {
    const meta = { ...resource.meta, labels: new Map([...resource.meta.labels, ['edit', `${edit}`]]) };
    return 'tier' in resource && 'order' in resource
      ? { ...resource, meta, order: edit, tier: edit % 3 === 0 ? 'none' : resource.tier }
      : { ...resource, meta };
  }),
});

const told = (assemble: Assemble, files: readonly ReadObjects[]) => {
  const diagnostics: Diagnostic[] = [];
  const cluster = assemble(files, { regime: undefined }, (diagnostic) => diagnostics.push(diagnostic));
  return { cluster: plain(cluster), diagnostics };
};

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'bigint') return String(inner);
    const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Symbol.iterator in inner;
    return isMap ? [...(inner as Iterable<unknown>)] : inner;
  });

test('assembling after an edit equals assembling anew', () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = createRandom(seed);
    const others = filesOf(seed + 1000);
    const assemble = createAssembler();
    let files = [...filesOf(seed)];
    for (let edit = 0; edit < 12; edit += 1) {
      expect(told(assemble, files), `seed ${seed}, edit ${edit}`).toEqual(told(createAssembler(), files));
      const at = random.below(files.length);
      const more = random.pick(others);
      const edited = touched(files[at] ?? more, edit);
      const [spliced, turned] = [random.pick([[], [more], [more, more], [edited], [edited]]), random.chance(0.15)];
      files = [...files.slice(0, at), ...spliced, ...files.slice(random.chance(0.2) ? at : at + 1)];
      if (turned) files = files.toReversed();
    }
  }
});

test('files are joined as if they were one', () => {
  for (let seed = 1; seed <= 10; seed += 1) {
    const files = filesOf(seed);
    const whole: Assemble = (all, options, report) =>
      assembleCluster(
        all.flatMap(({ resources }) => resources),
        all.flatMap(({ unread }) => unread),
        options,
        report,
      );
    expect(told(createAssembler(), files)).toEqual(told(whole, files));
  }
});

test('an edit of a policy leaves everything else the very same', () => {
  const policy = (order: number) =>
    readPlans({
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'shop' },
      spec: { order },
    });
  const pods = readPlans(
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec: { containers: [] } },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'shop' }, spec: { ports: [{ port: 80 }] } },
  );
  const assemble = createAssembler();
  const one = assemble([pods, policy(1)], { regime: undefined }, () => {});
  const two = assemble([pods, policy(2)], { regime: undefined }, () => {});
  expect(two.policies).not.toEqual(one.policies);
  expect(two.endpoints).toBe(one.endpoints);
  expect(two.services).toBe(one.services);
  expect(two.serviceAccounts).toBe(one.serviceAccounts);
});
