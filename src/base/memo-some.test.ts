import { expect, test } from 'vitest';
import { memoSome } from './memo-some';

test('what it is asked again is not made again, until it has forgotten it', () => {
  const made: string[] = [];
  const length = memoSome(2, (text: string) => {
    made.push(text);
    return text.length;
  });
  expect(['a', 'bb', 'a', 'bb', 'ccc', 'ccc', 'a'].map(length)).toEqual([1, 2, 1, 2, 3, 3, 1]);
  expect(made).toEqual(['a', 'bb', 'ccc', 'a']);
});
