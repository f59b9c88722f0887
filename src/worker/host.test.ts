import { expect, test } from 'vitest';
import { createClock, decodeText } from './host';

test('text in every encoding that files come in', () => {
  expect(decodeText(Uint8Array.of(0xc3, 0xa9), 'utf-8')).toBe('é');
  expect(decodeText(Uint8Array.of(0xe9, 0x00), 'utf-16le')).toBe('é');
  expect(decodeText(Uint8Array.of(0x00, 0xe9), 'utf-16be')).toBe('é');
  expect(decodeText(Uint8Array.of(0xe9), 'windows-1252')).toBe('é');
});

test('bytes that are not text in that encoding are told, not replaced', () => {
  expect(decodeText(Uint8Array.of(0xc3, 0x28), 'utf-8')).toBeUndefined();
  expect(decodeText(Uint8Array.of(0x00, 0xd8), 'utf-16le')).toBeUndefined();
});

test('a byte order mark stays', () => {
  expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'utf-8')).toBe('\ufeffa');
});

test('pauses end in the order they began', async () => {
  const clock = createClock();
  const order: number[] = [];
  await Promise.all([clock.pause().then(() => order.push(1)), clock.pause().then(() => order.push(2))]);
  expect(order).toEqual([1, 2]);
});
