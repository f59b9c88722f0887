import { expect, test } from 'vitest';
import { finish } from '../base/task';
import type { Flow } from '../model/flow';
import { decodeText, inflate } from '../worker/host';
import { createWorkspace, type Workspace } from '../workspace/create-workspace';
import { createLibrary, type InputFile } from '../workspace/library';
import { generateCluster } from './generate-cluster';
import { createRandom, type Random } from './generate/random';
import { printCluster } from './print-cluster';

const host = { decode: decodeText, inflate };

const documentsOf = (seed: number): readonly string[] =>
  printCluster(generateCluster(seed, { flows: 0 }).cluster).split('\n---\n');

/** Mostly one object among those that stay; sometimes what moves or turns round many of them. */
function edited(documents: readonly string[], others: readonly string[], random: Random): readonly string[] {
  const at = random.below(documents.length);
  const own = documents[at] ?? '';
  const other = random.pick(others);
  return random.pick([
    () => documents.with(at, `# a line more\n${own}`),
    () => documents.with(at, own.replace('\n', '\n# inside\n')),
    () => documents.with(at, own.replaceAll('Allow', 'Deny')),
    () => documents.with(at, own.replaceAll(': ', ':  ')),
    () => documents.with(at, own.slice(0, random.below(own.length))),
    () => documents.with(at, `${own}\nxyz: 1`),
    () => documents.toSpliced(at, 1),
    () => documents.toSpliced(at, 0, other),
    () => documents.toSpliced(at, 0, own),
    () => documents.toSpliced(at, 1, other),
    () => [...documents.slice(at), ...documents.slice(0, at)],
    () => documents.toReversed(),
  ])();
}

const filesOf = (documents: readonly string[], cut: number): readonly InputFile[] =>
  [documents.slice(0, cut), documents.slice(cut)].map((own, i) => ({
    id: `file-${i}`,
    name: `${i}.yaml`,
    content: own.join('\n---\n'),
  }));

/** All that is told with places. */
function told(workspace: Workspace, revision: number, flows: readonly Flow[]) {
  const about = { revision, scope: 'enforced' as const };
  const { ids } = finish(workspace.decisions(about)).policies;
  return {
    policies: ids.map((id) => finish(workspace.policy({ ...about, id }))),
    endpoints: finish(workspace.endpoints({ ...about, text: '', from: 0, count: 100 })),
    explained: flows.map((flow) => finish(workspace.explain({ ...about, flow }))),
    totals: finish(workspace.decisions(about)),
  };
}

/** More with `AGREEMENT_SEEDS`. */
const seeds = Number(process.env['AGREEMENT_SEEDS'] ?? 12);

test('after edits of a text, all is told at the places where it stands now', { timeout: 3_600_000 }, () => {
  for (let seed = 1; seed <= seeds; seed += 1) {
    const random = createRandom(seed);
    const others = documentsOf(seed + 1_000);
    const { flows } = generateCluster(seed, { flows: 6 });
    const kept = createWorkspace(host);
    let documents = documentsOf(seed);
    const cut = random.below(documents.length);
    for (let revision = 0; revision < 10; revision += 1) {
      const files = filesOf(documents, cut);
      const fresh = createWorkspace(host);
      const [own, anew] = [kept, fresh].map((workspace) =>
        finish(workspace.load({ revision, files, regime: undefined })),
      );
      expect(own, `seed ${seed}, edit ${revision}`).toEqual(anew);
      if (random.chance(0.7)) {
        expect(told(kept, revision, flows), `seed ${seed}, edit ${revision}`).toEqual(told(fresh, revision, flows));
      }
      documents = edited(documents, others, random);
    }
  }
});

test('what an edit leaves alone stays the very same, wherever it moves', () => {
  const policy = (name: string, order: number) =>
    `apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: ${name}, namespace: shop}\nspec: {order: ${order}}\n`;
  const library = createLibrary(host);
  const read = (content: string) => finish(library.read([{ id: 'f', name: 'f.yaml', content }]))[0]?.resources ?? [];
  const [a, b, c] = read([policy('a', 1), policy('b', 1), policy('c', 1)].join('---\n'));
  const start = c?.meta.at.start ?? 0;
  const [again, other, moved] = read([policy('a', 1), policy('b', 200), policy('c', 1)].join('---\n'));
  expect(again).toBe(a);
  expect(other).not.toBe(b);
  expect(moved).toBe(c);
  expect(moved?.meta.at.start).toBe(start + 2);
});

test('of a load that is taken back nothing moves', () => {
  const library = createLibrary(host);
  const files = (text: string): readonly InputFile[] => [
    { id: 'f', name: 'f.yaml', content: `${text}apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n` },
    { id: 'g', name: 'g.yaml', content: 'apiVersion: v1\nkind: Namespace\nmetadata: {name: b}\n' },
  ];
  const [first] = finish(library.read(files('')));
  const at = { ...first?.resources[0]?.meta.at };
  const task = library.read(files('# more\n'));
  task.next();
  task.next();
  expect(first?.resources[0]?.meta.at).toEqual(at);
});

test('a load that is taken back before it is assembled leaves the answers of the one before', () => {
  const files = (text: string): readonly InputFile[] => [
    { id: 'f', name: 'f.yaml', content: `${text}${documentsOf(1).join('\n---\n')}` },
  ];
  const workspace = createWorkspace(host);
  finish(workspace.load({ revision: 1, files: files(''), regime: undefined }));
  const before = structuredClone(told(workspace, 1, []));
  const task = workspace.load({ revision: 2, files: files('# more\n'), regime: undefined });
  for (;;) {
    const { value, done } = task.next();
    expect(done).toBe(false);
    if (typeof value === 'object' && 'stage' in value && value.stage === 'assemble') break;
  }
  task.return(undefined as never);
  expect(told(workspace, 1, [])).toEqual(before);
});
