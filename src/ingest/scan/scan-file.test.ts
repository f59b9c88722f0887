import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { sourceOfBytes } from '../../base/byte-source';
import { finish } from '../../base/task';
import type { Diagnostic } from '../../model/diagnostic';
import { fileId } from '../../model/ids';
import type { Resource } from '../../model/resource';
import { planOf } from '../../testing/load/plan';
import { filesOf, type Format } from '../../testing/load/texts';
import { noisyObjectsYaml } from '../../testing/noisy-objects';
import { noisyYaml } from '../../testing/noisy-pods';
import { readResources } from '../read-resources';
import { readText } from '../read-text';
import { sourceFileOf, type Decode } from '../source-file';
import { scanFile, type ScannedFile } from './scan-file';

const id = fileId('f');
const name = 'pods';

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const scanned = (bytes: Uint8Array, window?: number, decoder: Decode = decode): ScannedFile | undefined =>
  finish(
    scanFile(sourceOfBytes(bytes).open(), {
      id,
      name,
      decode: decoder,
      size: bytes.length,
      progress: (done) => ({ stage: 'read', done, total: bytes.length }),
      ...(window === undefined ? {} : { window }),
    }),
  );

interface Read {
  readonly resources: readonly Resource[];
  readonly diagnostics: readonly Diagnostic[];
}

function generally(bytes: Uint8Array): Read {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const file = sourceFileOf({ id, name, content: bytes }, decode, report);
  if (file === undefined) return { resources: [], diagnostics };
  const { objects, resources } = readText(file, report);
  return { resources: [...readResources(objects, report).resources, ...resources], diagnostics };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const small = planOf({ pods: 40, policies: 6, namespaces: 8, feed: 5 }, 1);
const exported = (format: Format, file = 'pods', plan = small): string =>
  [
    ...(filesOf(plan, format)
      .find(({ name }) => name.startsWith(file))
      ?.chunks() ?? []),
  ].join('');

test.each<Format>(['yaml', 'json', 'pretty', 'managed'])(
  'pods exported as %s are read as the general reader reads them',
  (format) => {
    const bytes = bytesOf(exported(format));
    const { resources, diagnostics } = generally(bytes);
    const scan = scanned(bytes);
    expect(scan?.resources).toEqual(resources);
    expect(scan?.diagnostics).toEqual(diagnostics);
    expect(resources.length).toBeGreaterThan(30);
  },
);

test('pods that are like no other do not hide those that are', () => {
  const many = planOf({ pods: 120, policies: 6, namespaces: 8, feed: 5 }, 1);
  const parts = (['json', 'managed', 'json'] as const).map(
    (format) => (JSON.parse(exported(format, 'pods', many)) as { items: object[] }).items,
  );
  const bytes = bytesOf(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: parts.flat() }));
  const scan = scanned(bytes);
  expect(scan?.resources).toEqual(generally(bytes).resources);
  expect(scan?.resources.length).toBeGreaterThan(300);
});

const noisyObject: unknown = load(noisyYaml);

/** As `jq` leaves a list of pods with the fields that policy needs: absent ones are `null`. */
function slim(list: unknown): unknown {
  const { items } = list as { items: readonly Record<'metadata' | 'spec' | 'status', unknown>[] };
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: items.map(({ metadata, spec, status }) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: picked(metadata, 'name namespace generateName labels deletionTimestamp ownerReferences'),
      spec: picked(spec, 'nodeName hostNetwork serviceAccountName containers'),
      status: picked(status, 'phase podIP podIPs hostIP'),
    })),
  };
}

const picked = (map: unknown, names: string): unknown =>
  Object.fromEntries(names.split(' ').map((name) => [name, (map as Record<string, unknown>)[name] ?? null]));

test.each([
  ['YAML', noisyYaml],
  ['JSON', JSON.stringify(noisyObject)],
  ['pretty JSON', JSON.stringify(noisyObject, null, 4)],
  ['JSON with little in it', JSON.stringify(slim(noisyObject))],
])('what pods may hold does not keep them from being taken, in %s', (_, text) => {
  let decoded = 0;
  const counting: Decode = (bytes, encoding) => {
    decoded += 1;
    return decode(bytes, encoding);
  };
  const bytes = bytesOf(text);
  const scan = scanned(bytes, undefined, counting);
  expect(scan?.resources).toEqual(generally(bytes).resources);
  expect(scan?.resources).toHaveLength(3);
  expect(scan?.diagnostics).toEqual([]);
  expect(decoded).toBe(0);
});

test('wherever a window ends before the first object of a list, it is the same', () => {
  const bytes = bytesOf(listed(exported('pretty'), 'pretty', 1));
  const whole = scanned(bytes);
  expect(whole?.resources).toHaveLength(1);
  for (let window = 30; window < 120; window += 1) expect(scanned(bytes, window)).toEqual(whole);
});

test('of a large file a broken object is told by itself', () => {
  const lines = listed(exported('yaml'), 'yaml', 4).split('\n');
  const third = lines.flatMap((line, i) => (line.startsWith('- ') ? [i] : []))[2] ?? 0;
  const bytes = bytesOf(lines.with(third + 1, '  kind: "Pod').join('\n'));
  expect(scanned(bytes)).toBeUndefined();
  const large = finish(
    scanFile(sourceOfBytes(bytes).open(), {
      id,
      name,
      decode,
      size: 1e9,
      progress: () => ({ stage: '', done: 0, total: 0 }),
    }),
  );
  expect(large?.resources).toHaveLength(3);
  expect(large?.diagnostics.map(({ code }) => code)).toEqual(['yaml/syntax']);
});

const objectsIn = {
  yaml: noisyObjectsYaml,
  json: JSON.stringify(load(noisyObjectsYaml)),
  pretty: JSON.stringify(load(noisyObjectsYaml), null, 4),
} as const;
const layouts = ['yaml', 'json', 'pretty'] as const;

const generated = layouts.flatMap((format) =>
  ['namespaces', 'nodes', 'services', 'service-accounts'].map(
    (name) => [name, format, exported(format, name)] as const,
  ),
);

test.each([...generated, ...layouts.map((format) => ['all kinds', format, objectsIn[format]] as const)])(
  '%s in %s are read without the general reader as it reads them',
  (_, __, text) => {
    const bytes = bytesOf(text);
    const undecoded: Decode = () => undefined;
    const scan = scanned(bytes, undefined, undecoded);
    const { resources, diagnostics } = generally(bytes);
    expect(scan?.resources).toEqual(resources);
    expect(scan?.diagnostics).toEqual(diagnostics);
    expect(resources.length).toBeGreaterThan(2);
  },
);

test('a list of one kind need not say it of each', () => {
  const [service] = (load(noisyObjectsYaml) as { items: { kind: string }[] }).items.filter(
    ({ kind }) => kind === 'Service',
  );
  const { apiVersion, kind, ...bare } = { apiVersion: 'v1', ...service };
  const text = JSON.stringify({ kind: `${kind}List`, apiVersion, metadata: {}, items: [bare, bare] });
  const scan = scanned(bytesOf(text), undefined, () => undefined);
  expect(scan?.resources).toEqual(generally(bytesOf(text)).resources);
  expect(scan?.resources).toHaveLength(2);
  expect(scanned(bytesOf(text.replace('ServiceList', 'List')))?.resources ?? []).toHaveLength(0);
});

test.each(layouts)('damaged objects in %s are read as ever, or left to the general reader', (format) => {
  const bytes = bytesOf(objectsIn[format]);
  expect(takenOf(bytes, 2 * ROUNDS)).toBeGreaterThan(ROUNDS / 5);
});

test('a list of something else is not for scanning', () => {
  const objects = Array.from({ length: 50 }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `s${i}` },
  }));
  const list = (items: readonly unknown[]) => bytesOf(JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }));
  expect(scanned(list(objects))).toBeUndefined();
  expect(scanned(list(objects.slice(0, 10)))?.unread).toHaveLength(10);
});

test('objects of all kinds stand in the order of the file, and their places in its bytes', () => {
  const pods = (JSON.parse(exported('json')) as { items: unknown[] }).items.slice(0, 12);
  const others = ['ä', 'b', 'c'].map((note, i) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { annotations: { note }, name: `n${i}` },
  }));
  const items = [pods.slice(0, 4), others[0], pods.slice(4, 5), others[1], others[2], pods.slice(5)].flat();
  const text = JSON.stringify({ apiVersion: 'v1', items, kind: 'List' }, null, 2);
  const { resources } = scanned(bytesOf(text)) ?? { resources: [] };
  expect(resources.map(({ kind }) => kind)).toEqual(items.map((item) => (item as { kind: string }).kind));
  for (const { meta } of resources) {
    const part = bytesOf(text).slice(meta.at.start, meta.at.end);
    expect(JSON.parse(decode(part, 'utf-8') ?? '')).toHaveProperty('metadata.name', meta.name);
  }
});

test.each(['1.5', '2e1', '1.0'])('a number written as %s is left to the general reader', (number) => {
  const pod = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"b","generation":${number}},"spec":{"containers":[{"name":"c","ports":[{"containerPort":${number}}]}]}}`;
  const bytes = bytesOf(`{"apiVersion":"v1","kind":"List","items":[${pod}]}`);
  const { resources, diagnostics } = generally(bytes);
  const scan = scanned(bytes);
  if (scan !== undefined) expect(scan).toMatchObject({ resources, diagnostics });
});

test.each<Format>(['yaml', 'json', 'pretty'])('windows of %s may end anywhere', (format) => {
  const bytes = bytesOf(listed(exported(format), format, 2));
  const whole = scanned(bytes);
  expect(whole?.resources).toHaveLength(2);
  for (let window = 100; window < 400; window += 7) {
    expect(scanned(bytes, window)).toEqual(whole);
  }
});

/** A pseudo-random number below `limit`, always the same from the same seed. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** One byte changed, left out or put in, or a stretch left out or repeated. */
function mutated(bytes: Uint8Array, roll: (limit: number) => number): Uint8Array {
  const at = roll(bytes.length);
  const part = (start: number, end?: number) => [...bytes.subarray(start, end)];
  const byte =
    [...'"\'{}[],:\\ \n-#&*!|>%@`.$<_aA0\u0000\u007f\t\r']
      .map((character) => character.charCodeAt(0))
      .concat(0x80, 0xc3, 0xe2)
      .at(roll(34) - 1) ?? 32;
  switch (roll(5)) {
    case 0:
      return Uint8Array.from([...part(0, at), ...part(at + 1)]);
    case 1:
      return Uint8Array.from([...part(0, at), byte, ...part(at)]);
    case 2:
      return Uint8Array.from([...part(0, at), ...part(at + 1 + roll(40))]);
    case 3:
      return Uint8Array.from([...part(0, at), ...part(Math.max(0, at - roll(60)))]);
    default:
      return Uint8Array.from([...part(0, at), byte, ...part(at + 1)]);
  }
}

/** Offsets in bytes of a text of which the general reader counts the characters. */
function inBytes(bytes: Uint8Array, value: unknown): unknown {
  const text = decode(bytes, 'utf-8') ?? '';
  if (text.length === bytes.length) return value;
  const offset = (at: number) => new TextEncoder().encode(text.slice(0, at)).length;
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      (key === 'start' || key === 'end') && typeof inner === 'number' ? offset(inner) : plain(inner),
    ),
  );
}

const plain = (value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value instanceof Map ? [...value] : value;

function expectSame(bytes: Uint8Array, scan: ScannedFile): void {
  const { resources, diagnostics } = generally(bytes);
  if (bytes.every((byte) => byte < 128)) {
    expect(scan.resources).toEqual(resources);
    expect(scan.diagnostics).toEqual(diagnostics);
  } else {
    expect(JSON.parse(JSON.stringify(scan.resources, (_, value: unknown) => plain(value)))).toEqual(
      inBytes(bytes, resources),
    );
  }
}

test.each<Format>(['yaml', 'json', 'pretty', 'managed'])(
  'a damaged text in %s is read as ever, or left to the general reader',
  (format) => {
    const text = exported(format);
    const items = listed(text, format, 2);
    const bytes = bytesOf(items);
    expect(takenOf(bytes, ROUNDS)).toBeGreaterThan(ROUNDS / 5);
  },
);

/** How many of so many damaged texts were scanned, and with the right outcome. */
function takenOf(bytes: Uint8Array, rounds: number): number {
  let taken = 0;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const changed = mutated(bytes, dice(seed));
    const scan = scanned(changed);
    if (scan === undefined) continue;
    taken += 1;
    try {
      expectSame(changed, scan);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
  return taken;
}

const ROUNDS = Number(process.env['ROUNDS'] ?? 100);

/** The list cut down to some of its items. */
function listed(text: string, format: Format, count: number): string {
  if (format === 'yaml') {
    const items = text.split(/^(?=- )/m);
    return [...items.slice(0, count + 1), text.slice(text.indexOf('\nkind: List') + 1)].join('');
  }
  const list = JSON.parse(text) as { items: unknown[] };
  const short = { ...list, items: list.items.slice(0, count) };
  return format === 'json' ? JSON.stringify(short) : `${JSON.stringify(short, null, 4)}\n`;
}
