import { deflateRawSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { FileBytes } from '../base/byte-source';
import { finishWaiting } from '../base/task';
import { inflate as nodeInflate } from '../cli/file-bytes';
import { planOf } from './load/plan';
import { filesOf } from './load/texts';
import { decodeText, inflate } from '../worker/host';
import { createLibrary, type ReadFile } from '../workspace/library';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const small = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
/** Above the size up to which files are read as a whole. */
const plan = planOf({ pods: 900, policies: 6, namespaces: 8, feed: 5 }, 1);
const big = [
  ...(filesOf(plan, 'yaml')
    .find(({ name }) => name === 'pods.yaml')
    ?.chunks() ?? []),
].join('');

const hosts = [
  ['a page', inflate],
  ['Node', nodeInflate],
] as const;

async function readAll(content: Uint8Array | FileBytes | string, using = inflate): Promise<readonly ReadFile[]> {
  const library = createLibrary({ decode: decodeText, inflate: using });
  return finishWaiting(library.read([{ id: 'f', name: 'given', content }]));
}

/** Names, counts of objects, and what was told. */
async function told(content: Uint8Array | FileBytes, using = inflate): Promise<readonly string[]> {
  const files = await readAll(content, using);
  return files.map(({ name, resources, diagnostics }) =>
    [name, resources.length, ...diagnostics.map(({ message }) => message)].join(' '),
  );
}

const fileOf = (bytes: Uint8Array<ArrayBuffer>): FileBytes => new Blob([bytes]);

/** A tar archive of some files; a name of more than 100 letters goes into an entry of its own. */
function tarOf(files: readonly (readonly [name: string, content: Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = [];
  const add = (name: string, type: string, content: Uint8Array) => {
    const header = new Uint8Array(512);
    const put = (text: string, at: number) => header.set(bytesOf(text), at);
    put(name.slice(0, 100), 0);
    put(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    put(' '.repeat(8), 148);
    put(type, 156);
    put('ustar\u000000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    blocks.push(header, content, new Uint8Array((512 - (content.length % 512)) % 512));
  };
  for (const [name, content] of files) {
    if (name.length > 100) add('././@LongLink', 'L', bytesOf(`${name}\0`));
    add(name, '0', content);
  }
  add('link.yaml', '2', new Uint8Array());
  return new Uint8Array(Buffer.concat([...blocks, new Uint8Array(1024)]));
}

function zipOf(files: readonly (readonly [name: string, content: Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, Buffer.from(name));
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

const long = `${'deep/'.repeat(30)}a.yaml`;
const members = [
  [long, bytesOf(small)],
  ['notes.txt', bytesOf('no export')],
  ['pods.yaml', bytesOf(big)],
  ['pods.yaml.gz', new Uint8Array(gzipSync(big))],
] as const;
const expected = [`given/${long} 1`, 'given/pods.yaml 900', 'given/pods.yaml.gz 900'];

test.each(hosts)('files in archives are read as files, in %s', async (_, using) => {
  const tar = tarOf(members);
  await expect(told(fileOf(tar), using)).resolves.toEqual(expected);
  await expect(told(fileOf(new Uint8Array(gzipSync(tar))), using)).resolves.toEqual(expected);
  await expect(told(new Uint8Array(gzipSync(tar)), using)).resolves.toEqual(expected);
  await expect(told(fileOf(zipOf(members)), using)).resolves.toEqual(expected);
});

test.each(hosts)('a packed file is read as it is without, in %s', async (_, using) => {
  await expect(told(new Uint8Array(gzipSync(small)), using)).resolves.toEqual(['given 1']);
  const [packed] = await readAll(fileOf(new Uint8Array(gzipSync(big))), using);
  const [plain] = await readAll(bytesOf(big));
  expect(packed?.resources).toEqual(plain?.resources);
  expect(packed?.text).toBeUndefined();
});

test('what is in a big file that is not laid out as one is read all the same, packed or not', async () => {
  const odd = bytesOf(`# by hand\n${big}`);
  for (const content of [odd, fileOf(odd), fileOf(new Uint8Array(gzipSync(odd)))]) {
    const [file] = await readAll(content);
    expect(file?.resources).toHaveLength(900);
    expect(file?.text).toHaveLength(odd.length);
  }
  const tar = tarOf([
    ['a.yaml', odd],
    ['b.yaml', bytesOf(small)],
  ]);
  await expect(told(fileOf(new Uint8Array(gzipSync(tar))))).resolves.toEqual(['given/a.yaml 900', 'given/b.yaml 1']);
});

test.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
  ['a gzip file that is cut off', new Uint8Array(gzipSync(big)).slice(0, 5000), /^given 0 given cannot be read: /],
  ['what only looks like one', Uint8Array.of(0x1f, 0x8b, 0x41), /^given 0 given cannot be read: /],
  ['a tar archive that is cut off', tarOf([['a.yaml', bytesOf(small)]]).slice(0, 530), /ends in the middle of a file/],
  [
    'a damaged tar archive',
    tarOf([['a.yaml', bytesOf(small)]]).fill(0x30, 0, 4),
    /what should be a tar archive is damaged/,
  ],
  ['a zip archive without its end', zipOf([['a.yaml', bytesOf(small)]]).slice(0, 60), /its end is missing/],
  [
    'an archive of nothing for us',
    tarOf([['notes.txt', bytesOf('x')]]),
    /holds nothing that is read, only 1 other files/,
  ],
  [
    'an archive in an archive',
    tarOf([['a.yaml', tarOf([['b.yaml', bytesOf(small)]])]]),
    /given\/a\.yaml is an archive inside of an archive/,
  ],
  [
    'an archive that fills the memory',
    new Uint8Array(gzipSync(new Uint8Array(2 ** 26 + 2 ** 22).fill(32))),
    /unpacks to more than 200 times its size/,
  ],
])('%s is told', async (_, bytes, message) => {
  const [line, ...others] = await told(fileOf(bytes));
  expect(line).toMatch(message);
  expect(others).toEqual([]);
});

test('a file that did not change is not read again', async () => {
  const library = createLibrary({ decode: decodeText, inflate });
  const read = (content: FileBytes) => finishWaiting(library.read([{ id: 'f', name: 'given', content }]));
  const at = (lastModified: number) => new File([bytesOf(small)], 'given', { lastModified });
  const [first] = await read(at(1));
  expect((await read(at(1)))[0]).toBe(first);
  expect((await read(at(2)))[0]).not.toBe(first);
});

test.each(['pods', 'services', 'nodes'])(
  'a small file of %s is what the same text is when it is pasted',
  async (name) => {
    const file = filesOf(planOf({ pods: 200, policies: 6, namespaces: 150, feed: 5 }, 1), 'yaml').find((one) =>
      one.name.startsWith(name),
    );
    const text = [...(file?.chunks() ?? [])].join('').slice(0, 3e6);
    const end = text.lastIndexOf('\n- ') + 1;
    const list = `${text.slice(0, end)}kind: List\n`;
    expect(await readAll(bytesOf(list))).toEqual(await readAll(list));
    const noted = list.replace('\n- ', '\n# grün\n- ');
    expect(await readAll(bytesOf(noted))).toEqual(await readAll(noted));
  },
);

test('a text is read a document and some hundred objects at a time, and can be taken back in between', () => {
  const library = createLibrary({ decode: decodeText, inflate });
  const content = Array.from({ length: 600 }, () => small).join('---\n');
  const task = library.read([{ id: 'f', name: 'given', content }]);
  const told = [];
  for (let step = task.next(); step.done !== true; step = task.next()) told.push(step.value);
  expect(told.length).toBeGreaterThan(600);
  expect(told.at(-1)).toMatchObject({ bytes: { done: content.length, total: content.length, objects: 500 } });
});
