import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPaths } from './read-paths';

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'paths-'));
  mkdirSync(join(root, 'cluster', 'sub'), { recursive: true });
  mkdirSync(join(root, 'nothing'));
  writeFileSync(join(root, 'nothing', 'notes.md'), 'no export');
  writeFileSync(join(root, 'outside.yaml'), 'kind: A');
  writeFileSync(join(root, 'cluster', 'b.yml'), 'kind: B');
  writeFileSync(join(root, 'cluster', 'sub', 'a.json.gz'), gzipSync('{}'));
  writeFileSync(join(root, 'cluster', 'all.zip'), 'PK');
  writeFileSync(join(root, 'cluster', 'notes.md'), 'no export');
  symlinkSync(join(root, 'outside.yaml'), join(root, 'cluster', 'linked.yaml'));
  symlinkSync(join(root, 'gone.yaml'), join(root, 'cluster', 'dangling.yaml'));
});

afterAll(() => rmSync(root, { recursive: true }));

const namesIn = (path: string) => readPaths([path]).map(({ name }) => relative(root, name));
const textAt = async (...path: string[]) => {
  const [file] = readPaths([join(root, ...path)]);
  const content = file?.content ?? '';
  if (typeof content === 'string') return content;
  const bytes = content instanceof Uint8Array ? content : await content.slice(0, content.size).arrayBuffer();
  return new TextDecoder().decode(bytes);
};

test('a folder is searched to the bottom, in one order, links and archives included', () => {
  expect(namesIn(join(root, 'cluster'))).toEqual([
    'cluster/all.zip',
    'cluster/b.yml',
    'cluster/linked.yaml',
    'cluster/sub/a.json.gz',
  ]);
});

test('a large file is read a part at a time, and all of it is there', async () => {
  const text = 'kind: A\n'.repeat(600_000);
  writeFileSync(join(root, 'large.yaml'), text);
  const [file] = readPaths([join(root, 'large.yaml')]);
  expect(file?.content).toHaveProperty('slice');
  expect(file?.content).not.toBeInstanceOf(Uint8Array);
  await expect(textAt('large.yaml')).resolves.toBe(text);
});

test('a folder without anything to read is an error, not an empty cluster', () => {
  expect(() => readPaths([join(root, 'nothing')])).toThrow('No file in');
});

test('a file that is named is read whatever it is called', async () => {
  await expect(textAt('cluster', 'notes.md')).resolves.toBe('no export');
});
