/** Inputs made to hang or to fill the memory. Each is answered well within the time limit of a test. */
import { expect, test } from 'vitest';
import { namesOf, plainOf, readSample } from './sample';

const HEAD = 'apiVersion: v1\nkind: X\n';
const many = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('');

test.each([
  ['10 MB of [', '['.repeat(1e7), 'error yaml/limit 1'],
  ['10 MB of {', '{'.repeat(1e7), 'error yaml/limit 1'],
  ['10 MB of {"a":', '{"a":'.repeat(2e6), 'error yaml/limit 1'],
  ['10 MB of [ in YAML', `${HEAD}a: ${'['.repeat(1e7)}`, 'error yaml/limit 3'],
  ['10 MB of -', `${HEAD}a:\n ${'- '.repeat(5e6)}`, 'error yaml/limit 4'],
  ['2 MB of ?', `${HEAD}${'? '.repeat(1e6)}`, 'error yaml/limit 3'],
  ['3000 levels of indentation', `${HEAD}${many(3000, (i) => `${' '.repeat(i)}a:\n`)}`, 'error yaml/limit 102'],
  [
    'aliases of aliases',
    `${HEAD}a0: &a0 [x,x,x,x,x,x,x,x,x]\n${many(9, (i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]\n`)}`,
    'error yaml/limit 8',
  ],
  ['a line of 2 MB that is no YAML', `${HEAD}spec: a${' '.repeat(2e6)}b: c`, 'error yaml/syntax 3'],
  ['a line of 2 MB of prose', 'word '.repeat(4e5), 'warning file/nothing-found 1'],
  ['2 MB of spaces', `${' '.repeat(2e6)}x`, 'warning file/nothing-found 1'],
  ['2 MB of dashes', `${'—'.repeat(2e6)}x`, 'warning file/nothing-found 1'],
  ['1 MB of separators', '---\n'.repeat(2.5e5), 'warning file/nothing-found 1'],
  ['1 MB of escape codes', '\u001b]'.repeat(5e5), 'warning file/nothing-found 1'],
  ['1 MB of empty lines in a here-document', `cat <<EOF\n${'\n'.repeat(1e6)}`, 'warning file/nothing-found 1'],
  ['1 MB of here-documents that never end', 'cat <<EOF\n'.repeat(1e5), 'warning file/nothing-found 1'],
  [
    'a log of 30,000 lines with <<',
    many(30_000, (i) => `12:00:00 INFO out << value${i} << "abc" and more\n`),
    'warning file/nothing-found 1',
  ],
  ['1 MB of open tags', `<html>${'<pre '.repeat(2e5)}`, 'error file/wrong-view 1'],
])('%s', (_, text, told) => {
  const sample = readSample(text);
  expect(sample.objects).toEqual([]);
  expect(sample.told).toEqual([told]);
});

test('a line of 2 MB that is YAML', () => {
  const selector = `a in {${'"x",'.repeat(5e5)}"y"}`;
  const sample = readSample(`${HEAD}spec: {selector: '${selector}'}\n`);
  expect(sample.objects.map(plainOf)).toEqual([{ apiVersion: 'v1', kind: 'X', spec: { selector } }]);
});

test('merges that repeat a large map', () => {
  const large = `a: &a {${many(5000, (i) => `k${i}: 1,`)}}\n`;
  const sample = readSample(`${HEAD}${large}${many(500, (i) => `m${i}: {<<: *a}\n`)}`);
  expect(sample.told).toEqual(['error yaml/limit 10']);
});

test('diagnostics of one kind end at two hundred, and the last says so', () => {
  const sample = readSample(`${HEAD}spec:\n${'  a: 1\n'.repeat(20_000)}`);
  expect(namesOf(sample)).toEqual(['X undefined']);
  expect(sample.diagnostics).toHaveLength(200);
  expect(sample.diagnostics.at(-1)?.hint).toContain('There are more of this kind in the file');
});

test('more objects than a call takes arguments', () => {
  expect(readSample('{"kind":"X"}\n'.repeat(200_000)).objects).toHaveLength(200_000);
  expect(readSample(`kind: List\nitems:\n${'- kind: X\n'.repeat(150_000)}`).objects).toHaveLength(150_000);
});
