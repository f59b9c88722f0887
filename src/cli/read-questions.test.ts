import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readQuestions } from './read-questions';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'questions-'));
});

afterAll(() => rmSync(root, { recursive: true }));

function idsOf(bytes: Uint8Array): readonly string[] {
  const path = join(root, 'flows.json');
  writeFileSync(path, bytes);
  return readQuestions(path).map(({ id }) => id);
}

const text = '{"flows": [{"id": "one"}]}';

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16, as PowerShell redirects', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 of the other order', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('%s', (_, bytes) => {
  expect(idsOf(bytes)).toEqual(['one']);
});

test.each(['', '{', '[]', '{"flows": {}}', 'null'])('the file of questions that are none is named: %s', (bytes) => {
  expect(() => idsOf(Buffer.from(bytes))).toThrow('flows.json: ');
});
