import { expect, test } from 'vitest';
import { packMap } from '../../analysis/pack-map';
import { sampleEngine } from '../../testing/sample-engine';
import { sampleMap } from '../../testing/sample-map';
import { createAppStore } from './create-app-store';
import { nothingSaved } from './saved';
import { warmUp } from './warm-up';

function page() {
  const engine = sampleEngine();
  const clock = { now: () => 0, after: () => () => {} };
  return { engine, store: createAppStore({ engine, clock, saved: nothingSaved }) };
}

test('it is taken back before the first files are loaded', () => {
  const { engine, store } = page();
  warmUp(engine, store);
  expect(engine.waiting()).toEqual(['warmUp']);
  store.getState().addFiles([{ name: 'a.yaml', content: '' }]);
  expect(engine.waiting()).toEqual(['load']);
});

test('nothing of it is shown', async () => {
  const { engine, store } = page();
  const before = store.getState();
  warmUp(engine, store);
  const map = sampleMap('shop/web 3, shop/cart 2\nshop/web > shop/cart allow default/1000 TCP 80');
  await engine.answer('warmUp', packMap({ ...map, grouping: 'service', options: [], path: [] }));
  expect(store.getState()).toEqual(before);
});
