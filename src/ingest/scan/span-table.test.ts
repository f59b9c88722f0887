import { expect, test } from 'vitest';
import { asciiOf, bytesOf } from './scan';
import { spanTable } from './span-table';

/** Texts of all lengths up to 20 that differ in one letter, or in their length alone. */
const texts = Array.from({ length: 20 }, (_, length) =>
  Array.from({ length }, (_letter, at) => `${'a'.repeat(at)}b${'a'.repeat(length - at - 1)}`),
).flat();

test('texts have one number exactly when they are the same, wherever they stand', () => {
  const table = spanTable(asciiOf);
  const numbers = texts.map((text) => table.idOf(bytesOf(`x${text}`), 1, text.length + 1));
  expect(numbers).toEqual(texts.map((_, i) => i));
  const together = bytesOf(texts.join(''));
  let at = 0;
  for (const [i, text] of texts.entries()) {
    expect(table.idOf(together, at, at + text.length)).toBe(i);
    at += text.length;
  }
  expect(table.values).toEqual(texts);
});

test('what came in from a number on is told in its bytes', () => {
  const table = spanTable(asciiOf);
  for (const text of texts) table.idOf(bytesOf(text), 0, text.length);
  const { bytes, ends } = table.spansFrom(100);
  const told = [...ends].map((end, i) => asciiOf(bytes, ends[i - 1] ?? 0, end));
  expect(told).toEqual(texts.slice(100));
});
