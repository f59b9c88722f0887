import { expect, test } from 'vitest';
import { namesOf, plainOf, readSample, sourceOf } from './sample';
import { nodeAt } from './node';

const pod = (name: string) => `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"${name}"}}`;

test('values and places', () => {
  const sample = readSample(
    '{\n  "apiVersion": "v1", "kind": "Pod",\n  "spec": {"a\\"b": [1, -2.5e3, true, null, "x\\u0041"], "e": {}, "l": []}\n}\n',
  );
  expect(sample.objects.map(plainOf)).toEqual([
    { apiVersion: 'v1', kind: 'Pod', spec: { 'a"b': [1, -2500, true, null, 'xA'], e: {}, l: [] } },
  ]);
  expect(sourceOf(sample, nodeAt(sample.objects[0], 'kind'))).toBe('Pod');
  expect(sourceOf(sample, nodeAt(sample.objects[0], 'spec', 'a"b'))).toBe('[1, -2.5e3, true, null, "x\\u0041"]');
  expect(sample.told).toEqual([]);
});

test.each([
  ['one after another', `${pod('a')}${pod('b')}`],
  ['with a space between', `${pod('a')} ${pod('b')}`],
  ['one a line', `${pod('a')}\n${pod('b')}\n`],
  ['in a bare list', `[${pod('a')},\n${pod('b')}]`],
  ['with commas, without the list around them', `${pod('a')},\n${pod('b')}`],
])('objects %s', (_, text) => {
  const sample = readSample(text);
  expect(namesOf(sample)).toEqual(['Pod a', 'Pod b']);
  expect(sample.told).toEqual([]);
});

test('a list that is cut off: complete entries are used, and where it ends is said', () => {
  const sample = readSample(
    `{"apiVersion":"v1","kind":"PodList","items":[\n{"metadata":{"name":"a"}},\n{"metadata":{"name":"b"}},\n{"metadata":{"na`,
  );
  expect(namesOf(sample)).toEqual(['Pod a', 'Pod b']);
  expect(sample.diagnostics).toMatchObject([
    {
      code: 'file/truncated',
      severity: 'warning',
      message: 'The text ends inside entry 3 of a list, before its JSON is complete.',
    },
  ]);
  expect(sample.told).toEqual(['warning file/truncated 4']);
});

test('an object that is cut off is not used', () => {
  const sample = readSample('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"x":');
  expect(sample.objects).toEqual([]);
  expect(sample.told).toEqual(['error file/truncated 1']);
  expect(sample.diagnostics[0]?.message).toBe('Pod a ends before its JSON is complete.');
});

test.each([
  ['a missing quote', `[\n${pod('a')},\n{"kind": "Pod, "metadata": {"name": "b"}},\n${pod('c')}\n]`, 3],
  ['a missing comma', `[\n${pod('a')},\n{"kind": "Pod" "metadata": {"name": "b"}},\n${pod('c')}\n]`, 3],
  ['a broken line among objects', `${pod('a')}\n{"kind": "Pod" "metadata"}\n${pod('c')}\n`, 2],
  ['a line that never ends', `${pod('a')}\n{"kind": "Pod", {"metadata"\n${pod('c')}\n`, 2],
])('%s hides no neighbour', (_, text, line) => {
  const sample = readSample(text);
  expect(namesOf(sample)).toEqual(['Pod a', 'Pod c']);
  expect(sample.told).toEqual([`error json/syntax ${line}`]);
});

test.each([
  ['a comma too many', '{"kind": "Pod", "metadata": {"name": "a",},}'],
  ['single quotes', "{'kind': 'Pod', 'metadata': {'name': 'a'}}"],
  ['no quotes', '{kind: Pod, metadata: {name: a}}'],
])('%s is YAML still', (_, text) => {
  expect(namesOf(readSample(text))).toEqual(['Pod a']);
});

test('typographic quotes are repaired', () => {
  const sample = readSample('{“kind”: “Pod”, “metadata”: {“name”: “a”}}');
  expect(namesOf(sample)).toEqual(['Pod a']);
  expect(sample.told).toEqual(['warning text/repaired 1']);
});

test('a repeated key is named with both lines', () => {
  const sample = readSample('{"kind": "Pod",\n"metadata": {"name": "a",\n"name": "b"}}');
  expect(namesOf(sample)).toEqual(['Pod b']);
  expect(sample.diagnostics[0]?.message).toBe('"name" is written twice in one place, on lines 2 and 3.');
});

test('no key is special', () => {
  const sample = readSample('{"kind": "Pod", "__proto__": {"polluted": 1}}');
  expect(nodeAt(sample.objects[0], '__proto__', 'polluted')).toMatchObject({ value: 1 });
});

test('what no answer hangs on is left out of the tree', () => {
  const sample = readSample(
    '{"kind":"Pod","metadata":{"managedFields":[{}],"labels":{"env":"prod"}},"spec":{"volumes":[{}],"containers":[{"env":[{"name":"SECRET"}],"name":"web"}]}}',
  );
  expect(sample.objects.map(plainOf)).toEqual([
    { kind: 'Pod', metadata: { labels: { env: 'prod' } }, spec: { containers: [{ name: 'web' }] } },
  ]);
});
