import { expect, test } from 'vitest';
import { differenceOf } from './difference';

const change = (before: string, after: string) => {
  const { start, end, text } = differenceOf(before, after);
  return [before.slice(0, start), before.slice(start, end), text, before.slice(end)];
};

test.each([
  ['a word replaced', 'order: 100\n', 'order: 250\n', ['order: ', '10', '25', '0\n']],
  ['a line added', 'a\nc\n', 'a\nb\nc\n', ['a\n', '', 'b\n', 'c\n']],
  ['a line removed', 'a\nb\nc\n', 'a\nc\n', ['a\n', 'b\n', '', 'c\n']],
  ['a repeated character added', 'aa', 'aaa', ['aa', '', 'a', '']],
  ['all of it', 'abc', 'xyz', ['', 'abc', 'xyz', '']],
  ['nothing', 'same', 'same', ['same', '', '', '']],
  // U+1F600 and U+1F601 share their first half; U+1F600 and U+1FA00 share their second.
  ['the second half of a pair', 'x\u{1f600}y', 'x\u{1f601}y', ['x', '\u{1f600}', '\u{1f601}', 'y']],
  ['the first half of a pair', 'x\u{1f600}y', 'x\u{1fa00}y', ['x', '\u{1f600}', '\u{1fa00}', 'y']],
])('%s', (_what, before, after, expected) => {
  expect(change(before, after)).toEqual(expected);
});
