import { describe, expect, test } from 'vitest';
import type { InputFile } from '../workspace/library';
import { answered, codesOf, flowTable, loaderOf } from './scenario-answers';
import { codeSamples, exampleScenarios, isSourceFile, knownCodes, namedInModel, scenarios } from './scenarios';

const all = [
  ...scenarios(),
  ...exampleScenarios().map((scenario) => ({ ...scenario, name: `example ${scenario.name}` })),
];

describe.each(all)('$name', ({ files, flows, codes, regime }) => {
  const expected = flowTable(flows);
  const load = loaderOf(files);

  test('flows end as the references say', () => {
    expect(flowTable(answered(load, flows))).toBe(expected);
  });

  test('the author is told what matters, and of nothing else that is wrong', () => {
    const { diagnostics } = load(regime);
    expect(codesOf(diagnostics)).toEqual(expect.arrayContaining([...codes]));
    const faults = diagnostics.filter(({ severity, code }) => severity !== 'info' && !codes.includes(code));
    expect(faults.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });

  test('neither the order of files and documents nor the names of files matter', () => {
    const turned = files
      .toReversed()
      .map((file, index) => ({ ...withDocumentsReversed(file), name: `unknown-${index}` }));
    const loadTurned = loaderOf(turned);
    expect(flowTable(answered(loadTurned, flows))).toBe(expected);
    expect(codesOf(loadTurned(regime).diagnostics)).toEqual(codesOf(load(regime).diagnostics));
  });
});

/** One code speaks of a choice that contradicts the input. */
const chosenFor = (code: string) => (code === 'cluster/regime' ? '3.28' : undefined);

test.each(codeSamples())('$code is told of $file.name', ({ code, file }) => {
  expect(codesOf(loaderOf([file])(chosenFor(code)).diagnostics)).toContain(code);
});

test('every code has a sample, but the one that takes half a gigabyte', () => {
  expect(
    codeSamples()
      .map(({ code }) => code)
      .sort(),
  ).toEqual(knownCodes().filter((code) => code !== 'file/too-large'));
});

test('what the engine says it models is held by what is there', () => {
  const names = scenarios().map(({ name }) => name);
  const isScenario = (named: string) => names.some((name) => `${name}/`.startsWith(`${named}/`));
  expect(namedInModel().length).toBeGreaterThan(100);
  expect(namedInModel().filter((name) => !isScenario(name) && !isSourceFile(name))).toEqual([]);
});

/** Documents of a plain stream of YAML the other way round; prose and other encodings stay as they are. */
function withDocumentsReversed(file: InputFile): InputFile {
  const { content } = file;
  if (!(content instanceof Uint8Array)) return file;
  const text = new TextDecoder().decode(content);
  if (!file.name.endsWith('.yaml') || text.includes('\r')) return file;
  const documents = text.split(/^---$/m).map((document) => `${document.trim()}\n`);
  return { ...file, content: documents.reverse().join('---\n') };
}
