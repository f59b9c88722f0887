import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { finishWaiting } from '../base/task';
import type { Resource } from '../model/resource';
import { decodeText, inflate } from '../worker/host';
import { excerptOf } from '../workspace/excerpt';
import { createLibrary, type ReadFile } from '../workspace/library';
import { markedPosition } from '../ingest/scan/line-marks';
import { planOf } from './load/plan';
import { filesOf, type Format } from './load/texts';

const plan = planOf({ pods: 900, policies: 6, namespaces: 8, feed: 5 }, 1);
const textIn = (format: Format): string =>
  [
    ...(filesOf(plan, format)
      .find(({ name }) => name.startsWith('pods.'))
      ?.chunks() ?? []),
  ].join('');

async function readOne(content: Uint8Array<ArrayBuffer>): Promise<ReadFile> {
  const library = createLibrary({ decode: decodeText, inflate });
  const [file] = await finishWaiting(library.read([{ id: 'f', name: 'pods', content: new Blob([content]) }]));
  if (file === undefined) throw new Error('nothing was read');
  return file;
}

const excerptAt = (file: ReadFile, { meta }: Resource) => finishWaiting(excerptOf(file, meta.at, decodeText));

test.each<[Format, boolean]>([
  ['yaml', false],
  ['yaml', true],
  ['json', false],
  ['pretty', false],
])('an excerpt of %s shows the object where it stands (packed: %s)', async (format, packed) => {
  const text = textIn(format);
  const bytes = new TextEncoder().encode(text);
  const file = await readOne(packed ? new Uint8Array(gzipSync(bytes)) : bytes);
  expect(file.text).toBeUndefined();
  for (const resource of file.resources.filter((_, i) => i % 97 === 0)) {
    const shown = await excerptAt(file, resource);
    const { start, end } = resource.meta.at;
    expect(shown?.text.slice(shown.at.start, shown.at.end)).toBe(text.slice(start, end));
    expect(shown?.cut).toBe(false);
    const line = text.slice(0, start).split('\n');
    expect(shown?.line).toBe(line.length);
    const lines = file.scanned?.lines ?? { starts: new Float64Array(), lines: new Uint32Array(), count: 0 };
    expect(markedPosition(lines, start)).toEqual({ line: line.length, column: (line.at(-1)?.length ?? 0) + 1 });
    const name = resource.meta.nameAt?.start ?? 0;
    const nameLine = text.slice(0, name).split('\n');
    expect(markedPosition(lines, name)).toEqual({ line: nameLine.length, column: (nameLine.at(-1)?.length ?? 0) + 1 });
  }
});

test('letters of several bytes are counted as the text counts them, and never cut', async () => {
  const text = textIn('yaml').replace('    name: ', '    namé: "straße"\n    name: ');
  const file = await readOne(new TextEncoder().encode(text));
  const [first, second] = file.resources;
  if (first === undefined || second === undefined) throw new Error('nothing was read');
  const shown = await excerptAt(file, second);
  expect(shown?.text.slice(shown.at.start)).toMatch(/^apiVersion: v1\n {2}kind: Pod/);
  expect((await excerptAt(file, first))?.text).toContain('straße');
  for (let end = first.meta.at.start; end < first.meta.at.end; end += 1) {
    const at = { ...first.meta.at, end };
    const part = await finishWaiting(excerptOf(file, at, decodeText));
    expect(text).toContain(part?.text ?? 'nothing');
  }
});
