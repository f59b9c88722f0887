import { describe, expect, test } from 'vitest';
import { fileId } from '../model/ids';
import { createRandom, type Random } from '../testing/generate/random';
import { generateCluster } from '../testing/generate-cluster';
import { printCluster } from '../testing/print-cluster';
import { codeSamples, exampleScenarios, scenarios } from '../testing/scenarios';
import { readPlainYaml } from './plain-yaml';
import { copyOf } from './text/text-copy';
import { readAnyYaml } from './yaml';

/** Every style of scalar and nesting that the reader takes. */
const styles = `apiVersion: v1
items:
- apiVersion: v1
  kind: Pod
  metadata:
    annotations:
      literal: |
        {"apiVersion":"v1","kind":"Pod"}
      plain: a text that
        goes on here
        and here
      double: "says \\"so\\"\\nand \\
        goes on"
      single: 'says ''so''
        and goes on'
      empty: ""
      folded: >-
        one
        two

        three
          four
      stripped: |-
        a

          b

    labels:
      "a/b": c
      'c/d': e
    managedFields:
    - fieldsV1:
        f:metadata:
          .: {}
          k:{"type":"Ready"}: {}
      time: "2025-01-01T00:00:00Z"
    name: x # the name
    creationTimestamp: null
  spec:
    containers:
    - name: main
      args:
      - --x=y
      - -c
      - |
        echo a
      ports: []
    volumes:
    - name: "left out"

    # a comment
    nodeName:
    other:
    - - a
      - b
    - c: 1
      d:
      - 2
    -
      e: 0.5
kind: List
metadata: {}
`;

/** What both readers make of a text; the general one has nothing to tell where the plain one reads. */
function bothOf(text: string): { readonly plain: unknown; readonly general: unknown } | undefined {
  const file = { id: fileId('f'), name: 'f.yaml', text };
  const anchored = /(?:^|[\s[{,])&[^\s&]/.test(text);
  const plain = readPlainYaml(copyOf(text), file.id, anchored);
  if (plain === undefined) return undefined;
  const told: unknown[] = [];
  const read = readAnyYaml(copyOf(text), file, anchored, (diagnostic) => told.push(diagnostic));
  return { plain: { nodes: [plain], told: [] }, general: { nodes: read.ok ? read.value : read.error, told } };
}

const documentsOf = (text: string): readonly string[] => text.split(/^(?=---(?:\s|$))/m);

const files = [...scenarios(), ...exampleScenarios()]
  .flatMap((scenario) => scenario.files)
  .concat(codeSamples().map(({ file }) => file))
  .flatMap(({ content }) => (typeof content === 'string' ? documentsOf(content) : []));
const printed = Array.from({ length: 20 }, (_, seed) => printCluster(generateCluster(seed, { flows: 0 }).cluster));
const documents = [styles, ...files, ...printed.flatMap(documentsOf)];

const bits =
  ' |  |\n|:|: |- |#| #|"|\'|-|{}|[]|&a |*a|!x |~|yes|010|a|\\|\\\n|\\.|,|? |%|@|---\n|...\n|\t|é|\n\n|\n  # c\n|>-\n|<<: |[|}|"\n    x"'.split(
    '|',
  );

/** Some lines of a text, out of their surroundings or not, with a few characters changed. */
function mutated(text: string, random: Random): string {
  const start = text.lastIndexOf('\n', random.below(text.length)) + 1;
  let some = text.slice(start, start + random.below(600));
  const indent = some.length - some.trimStart().length;
  if (random.chance(0.5)) some = some.replaceAll(new RegExp(`^ {${indent}}`, 'gm'), '');
  for (let edits = random.below(3); edits > 0; edits -= 1) {
    const at = random.below(some.length + 1);
    some = some.slice(0, at) + random.pick([...bits, '|\n', ' |', '']) + some.slice(at + random.below(4));
  }
  return some;
}

describe('what is read is what the general reader reads, to the last offset', () => {
  test('of files as they are', () => {
    let read = 0;
    for (const document of documents) {
      const both = bothOf(document);
      if (both === undefined) continue;
      expect(both.plain).toEqual(both.general);
      read += 1;
    }
    expect(bothOf(styles)).toBeDefined();
    expect(read).toBeGreaterThan(documents.length / 2);
  });

  test('of text with anything in it', () => {
    const random = createRandom(7);
    let read = 0;
    for (let round = 0; round < 6000; round += 1) {
      const text = mutated(random.pick(round % 20 === 0 ? [styles] : documents), random);
      const both = bothOf(text);
      if (both === undefined) continue;
      expect(both.plain, text).toEqual(both.general);
      read += 1;
    }
    expect(read).toBeGreaterThan(1000);
  });
});

test.each([
  ['two documents', 'a: 1\n---\nb: 2\n'],
  ['an anchor', 'a: &x 1\n'],
  ['a tag', 'a: !has(x)\n'],
  ['a key twice', 'a: 1\na: 2\n'],
  ['a text that kubectl reads as a number', 'a: 0755\n'],
  ['a tab', 'a:\tb\n'],
  ['a flow list', 'a: [1]\n'],
  ['a text alone', 'hello\n'],
  ['nothing', '\n'],
])('%s is left to the general reader', (_, text) => {
  expect(bothOf(text)).toBeUndefined();
});
