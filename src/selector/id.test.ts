import { expect, test } from 'vitest';
import { readFixture } from '../testing/read-vector';
import { selectorId } from './id';
import { parseSelector } from './parse';
import { printSelector } from './print';

interface IdText {
  readonly text: string;
  readonly canonical: string;
  readonly id: string;
}

test.each(readFixture('selector-ids.yaml') as readonly IdText[])('$text', ({ text, canonical, id }) => {
  const parsed = parseSelector(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  expect(printSelector(parsed.value)).toBe(canonical);
  expect(selectorId(parsed.value)).toBe(id);
});
