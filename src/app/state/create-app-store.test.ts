import { expect, test } from 'vitest';
import { sampleEngine } from '../../testing/sample-engine';
import { sampleMap } from '../../testing/sample-map';
import type { ClusterMap, GroupedMap, LoadSummary } from '../../analysis/answers';
import { packMap, type PackedMap } from '../../analysis/pack-map';
import type { ReadEnd } from '../../analysis/read-end';
import type { Answer } from '../../worker/protocol';
import { present } from '../../base/assert';
import { createAppStore } from './create-app-store';
import { nothingSaved, printSaved, readSaved } from './saved';

const map = sampleMap(`
  shop/web 3, shop/cart 2, data/redis 3
  shop/web > shop/cart allow default/1000 TCP 80
  shop/cart > data/redis deny security/100 TCP 6379
`);
const grouped = (cluster: ClusterMap, how: Partial<GroupedMap> = {}): PackedMap =>
  packMap({ ...cluster, grouping: 'service', options: [], path: [], ...how });

/** What the engine would read: a service by its node. */
function endAt(text: string): ReadEnd | undefined {
  const node = map.nodes.find(({ id }) => id === `svc:${text}`);
  if (node === undefined) return undefined;
  return { text, kind: 'service', end: { kind: 'service', id: text }, node, places: [node.id], whole: true };
}

const summary: LoadSummary = {
  regime: '3.32',
  regimeEvidence: [],
  regimeChosen: false,
  counts: {
    files: 1,
    namespaces: 2,
    pods: 8,
    representatives: 0,
    hostPods: 0,
    services: 3,
    policies: 0,
    staged: 0,
    tiers: 1,
    networkSets: 0,
  },
  notEvaluated: [],
};
const loaded = (revision: number): Answer<'load'> => ({ revision, summary, files: [], diagnostics: [] });

/** A store with an engine that answers when told, and a clock whose timers run when told. */
function page() {
  const engine = sampleEngine();
  let timers: (() => void)[] = [];
  const store = createAppStore({
    engine,
    saved: nothingSaved,
    clock: {
      now: () => 0,
      after(_milliseconds, run) {
        timers.push(run);
        return () => {
          timers = timers.filter((timer) => timer !== run);
        };
      },
    },
  });
  const runTimers = () => {
    const due = timers;
    timers = [];
    for (const run of due) run();
  };
  const state = () => store.getState();
  const load = async () => {
    state().addFiles([{ name: 'a.yaml', content: 'a' }]);
    await engine.answer('load', loaded(state().revision));
    await engine.answer('map', grouped(map));
  };
  const answerEnds = async () => {
    await engine.answer('readEnd', endAt(engine.paramsOf('readEnd').end.text));
    await engine.answer('readEnd', endAt(engine.paramsOf('readEnd').end.text));
  };
  const answerQuestion = async () => {
    await answerEnds();
    const { from, to } = engine.paramsOf('pair');
    await engine.answer('pair', { from, to, pairs: 6, rows: [] });
    const { flow } = engine.paramsOf('explain');
    await engine.answer('explain', { ...explained, flow });
  };
  return { engine, state, runTimers, load, answerEnds, answerQuestion, timers: () => timers.length };
}

const explained: Omit<Answer<'explain'>, 'flow'> = {
  verdict: { verdict: 'deny', egress: undefined, ingress: undefined, reason: undefined, path: [] },
  notes: [],
  egress: undefined,
  ingress: undefined,
  mixed: false,
  backends: undefined,
  otherRegimes: [],
  nearest: undefined,
};

test('files are loaded at once, and the map is asked for after', async () => {
  const { engine, state } = page();
  state().addFiles([{ name: 'a.yaml', content: '\uFEFFa\r\nb' }]);
  expect(engine.paramsOf('load').files).toMatchObject([{ name: 'a.yaml', content: 'a\nb' }]);
  await engine.answer('load', loaded(1));
  expect(state().load.status).toBe('loading');
  expect(engine.waiting()).toEqual(['map']);
  await engine.answer('map', grouped(map));
  expect(state().load.status).toBe('ready');
});

test('long texts come one by one behind the map, and are kept while their files stay as they are', async () => {
  const { engine, state } = page();
  const outline = (id: string) => ({ id, name: id, text: undefined, comes: true, bytes: undefined, objects: 1 });
  const outlines = () => state().files.map(({ id }) => ({ ...outline(id), errors: 0, warnings: 0 }));
  const texts = () => state().loaded?.files.map(({ text }) => text);
  state().addFiles([
    { name: 'a.yaml', content: Uint8Array.of(1) },
    { name: 'b.yaml', content: Uint8Array.of(2) },
  ]);
  await engine.answer('load', { ...loaded(1), files: outlines() });
  expect(engine.waiting()).toEqual(['map']);
  await engine.answer('map', grouped(map));
  expect(engine.waiting()).toEqual(['text']);
  await engine.answer('text', 'of a');
  expect(texts()).toEqual(['of a', undefined]);
  await engine.answer('text', 'of b');
  expect(texts()).toEqual(['of a', 'of b']);

  const [first] = state().files;
  state().editFile(present(first, 'two files were added').id, 'edited');
  state().evaluateAgain();
  await engine.answer('load', { ...loaded(2), files: outlines() });
  expect(texts()).toEqual([undefined, 'of b']);
  await engine.answer('map', grouped(map));
  expect(engine.paramsOf('text')).toMatchObject({ revision: 2, id: first?.id });
});

test('typing is evaluated once it pauses, and cancels what runs', async () => {
  const { engine, state, runTimers, load, timers } = page();
  await load();
  const file = present(state().files[0], 'a file was added');
  state().editFile(file.id, 'b');
  state().editFile(file.id, 'bc');
  expect(timers()).toBe(1);
  expect(engine.waiting()).not.toContain('load');
  runTimers();
  expect(engine.paramsOf('load').files).toMatchObject([{ content: 'bc' }]);
});

test('an answer about an older revision is dropped', async () => {
  const { engine, state } = page();
  state().addFiles([{ name: 'a.yaml', content: 'a' }]);
  await engine.answer('load', loaded(1));
  state().addFiles([{ name: 'b.yaml', content: 'b' }]);
  expect(engine.waiting()).toEqual(['load']);
  await engine.answer('load', loaded(2));
  expect(state().loaded?.revision).toBe(2);
});

test('two files of one name are told apart', () => {
  const { state } = page();
  state().addFiles([
    { name: 'a.yaml', content: '' },
    { name: 'a.yaml', content: '' },
  ]);
  expect(state().files.map(({ name }) => name)).toEqual(['a.yaml', 'a (2).yaml']);
});

test('a crash is survived once: the same files are loaded again, and then no more', async () => {
  const { engine, state } = page();
  state().addFiles([{ name: 'a.yaml', content: 'a' }]);
  await engine.crash('load', 'at engine.ts:1');
  expect(engine.restarts()).toBe(1);
  expect(state().crash).toMatchObject({ survived: true });
  expect(engine.waiting()).toEqual(['load']);
  await engine.crash('load', 'at engine.ts:1');
  expect(engine.waiting()).toEqual([]);
  expect(state()).toMatchObject({ load: { status: 'crashed' }, crash: { survived: false } });
  state().evaluateAgain();
  expect(engine.waiting()).toEqual(['load']);
});

test('a dead thread is survived too', async () => {
  const { engine, state, load } = page();
  await load();
  await engine.die('out of memory');
  expect(state().crash).toEqual({ report: 'out of memory', survived: true });
  expect(engine.waiting()).toEqual(['load']);
});

test('an engine that does not let go of a cancelled load is restarted', () => {
  const { engine, state, runTimers } = page();
  state().addFiles([{ name: 'a.yaml', content: 'a' }]);
  state().cancelLoad();
  expect(state().load.status).toBe('cancelled');
  runTimers();
  expect(engine.restarts()).toBe(1);
});

test('an edge of the map is asked about: what its ends are, the pair, then one flow of it', async () => {
  const { engine, state, load, answerEnds } = page();
  await load();
  state().selectOnMap([present(map.edges[1], 'an edge').id]);
  expect(state().question).toMatchObject({ from: { text: 'shop/cart' }, to: { text: 'data/redis' } });
  await answerEnds();
  expect(engine.paramsOf('pair')).toMatchObject({ from: 'svc:shop/cart', to: 'svc:data/redis' });
  expect(state()).toMatchObject({ inspected: { kind: 'answer' }, answer: { status: 'asking' } });
});

test('after an edit the question in sight is answered before the lists, and asked once', async () => {
  const { engine, state, runTimers, load, answerQuestion } = page();
  const edit = async (text: string) => {
    state().editFile(present(state().files[0], 'a file was added').id, text);
    runTimers();
    await engine.answer('load', loaded(state().revision));
  };
  await load();
  state().selectOnMap([present(map.edges[1], 'an edge').id]);
  await answerQuestion();

  await edit('b');
  expect(engine.waiting()).toEqual(['readEnd', 'readEnd']);
  await answerQuestion();
  expect(state().answer.status).toBe('answered');
  await engine.answer('map', grouped(map));
  expect(engine.waiting()).not.toContain('pair');

  await edit('c');
  await engine.answer('readEnd', undefined);
  await engine.answer('readEnd', undefined);
  await engine.answer('map', grouped(sampleMap('shop/web 3')));
  expect(state()).toMatchObject({ answer: { status: 'none' }, problem: { part: 'from' } });
});

test('a selection survives an evaluation while it exists', async () => {
  const { engine, state, load } = page();
  await load();
  state().selectOnMap(['svc:shop/web']);
  state().addFiles([{ name: 'b.yaml', content: 'b' }]);
  await engine.answer('load', loaded(state().revision));
  await engine.answer('map', grouped(map));
  expect(state().selection).toEqual(['svc:shop/web']);
  state().addFiles([{ name: 'c.yaml', content: 'c' }]);
  await engine.answer('load', loaded(state().revision));
  await engine.answer('map', grouped(sampleMap('shop/cart 2')));
  expect(state()).toMatchObject({ selection: [], inspected: { kind: 'cluster' } });
});

test('a question that cannot be read is told at its part, and asks nothing', async () => {
  const { engine, state, load, answerEnds } = page();
  await load();
  state().fillEnd('from', { text: 'shop/nobody', kind: undefined });
  state().ask();
  await answerEnds();
  expect(state().problem).toMatchObject({ part: 'from' });
  expect(engine.waiting()).not.toContain('pair');
});

test('what was saved is read like any other outside data', () => {
  expect(readSaved(printSaved({ ...nothingSaved, theme: 'dark' }))).toMatchObject({ theme: 'dark' });
  expect(readSaved('{"version":1,"theme":"pink","sizes":{"left":1e9,"right":400}}')).toEqual({
    ...nothingSaved,
    sizes: { ...nothingSaved.sizes, right: 400 },
  });
  for (const text of [null, '', 'null', '[]', '{"version":2,"theme":"dark"}'])
    expect(readSaved(text)).toEqual(nothingSaved);
});

test('a group of the map is opened and closed, each time with a map of its own', async () => {
  const { engine, state, load } = page();
  await load();
  const byNamespace = (how: Partial<GroupedMap>) => grouped(sampleMap('shop/web 3'), { grouping: 'namespace', ...how });
  state().chooseGrouping('namespace');
  expect(engine.paramsOf('map')).toMatchObject({ grouping: 'namespace', focus: undefined });
  await engine.answer('map', byNamespace({}));
  state().toggleNamespace('shop');
  expect(engine.paramsOf('map')).toMatchObject({ grouping: 'namespace', focus: 'ns:shop' });
  await engine.answer('map', byNamespace({ path: [{ id: 'ns:shop', label: 'shop' }] }));
  expect(state().focus).toBe('ns:shop');
  state().toggleNamespace('shop');
  expect(engine.paramsOf('map')).toMatchObject({ focus: undefined });
});

test('a group that is gone is closed', async () => {
  const { engine, state, load } = page();
  await load();
  state().openGroup('ns:gone');
  await engine.answer('map', grouped(map));
  expect(state().focus).toBeUndefined();
});
