import { expect, test } from 'vitest';
import { createSequences } from './sequences';

const numberOf = (sequences: ReturnType<typeof createSequences>, symbols: readonly number[]): number =>
  symbols.reduce((state, symbol) => sequences.next(state, symbol), 0);

test('equal sequences have equal numbers, others do not, however many there are', () => {
  const sequences = createSequences();
  const seen = new Map<string, number>();
  for (let round = 0; round < 2; round += 1) {
    for (let i = 0; i < 20_000; i += 1) {
      const symbols = [i % 7, i * 31, i & 15];
      const number = numberOf(sequences, symbols);
      expect(seen.get(symbols.join(' ')) ?? number).toBe(number);
      seen.set(symbols.join(' '), number);
    }
  }
  expect(new Set(seen.values()).size).toBe(seen.size);
  expect(sequences.size).toBeGreaterThan(seen.size);
});

test('the order of symbols counts, and the empty sequence is 0', () => {
  const sequences = createSequences();
  expect(numberOf(sequences, [1, 2])).not.toBe(numberOf(sequences, [2, 1]));
  expect(numberOf(sequences, [])).toBe(0);
  expect(sequences.next(0, 0)).not.toBe(0);
});
