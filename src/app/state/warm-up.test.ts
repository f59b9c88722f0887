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
  warmUp(engine, store, () => () => {});
  expect(engine.waiting()).toEqual(['warmUp']);
  store.getState().addFiles([{ name: 'a.yaml', content: '' }]);
  expect(engine.waiting()).toEqual(['load']);
});

const map = packMap({
  ...sampleMap('shop/web 3, shop/cart 2\nshop/web > shop/cart allow default/1000 TCP 80'),
  grouping: 'service',
  options: [],
  path: [],
});

test('its map is drawn, and the page knows nothing of it', async () => {
  const { engine, store } = page();
  const before = store.getState();
  const drawn: string[] = [];
  warmUp(engine, store, ({ nodes }) => {
    drawn.push(...nodes.map(({ id }) => id));
    return () => {};
  });
  await engine.answer('warmUp', map);
  await expect.poll(() => drawn).toEqual(['svc:shop/cart', 'svc:shop/web']);
  expect(store.getState()).toEqual(before);
});

test('the drawing ends when files come', async () => {
  const { engine, store } = page();
  const events: string[] = [];
  warmUp(engine, store, () => {
    events.push('begun');
    return () => events.push('ended');
  });
  await engine.answer('warmUp', map);
  await expect.poll(() => events).toEqual(['begun']);
  store.getState().addFiles([{ name: 'a.yaml', content: '' }]);
  expect(events).toEqual(['begun', 'ended']);
});
