import { expect, test } from 'vitest';
import { createLists, type Lists } from './lists';

function numberOf(lists: Lists, items: readonly number[]): number {
  for (const item of items) lists.add(item);
  return lists.close();
}

test('equal lists have equal numbers, others do not', () => {
  const lists = createLists();
  const numbers = new Map<string, number>();
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 3_000; i += 1) {
      const items = Array.from({ length: i % 7 }, (_, at) => ((i * 31 + at) % 11) - 3);
      const number = numberOf(lists, items);
      const key = items.join();
      expect(numbers.get(key) ?? numbers.size).toBe(number);
      numbers.set(key, number);
    }
  }
  expect(lists.size).toBe(numbers.size);
});

test('a list may be long, and may be empty', () => {
  const lists = createLists();
  const long = Array.from({ length: 5_000 }, (_, i) => i);
  expect(numberOf(lists, [])).toBe(0);
  expect(numberOf(lists, long)).toBe(1);
  expect(numberOf(lists, [...long, 0])).toBe(2);
  expect(numberOf(lists, long)).toBe(1);
  expect(numberOf(lists, [])).toBe(0);
});
