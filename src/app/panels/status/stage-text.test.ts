import { expect, test } from 'vitest';
import { tookText } from './stage-text';

test.each([
  [0.2, '1 ms'],
  [36.4, '36 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [15_495, '15.5 s'],
])('%s milliseconds are %s', (milliseconds, text) => {
  expect(tookText(milliseconds)).toBe(text);
});
