import { expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic';
import { fileId } from '../model/ids';
import { listed } from './listed';

const one = (code: Diagnostic['code'], start: number, hint?: string): Diagnostic => ({
  code,
  severity: 'warning',
  message: 'Odd.',
  at: { file: fileId('f'), start, end: start },
  ...(hint === undefined ? {} : { hint }),
});

test('a few are listed as they are', () => {
  const few = Array.from({ length: 1000 }, (_, i) => one('file/truncated', i));
  expect(listed(few)).toBe(few);
});

test('of a hundred thousand alike a thousand are listed, and the last says so; others are not touched', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => one('resource/bad-value', i, 'Mend it.'));
  const [first, last] = [one('file/truncated', 0), one('resource/duplicate', 0)];
  const shown = listed([first, ...many, last]);
  expect(shown).toHaveLength(1002);
  expect([shown[0], shown[1], shown[1001]]).toEqual([first, many[0], last]);
  expect(shown[1000]?.hint).toBe('Mend it. 99000 more of this kind are not listed.');
});

test('one more is said to be one', () => {
  const many = Array.from({ length: 1001 }, (_, i) => one('file/truncated', i));
  expect(listed(many).at(-1)?.hint).toBe('One more of this kind is not listed.');
});
