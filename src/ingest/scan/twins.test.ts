import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { sourceOfBytes } from '../../base/byte-source';
import { finish } from '../../base/task';
import type { Diagnostic } from '../../model/diagnostic';
import { fileId } from '../../model/ids';
import { readResources } from '../read-resources';
import { readText } from '../read-text';
import { scanFile, type ScannedFile } from './scan-file';

const id = fileId('f');
const name = 'pods';

const scanned = (bytes: Uint8Array): ScannedFile | undefined =>
  finish(
    scanFile(sourceOfBytes(bytes).open(), {
      id,
      name,
      decode: (part) => new TextDecoder().decode(part),
      size: bytes.length,
      progress: (done) => ({ stage: 'read', done, total: bytes.length }),
    }),
  );

interface Change {
  readonly name?: string;
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly account?: unknown;
  readonly ip?: unknown;
  readonly phase?: unknown;
  readonly ready?: unknown;
  readonly owner?: unknown;
  readonly port?: unknown;
  readonly generation?: unknown;
  readonly note?: unknown;
  readonly kind?: string;
}

const podOf = (change: Change): object => ({
  apiVersion: 'v1',
  kind: change.kind ?? 'Pod',
  metadata: {
    annotations: { note: change.note ?? 'some' },
    generation: change.generation ?? 7,
    labels: change.labels ?? { app: 'web', tier: 'front' },
    name: change.name ?? 'web-1',
    namespace: 'shop',
    ownerReferences: [{ controller: true, kind: 'ReplicaSet', name: change.owner ?? 'web' }],
  },
  spec: {
    containers: [{ args: ['--verbose', 'x'], name: 'main', ports: [{ containerPort: change.port ?? 80 }] }],
    nodeName: 'node-1',
    serviceAccountName: change.account ?? 'default',
  },
  status: {
    conditions: [
      { status: change.ready ?? 'True', type: 'Ready' },
      { status: 'True', type: 'Initialized' },
    ],
    phase: change.phase ?? 'Running',
    podIPs: [{ ip: change.ip ?? '10.0.0.1' }],
  },
});

const changes: readonly Change[] = [
  { name: 'web-with-a-longer-name' },
  { name: 'w' },
  { name: '' },
  { name: 'true' },
  { name: '<your pod>' },
  { name: 'CHANGE_ME' },
  { labels: { app: 'shop', tier: 'a' } },
  { labels: { app: 'not a label!', tier: 'a' } },
  { labels: { app: 12, tier: 'yes' } },
  { labels: { apq: 'web', tier: 'front' } },
  { account: 'yes' },
  { account: 'a b' },
  { account: '' },
  { ip: '10.20.30.40' },
  { ip: '10.0.0' },
  { ip: 'fd00::1' },
  { ip: '300.0.0.1' },
  { phase: 'Pending' },
  { ready: 'False' },
  { ready: 'Unknown' },
  { ready: 'Maybe' },
  { owner: 'web-5d' },
  { port: 8080 },
  { port: '80' },
  { port: 1.5 },
  { generation: 8 },
  { generation: 2.5 },
  { generation: 'x' },
  { note: 'a: b' },
  { note: 'a #b' },
  { note: "it's" },
  { note: 'two\nlines' },
  { note: 'say "it"' },
  { note: 'a\\b' },
  { note: '' },
  { note: '007' },
  { note: 12 },
  { note: '${NOTE}' },
  { note: 'ä' },
  { kind: 'Node' },
  { kind: 'Pot' },
];

const listOf = (items: readonly object[]): object => ({ apiVersion: 'v1', items, kind: 'List' });

const print = {
  YAML: (list: object) => dump(list, { lineWidth: -1 }),
  JSON: (list: object) => JSON.stringify(list),
  'pretty JSON': (list: object) => JSON.stringify(list, null, 2),
} as const;

const cases = (['YAML', 'JSON', 'pretty JSON'] as const).flatMap((format) =>
  changes.map((change) => ({ format, change: JSON.stringify(change), items: [{}, change, {}, {}].map(podOf) })),
);

function expectSame(text: string): void {
  const bytes = new TextEncoder().encode(text);
  const scan = scanned(bytes);
  if (scan === undefined || bytes.length !== text.length) return;
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const { objects, resources } = readText({ id, name, text }, report);
  expect(scan.resources).toEqual([...readResources(objects, report).resources, ...resources]);
  expect(scan.diagnostics).toEqual(diagnostics);
}

test.each(cases)('$change among pods that are alike, in $format', ({ format, items }) => {
  expectSame(print[format](listOf(items)));
});

const raw = [
  'a: b',
  'a:',
  'a #b',
  '#b',
  '&a',
  '&a b',
  '*a',
  'a & b',
  'a &amp; b',
  '- a',
  '? a',
  '!x',
  '@a',
  '%a',
  '`a',
  '> ',
  '|',
  '{}',
  '[]',
  '{',
  ']',
  'a\n  b',
  'a\n b: c',
  'a ',
  '',
  '~',
  'null',
  'yes',
  'True',
  '0o7',
  '1_000',
  '1:30',
  '.inf',
  '"a"',
  '"a" b',
  '"a',
  "'a'",
  "'a",
  '"a\\"',
  '"a\\x"',
  '"a\\n"',
  'a\tb',
  '{{ x }}',
  '<x>',
  '${X}',
  '__X__',
  'CHANGE_X',
  'a",',
  'a","name":"b',
  'a"}',
  '-',
  '--',
  '-1',
  '1e',
  '01',
  'tru',
  'true',
  '1.5',
  '\u0000',
  '\u007f',
  'a,b',
  '- - a',
];

/** The text with another one in the place of one mark after the other. */
function* replaced(text: string, mark: string, other: string): Generator<string> {
  const parts = text.split(mark);
  for (let i = 1; i < parts.length; i += 1) {
    yield parts.slice(0, i).join(mark) + other + parts.slice(i).join(mark);
  }
}

test.each(raw)('what stands as %j in the place of another text is read as ever', (text) => {
  for (const format of ['YAML', 'JSON', 'pretty JSON'] as const) {
    const marked = [{}, { name: 'x7', note: 'x7', account: 'x7', generation: 4711 }, {}].map(podOf);
    const whole = print[format](listOf(marked));
    for (const mark of ['x7', '"x7"', '4711']) for (const changed of replaced(whole, mark, text)) expectSame(changed);
  }
});
