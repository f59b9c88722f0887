import { expect, test } from 'vitest';
import { sampleFile } from './sample';
import { copyOf } from './text/text-copy';
import { readYaml } from './yaml';
import { adviceFor } from './yaml-advice';

/** The line that the advice is about, and the advice. */
function adviceOn(text: string) {
  const read = readYaml(copyOf(text), sampleFile(text), () => undefined);
  if (read.ok) return 'no fault';
  const { start, end, hint } = adviceFor(text, read.error.offset);
  return [text.slice(start, end).trim(), hint];
}

// Source: input-formats 1.3 and 9.4.
test.each([
  [
    "spec:\n  selector: 'app == 'web''\n",
    "selector: 'app == 'web''",
    'Single quotes inside single quotes end the text: double them, or put double quotes outside.',
  ],
  [
    'spec:\n  selector: "app == "web""\n',
    'selector: "app == "web""',
    'Double quotes inside double quotes end the text: use single quotes inside.',
  ],
  ['spec:\n  host: *\n', 'host: *', 'Quote the value: a text cannot start with "*" in YAML.'],
  ['spec:\n  x: @y\n', 'x: @y', 'Quote the value: a text cannot start with "@" in YAML.'],
  ['spec:\n  x: `y`\n', 'x: `y`', 'Quote the value: a text cannot start with "`" in YAML.'],
  ['spec:\n\tselector: a\n', 'selector: a', 'Indent with spaces: YAML does not allow tabs there.'],
  [
    'name: {{ .Values.x }}\n',
    'name: {{ .Values.x }}',
    'This is an unrendered template: run helm template NAME CHART -f values.yaml and load what it prints.',
  ],
  [
    'spec:\n  selector: a: b == c\n',
    'selector: a: b == c',
    'Quote the whole value: a ": " inside it starts another key.',
  ],
  ['spec:\n  selector:"a"\n  order: 1\n', 'selector:"a"', 'Put a space after the colon.'],
  ['spec:\n  selector: "a\n  order: 1\nstatus: {}\n', 'selector: "a', 'Close the " that opens here.'],
  ['spec:\n  types: [Ingress\n  order: 1\n', 'types: [Ingress', 'Close the "[" that opens here with "]".'],
  ['spec:\n  order: 1\n   tier: a\n', 'tier: a', 'The line above has a value already, so nothing may stand under it.'],
  [
    'spec:\n    order: 1\n  tier: a\n',
    'tier: a',
    'It is indented by 2 and the line above by 4: fields of one object start in one column.',
  ],
  [
    'spec:\n  order: 1\n  tier\n  types: []\n',
    'tier',
    'A colon is missing after the key, or the line does not belong here.',
  ],
  [
    'spec:\n  order: 1\n  some words here\n  types: []\n',
    'some words here',
    'It is neither "key: value" nor "- entry": a comment starts with "#".',
  ],
  [
    "spec:\n  selector: !has(a) && b == 'c'\n",
    "selector: !has(a) && b == 'c'",
    'Quote the value: a text cannot start with "!" in YAML.',
  ],
])('%j', (text, line, hint) => {
  expect(adviceOn(text)).toEqual([line, hint]);
});
