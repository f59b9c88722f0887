import { expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic';
import { nodeAt, nodeUnder, type Node } from './node';
import { plainOf, sampleFile } from './sample';
import { copyOf } from './text/text-copy';
import { readYaml } from './yaml';

function read(text: string) {
  const diagnostics: Diagnostic[] = [];
  const result = readYaml(copyOf(text), sampleFile(text), (d) => diagnostics.push(d));
  const nodes: readonly Node[] = result.ok ? result.value : [];
  const written = (...path: readonly string[]) => {
    const node = nodeUnder(nodes[0], path);
    return node === undefined ? undefined : text.slice(node.at.start, node.at.end);
  };
  return { nodes, plain: nodes.map(plainOf), fault: result.ok ? undefined : result.error, diagnostics, written };
}

const scalar = (text: string) => {
  const node = nodeAt(read(`a: ${text}`).nodes[0], 'a');
  return node?.kind === 'scalar' ? [node.value, node.text, node.quoted] : undefined;
};

test.each([
  // Source: input-formats 1.3, YAML 1.2 core schema; the text is what a label keeps.
  ['yes', ['yes', 'yes', false]],
  ['on', ['on', 'on', false]],
  ['true', [true, 'true', false]],
  ['"true"', ['true', 'true', true]],
  ['1.10', [1.1, '1.10', false]],
  ['0123', [123, '0123', false]],
  ['0x1F', [31, '0x1F', false]],
  ['0o17', [15, '0o17', false]],
  ['1e3', [1000, '1e3', false]],
  ['20:25', ['20:25', '20:25', false]],
  ['10.0.0.1', ['10.0.0.1', '10.0.0.1', false]],
  ['-', undefined],
  ['~', [null, '~', false]],
  ['', [null, '', false]],
  ["'it''s'", ["it's", "it's", true]],
  ['"a\\tb"', ['a\tb', 'a\tb', true]],
  ['!!str 80', ['80', '80', true]],
  ['!!int "80"', [80, '80', false]],
  ['|\n  x\n  y\n', ['x\ny\n', 'x\ny\n', true]],
])('a: %s', (text, expected) => {
  if (expected === undefined) expect(read(`a: ${text}`).plain).not.toEqual([{ a: text }]);
  else expect(scalar(text)).toEqual(expected);
});

test('places of values, maps and lists', () => {
  const inSpec = `selector: "a == 'b'"  # why
  types: [Ingress, "Egress"] # x
  ingress:
  - action: Allow
    ports: {}`;
  const text = `spec:\n  ${inSpec}\nend:\n`;
  const { written, nodes } = read(text);
  expect(written('spec', 'selector')).toBe("a == 'b'");
  expect(written('spec', 'types')).toBe('[Ingress, "Egress"]');
  expect(written('spec', 'ingress')).toBe('- action: Allow\n    ports: {}');
  expect(written('spec')).toBe(inSpec);
  const ingress = nodeAt(nodes[0], 'spec', 'ingress');
  const rule = ingress?.kind === 'list' ? ingress.items[0]?.at : undefined;
  expect(text.slice(rule?.start, rule?.end)).toBe('action: Allow\n    ports: {}');
  expect(written('end')).toBe('');
});

test('a block scalar ends with its text', () => {
  expect(read('a: |\n  x\n\nb: 1\n').written('a')).toBe('  x');
});

test('several documents, empty ones left out', () => {
  expect(read('---\na: 1\n--- # text\n---\nb: 2\n...\n').plain).toEqual([{ a: 1 }, null, { b: 2 }]);
});

test('anchors, aliases and merge keys', () => {
  const text =
    'base: &base\n  a: 1\n  b: 2\nmore: &more {b: 3, c: 4}\none:\n  <<: *base\n  b: 9\ntwo: {<<: [*more, *base], d: *base}\n';
  expect(read(text).plain).toEqual([
    {
      base: { a: 1, b: 2 },
      more: { b: 3, c: 4 },
      one: { b: 9, a: 1 },
      two: { d: { a: 1, b: 2 }, b: 3, c: 4, a: 1 },
    },
  ]);
});

test('a quoted << is a key like any other', () => {
  expect(read('"<<": {a: 1}\n').plain).toEqual([{ '<<': { a: 1 } }]);
});

test.each([
  ['an alias to an earlier document', 'a: &x 1\n---\nb: *x\n', 'syntax'],
  ['an alias inside what it names', 'a: &x [*x]\n', 'syntax'],
  ['a map as a key', 'name: {{ .Values.x }}\n', 'syntax'],
  ['a tab as indentation', 'a:\n\tb: 1\n', 'syntax'],
  ['what kubectl refuses after a tag', "selector: !has(a) && b == 'x'\n", 'syntax'],
  ['101 levels', `${'['.repeat(101)}${']'.repeat(101)}`, 'depth'],
  ['1001 aliases', `a: &a 1\nb: [${'*a,'.repeat(1001)}]\n`, 'aliases'],
])('%s is a fault', (_, text, kind) => {
  expect(read(text).fault?.kind).toBe(kind);
});

test('aliases that repeat aliases are stopped', () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let i = 0; i < 8; i += 1)
    lines.push(
      `b${i}: &b${i} [${Array(9)
        .fill(i === 0 ? '*a' : `*b${i - 1}`)
        .join(', ')}]`,
    );
  expect(read(lines.join('\n')).fault?.kind).toBe('aliases');
});

test('of a repeated key the last counts, with both lines named', () => {
  const { plain, diagnostics } = read('spec:\n  selector: a\n  order: 1\n  selector: b\n');
  expect(plain).toEqual([{ spec: { selector: 'b', order: 1 } }]);
  expect(diagnostics).toMatchObject([
    {
      code: 'yaml/duplicate-key',
      severity: 'warning',
      message: '"selector" is written twice in one place, on lines 2 and 4.',
      at: { start: 33, end: 41 },
    },
  ]);
});

test.each([
  [
    'selector: !has(foo)',
    '',
    'Read as empty, as kubectl reads it: an empty selector selects everything. To keep the "!", quote it: \'!has(foo)\'.',
  ],
  [
    'selector: ! has(foo)',
    'has(foo)',
    'Read as "has(foo)", as kubectl reads it. To keep the "!", quote it: \'! has(foo)\'.',
  ],
  ['- !x', '', 'Read as empty, as kubectl reads it. To keep the "!", quote it: \'!x\'.'],
])('%s: YAML drops the tag, loudly', (text, value, hint) => {
  const { nodes, diagnostics } = read(`${text}\n`);
  const node = nodeAt(nodes[0], 'selector') ?? (nodes[0]?.kind === 'list' ? nodes[0].items[0] : undefined);
  expect(plainOf(node)).toBe(value);
  expect(diagnostics).toMatchObject([{ code: 'yaml/tag-dropped', severity: 'warning', hint }]);
});

test('standard tags are no such case', () => {
  expect(read('a: !!str 1\nb: !!map {}\n').diagnostics).toEqual([]);
});

test.each([
  ['preDNAT: yes', 'true'],
  ['doNotTrack: Off', 'false'],
  ['order: 0100', '64'],
  ['order: 1_000', '1000'],
])('spec.%s is read as %s by kubectl, and that is said', (line, other) => {
  expect(read(`spec:\n  ${line}\n`).diagnostics).toMatchObject([
    { code: 'yaml/scalar-1.1', severity: 'warning', message: `"${line}": kubectl reads this as ${other}.` },
  ]);
});

test.each([
  'order: 100',
  'order: 0',
  'order: 07',
  'ports: ["0123"]',
  'ports: [20:25]',
  'name: nodes',
  'matchLabels: {a: yes, b: 0123}',
])('spec.%s means the same to kubectl, or is for the readers of labels', (line) => {
  expect(read(`spec:\n  ${line}\n`).diagnostics).toEqual([]);
});

test('no key is special', () => {
  const { nodes } = read('__proto__:\n  polluted: 1\nconstructor: 2\ntoString: 3\n');
  expect(nodes[0]?.kind === 'map' && [...nodes[0].entries.keys()]).toEqual(['__proto__', 'constructor', 'toString']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('what no answer hangs on is left out of the tree', () => {
  // Source: input-formats 7.5.
  const text = `metadata:
  managedFields:
  - {manager: x}
  labels: {env: prod, command: y}
spec:
  containers:
  - env:
    - name: SECRET
      value: "1"
    name: web
    resources: {}
  volumes:
  - name: v
  nodeName: n
`;
  const expected = {
    metadata: { labels: { env: 'prod', command: 'y' } },
    spec: { containers: [{ name: 'web', resources: {} }], nodeName: 'n' },
  };
  expect(read(text).plain).toEqual([expected]);
  expect(read(text).written('spec')?.endsWith('nodeName: n')).toBe(true);
});
