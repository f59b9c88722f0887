import { expect, test } from 'vitest';
import { nodeAt } from './node';
import { namesOf, plainOf, readSample } from './sample';

const item = (name: string) => `metadata: {name: ${name}}`;

test.each([
  ['one object', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n', ['Pod a']],
  [
    'List as kubectl prints it',
    `apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  ${item('a')}\n- apiVersion: v1\n  kind: Pod\n  ${item('b')}\nkind: List\nmetadata:\n  resourceVersion: ""\n`,
    ['Pod a', 'Pod b'],
  ],
  ['an empty List', 'apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: ""\n', []],
  [
    'a typed list whose items say nothing',
    `kind: PodList\napiVersion: v1\nitems:\n  - ${item('a')}\n  - ${item('b')}\n`,
    ['Pod a', 'Pod b'],
  ],
  [
    'documents',
    `kind: Pod\n${item('a')}\n---\n--- # note\n# only a comment\n---\nkind: Pod\n${item('b')}\n...\n`,
    ['Pod a', 'Pod b'],
  ],
  ['a sequence', `- kind: Pod\n  ${item('a')}\n- kind: Tier\n  ${item('b')}\n`, ['Pod a', 'Tier b']],
  ['a map keyed by name', `web:\n  kind: Pod\n  ${item('a')}\ndb:\n  kind: Pod\n  ${item('b')}\n`, ['Pod a', 'Pod b']],
  ['lists in lists', `- kind: List\n  items:\n  - kind: Pod\n    ${item('a')}\n`, ['Pod a']],
  ['anchors of one document', 'kind: List\nitems:\n- &a {kind: Pod, metadata: {name: a}}\n- *a\n', ['Pod a', 'Pod a']],
])('%s', (_, text, names) => {
  const sample = readSample(text);
  expect(namesOf(sample)).toEqual(names);
  expect(sample.told.filter((line) => !line.includes('nothing-found'))).toEqual([]);
});

test('items of a typed list get its kind and version, and keep their own', () => {
  const { objects } = readSample(
    'kind: NetworkPolicyList\napiVersion: projectcalico.org/v3\nitems:\n- spec: {}\n- kind: Other\n',
  );
  expect(objects.map(plainOf)).toEqual([
    { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', spec: {} },
    { apiVersion: 'projectcalico.org/v3', kind: 'Other' },
  ]);
});

test('watch events: the last one about an object wins, DELETED removes it', () => {
  const event = (type: string, name: string, uid: string, version: number) =>
    JSON.stringify({ type, object: { kind: 'Pod', metadata: { name, uid, resourceVersion: `${version}` } } });
  const sample = readSample(
    [
      event('ADDED', 'a', '1', 1),
      event('ADDED', 'b', '2', 2),
      event('MODIFIED', 'a', '1', 3),
      event('DELETED', 'b', '2', 4),
      '{"type":"BOOKMARK","object":{"kind":"Pod"}}',
    ].join('\n'),
  );
  expect(namesOf(sample)).toEqual(['Pod a']);
  expect(nodeAt(sample.objects[0], 'metadata', 'resourceVersion')).toMatchObject({ text: '3' });
});

test('a Template: parameters are put in, those without a default stay and are named', () => {
  const sample = readSample(
    `kind: Template
objects:
- kind: Tier
  metadata: {name: "\${NAME}-tier"}
  spec: {order: "\${{ORDER}}", x: "\${OPEN}"}
parameters:
- {name: NAME, value: web}
- {name: ORDER, value: "5"}
- {name: OPEN}
`,
  );
  expect(sample.objects.map(plainOf)).toEqual([
    { kind: 'Tier', metadata: { name: 'web-tier' }, spec: { order: 5, x: '${OPEN}' } },
  ]);
  expect(sample.told).toEqual(['warning text/template 5']);
});

test('one page of a longer list', () => {
  const sample = readSample(
    'kind: PodList\napiVersion: v1\nmetadata: {continue: abc, remainingItemCount: 7}\nitems: []\n',
  );
  expect(sample.told).toEqual(['warning file/truncated 3']);
});

test('YAML that ends before "kind: List": its last item is left out', () => {
  const sample = readSample(
    `apiVersion: v1\nitems:\n- kind: Pod\n  ${item('a')}\n- kind: Pod\n  ${item('b')}\n  spec:\n`,
  );
  expect(namesOf(sample)).toEqual(['Pod a']);
  expect(sample.told).toEqual(['warning file/truncated 5']);
  expect(sample.diagnostics[0]?.hint).toContain('on line 5');
});

test('YAML that ends inside an entry: the complete ones are used', () => {
  const sample = readSample(
    `apiVersion: v1\nitems:\n- kind: Pod\n  ${item('a')}\n- kind: Pod\n  ${item('b')}\n- kind: Pod\n  metadata: {name`,
  );
  expect(namesOf(sample)).toEqual(['Pod a', 'Pod b']);
  expect(sample.told).toEqual(['warning file/truncated 8']);
});

test.each([
  [
    'an answer with an error',
    '{"kind":"Status","apiVersion":"v1","message":"pods is forbidden"}',
    'error file/command-failed 1',
  ],
  ['an object without a kind', 'apiVersion: v1\nmetadata: {name: a}\n', 'error resource/no-kind 1'],
  ['flow logs of Goldmane', '{"Key":{"SourceName":"a"}}', 'warning file/wrong-view 1'],
  ['flow logs of Hubble', '{"flow":{"verdict":"DROPPED","IP":{}}}', 'warning file/wrong-view 1'],
  ['a table of the API server', '{"kind":"Table","columnDefinitions":[],"rows":[]}', 'warning file/wrong-view 1'],
])('%s is named', (_, text, told) => {
  const sample = readSample(text);
  expect(sample.objects).toEqual([]);
  expect(sample.told).toEqual([told]);
});
