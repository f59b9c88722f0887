import { expect, test } from 'vitest';
import { fileId } from '../../model/ids';
import { copyOf, edited, rangeIn, sliceOf } from './text-copy';

const backOf = (copy: ReturnType<typeof copyOf>) => [...copy.text].map((_, at) => copy.toOriginal(at));

test('a replacement of the same length moves nothing', () => {
  const copy = edited(copyOf('a–b'), [{ start: 1, end: 2, text: '-' }]);
  expect(copy.text).toBe('a-b');
  expect(backOf(copy)).toEqual([0, 1, 2]);
});

test('deletions, insertions and both lead back', () => {
  const copy = edited(copyOf('0123456789'), [
    { start: 1, end: 3, text: '' },
    { start: 5, end: 5, text: 'xyz' },
    { start: 8, end: 9, text: 'long' },
  ]);
  expect(copy.text).toBe('034xyz567long9');
  expect(backOf(copy)).toEqual([0, 3, 4, 5, 5, 5, 5, 6, 7, 8, 9, 9, 9, 9]);
});

test('edits of an edited piece lead all the way back', () => {
  const piece = sliceOf(edited(copyOf('> > kind'), [{ start: 0, end: 2, text: '' }]), 2, 6);
  const copy = edited(piece, [{ start: 0, end: 1, text: '' }]);
  expect(copy.text).toBe('ind');
  expect(rangeIn(fileId('f'), copy, 0, 3)).toEqual({ file: 'f', start: 5, end: 8 });
});

test('a range ends behind its last character, not before what was cut after it', () => {
  const copy = edited(copyOf('ab\u200b\u200bcd'), [{ start: 2, end: 4, text: '' }]);
  expect(rangeIn(fileId('f'), copy, 0, 2)).toEqual({ file: 'f', start: 0, end: 2 });
  expect(rangeIn(fileId('f'), copy, 2, 2)).toEqual({ file: 'f', start: 4, end: 4 });
});
