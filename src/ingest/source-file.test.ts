import { expect, test } from 'vitest';
import type { Diagnostic } from '../model/diagnostic';
import { fileId } from '../model/ids';
import { sourceFileOf, type Decode } from './source-file';

const decode: Decode = (bytes, encoding) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

function read(content: string | Uint8Array) {
  const diagnostics: Diagnostic[] = [];
  const file = sourceFileOf({ id: fileId('f'), name: 'f.yaml', content }, decode, (d) => diagnostics.push(d));
  return { text: file?.text, told: diagnostics.map(({ severity, code }) => `${severity} ${code}`), diagnostics };
}

const bytes = (...list: readonly number[]) => Uint8Array.from(list);
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean) =>
  Uint8Array.from(
    [...text].flatMap((c) =>
      little ? [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8] : [c.charCodeAt(0) >> 8, c.charCodeAt(0) & 255],
    ),
  );

test.each([
  ['gzip', bytes(0x1f, 0x8b, 8, 0), 'error file/archive'],
  ['zip', bytes(0x50, 0x4b, 3, 4), 'error file/archive'],
  ['zstd', bytes(0x28, 0xb5, 0x2f, 0xfd), 'error file/archive'],
  ['bzip2', bytes(0x42, 0x5a, 0x68, 0x39), 'error file/archive'],
  ['xz', bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a), 'error file/archive'],
  ['7z', bytes(0x37, 0x7a, 0xbc, 0xaf), 'error file/archive'],
  ['tar', Uint8Array.from([...Array<number>(257).fill(97), 0x75, 0x73, 0x74, 0x61, 0x72]), 'error file/archive'],
  ['PDF', bytes(0x25, 0x50, 0x44, 0x46), 'error file/binary'],
  ['PNG', bytes(0x89, 0x50, 0x4e, 0x47), 'error file/binary'],
  ['old Office', bytes(0xd0, 0xcf, 0x11, 0xe0), 'error file/binary'],
  ['protobuf', bytes(0x6b, 0x38, 0x73, 0x00), 'error file/binary'],
  ['zeros', new Uint8Array(100), 'error file/binary'],
  ['noise', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3)) % 256), 'error file/binary'],
  ['nothing', new Uint8Array(), 'warning file/empty'],
  ['white space', utf8(' \n\n'), 'warning file/empty'],
])('%s is named and not read', (_, content, told) => {
  expect(read(content)).toMatchObject({ text: undefined, told: [told] });
});

test('each says what to do', () => {
  expect(read(bytes(0x1f, 0x8b)).diagnostics[0]).toMatchObject({
    message: 'f.yaml is a gzip file, not text.',
    hint: 'Unpack it and drop the YAML and JSON files that are inside.',
  });
});

test.each([
  ['UTF-8', utf8('kind: Straße')],
  ['UTF-8 with a mark', bytes(0xef, 0xbb, 0xbf, ...utf8('kind: Straße'))],
  ['UTF-16 as PowerShell writes it', bytes(0xff, 0xfe, ...utf16('kind: Straße', true))],
  ['UTF-16, big end first', bytes(0xfe, 0xff, ...utf16('kind: Straße', false))],
  ['UTF-16 without a mark', utf16('kind: Straße', true)],
  ['UTF-16 without a mark, big end first', utf16('kind: Straße', false)],
])('%s is read without a word', (_, content) => {
  expect(read(content)).toMatchObject({ text: 'kind: Straße', told: [] });
});

test('bytes that are not UTF-8 are read as Windows-1252, with a warning', () => {
  expect(read(bytes(...utf8('app == '), 0x91, 0x77, 0x65, 0x62, 0x92))).toMatchObject({
    text: 'app == ‘web’',
    told: ['warning file/encoding'],
  });
});

test('only line ends and a leading mark differ from what was loaded', () => {
  expect(read('\ufeffa\r\nb\rc\n\ufeff\u00a0d\t').text).toBe('a\nb\nc\n\ufeff\u00a0d\t');
});

test('more than one text can hold', () => {
  const huge = Object.defineProperty(utf8('kind: Pod'), 'length', { value: 2 ** 30 });
  expect(read(huge)).toMatchObject({ text: undefined, told: ['error file/too-large'] });
});
