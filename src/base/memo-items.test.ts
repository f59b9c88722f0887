import { expect, test } from 'vitest';
import { memoItems, reordered } from './memo-items';

const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((value) => ({ value })) as [Item, Item, Item, Item, Item];

interface Item {
  readonly value: number;
}

test.each<[string, readonly Item[], readonly Item[]]>([
  ['the same in another list', [a, b, c], []],
  ['one replaced', [a, d, c], [d]],
  ['two replaced', [d, b, e], [d, e]],
  ['one added', [a, d, b, c], [d]],
  ['one taken out', [a, c], []],
  ['another order', [c, b, a], [c, a]],
  ['everything', [d, e], [d, e]],
])('%s: only what is new is looked at', (_, next, expected) => {
  const seen: Item[] = [];
  const odd = memoItems((item: Item) => {
    seen.push(item);
    return item.value % 2 === 0 ? undefined : item.value;
  });
  expect(odd([a, b, c])).toEqual([1, 3]);
  seen.length = 0;
  expect(odd(next)).toEqual(next.flatMap(({ value }) => (value % 2 === 0 ? [] : [value])));
  expect(seen).toEqual(expected);
});

test('an order is kept where an item takes the place of its like', () => {
  const last = { given: [c, a, b], gave: [a, b, c] };
  const copy = { value: 2 };
  const isSame = (before: Item, after: Item): boolean => before.value === after.value;
  expect(reordered(last, [c, a, copy], isSame)).toEqual([a, copy, c]);
  expect(reordered(last, [c, a, copy], isSame)?.[1]).toBe(copy);
  expect(reordered(last, [c, a, d], isSame)).toBeUndefined();
  expect(reordered(last, [c, a], isSame)).toBeUndefined();
  expect(reordered({ given: [a, a], gave: [a, a] }, [{ value: 1 }, a], isSame)).toBeUndefined();
});
