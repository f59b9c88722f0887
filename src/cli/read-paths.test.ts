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
const textsAt = (...path: string[]) =>
  readPaths([join(root, ...path)]).map(({ content }) =>
    typeof content === 'string' ? content : new TextDecoder().decode(content),
  );

test('a folder is searched to the bottom, in one order, links and archives included', () => {
  expect(namesIn(join(root, 'cluster'))).toEqual([
    'cluster/all.zip',
    'cluster/b.yml',
    'cluster/linked.yaml',
    'cluster/sub/a.json.gz',
  ]);
});

test('gzip is undone, and what only looks like it is left alone', () => {
  expect(textsAt('cluster', 'sub', 'a.json.gz')).toEqual(['{}']);
  writeFileSync(join(root, 'broken.gz'), Uint8Array.of(0x1f, 0x8b, 0x41));
  expect(readPaths([join(root, 'broken.gz')])[0]?.content).toHaveLength(3);
});

test('a folder without anything to read is an error, not an empty cluster', () => {
  expect(() => readPaths([join(root, 'nothing')])).toThrow('No file in');
});

test('a file that is named is read whatever it is called', () => {
  expect(textsAt('cluster', 'notes.md')).toEqual(['no export']);
});
