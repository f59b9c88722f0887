import { expect, test } from 'vitest';
import { createTextIndex } from './text-index';

const index = createTextIndex(['Shop/Web', 'shop/web-0', '', 'data/redis', 'web']);

test('texts that hold a word are found in order, each once, in any case', () => {
  expect(index.find('WEB')).toEqual([0, 1, 4]);
  expect(index.find('s')).toEqual([0, 1, 3]);
  expect(index.find('nothing')).toEqual([]);
  expect(index.find('')).toEqual([0, 1, 2, 3, 4]);
});

test('line ends stand for the ends of a text', () => {
  expect(index.find('\nweb')).toEqual([4]);
  expect(index.find('web\n')).toEqual([0, 4]);
  expect(index.find('\nshop/web\n')).toEqual([0]);
  expect(index.find('\n\n')).toEqual([2]);
});

test('a search may be of a part, and stop early', () => {
  expect(index.find('web', { from: 1 })).toEqual([1, 4]);
  expect(index.find('web', { most: 2 })).toEqual([0, 1]);
  expect(index.textAt(0)).toBe('shop/web');
  expect(index.textAt(4)).toBe('web');
});

test('no text at all is searched like any other', () => {
  expect(createTextIndex([]).find('a')).toEqual([]);
  expect(createTextIndex([]).find('')).toEqual([]);
});

test('a text that gets longer when it is lowered moves the ones behind it', () => {
  const index = createTextIndex(['İstanbul', '', 'Web']);
  expect([0, 1, 2].map((i) => index.textAt(i))).toEqual(['İstanbul'.toLowerCase(), '', 'web']);
  expect(index.find('web')).toEqual([2]);
  expect(index.find('bul')).toEqual([0]);
});
