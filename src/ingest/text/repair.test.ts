import { expect, test } from 'vitest';
import type { Diagnostic } from '../../model/diagnostic';
import { sampleFile } from '../sample';
import { repaired } from './repair';
import { copyOf } from './text-copy';

function repair(text: string) {
  const diagnostics: Diagnostic[] = [];
  const copy = repaired(copyOf(text), sampleFile(text), (d) => diagnostics.push(d));
  return { text: copy.text, diagnostics, messages: diagnostics.map(({ message }) => message) };
}

test.each([
  ['quotes in a plain selector', 'selector: app == ‘web’', "selector: app == 'web'"],
  ['quotes of both kinds', 'selector: app == “web” && tier == „fe‟', 'selector: app == "web" && tier == "fe"'],
  ['quotes inside proper ones', 'selector: "app == ‘web’"', `selector: "app == 'web'"`],
  ['double quotes inside double ones', 'selector: "app == “web”"', `selector: "app == 'web'"`],
  ['single quotes inside single ones', "selector: 'app == ‘web’'", `selector: 'app == "web"'`],
  ['quotes around the value', 'selector: “all()”', 'selector: "all()"'],
  ['quotes that do not match', "nodeSelector: “rack == ‘frontend'” # ‘a’", `nodeSelector: "rack == 'frontend'" # ‘a’`],
  ['a quote closed by a double prime', 'nets: [“10.0.0.0/8″]', 'nets: ["10.0.0.0/8"]'],
  ['quotes around a label value', 'app: ‘web’', "app: 'web'"],
  ['quotes around a key', '“app”: web', '"app": web'],
  ['quotes in a flow map', '{selector: app == ‘web’, name: ‘x’}', "{selector: app == 'web', name: 'x'}"],
  ['a list dash', '– Ingress', '- Ingress'],
  ['nested list dashes', '  – – podSelector: {}', '  - - podSelector: {}'],
  ['a dash in a name', 'name: allow–web', 'name: allow-web'],
  ['a minus sign', 'order: −5', 'order: -5'],
  ['no-break spaces as indentation', '\u00a0\u00a0selector: all()', '  selector: all()'],
  ['a no-break space after the colon', 'selector:\u00a0all()', 'selector: all()'],
  ['a no-break space inside a selector', "selector: app\u00a0== 'a'", "selector: app == 'a'"],
  ['a wide space', '\u3000kind: Pod', ' kind: Pod'],
  ['a zero-width space', 'kind:\u200b Pod', 'kind: Pod'],
  ['a byte order mark in the middle', '\ufeffkind: Pod', 'kind: Pod'],
  ['a full-width colon', 'kind：Pod', 'kind: Pod'],
  ['full-width commas', 'types: [Ingress，Egress]', 'types: [Ingress,Egress]'],
  ['a full-width dash', '－ Ingress', '- Ingress'],
  ['HTML entities', 'selector: a == &#39;x&#39; &amp;&amp; has(b)', "selector: a == 'x' && has(b)"],
  ['HTML quotes around the value', 'selector: &quot;a == &#39;x y&#39;&quot;', `selector: "a == 'x y'"`],
  ['a selector over several lines', 'selector: app == ‘a’ &&\n  env == ‘b’', "selector: app == 'a' &&\n  env == 'b'"],
  ['a selector in a block', 'selector: >-\n  app == ‘a’\nname: x', "selector: >-\n  app == 'a'\nname: x"],
])('%s', (_, text, expected) => {
  expect(repair(text).text).toBe(expected);
});

test.each([
  ['a comment', 'name: web # “quoted” – and more'],
  ['a text for readers', 'description: it’s for pages 3–5，“all” of them'],
  ['a quoted text for readers', 'description: "it’s 3–5"'],
  ['Chinese', 'description: 默认拒绝：所有'],
  ['a block scalar', 'data: |\n  app == ‘web’\n  – x'],
  ['plain ASCII', "selector: app == 'web' && has(x)"],
])('%s stays', (_, text) => {
  expect(repair(text)).toEqual({ text, diagnostics: [], messages: [] });
});

test('one message for each kind of damage, at its first line, with what was read', () => {
  const { diagnostics } = repair('a: b\nselector: x == ‘1’\nnotSelector: x == ‘2’\nname: p–q');
  expect(diagnostics).toEqual([
    {
      code: 'text/repaired',
      severity: 'warning',
      message: '4 typographic quotes, first in "selector: x == ‘1’".',
      at: { file: 'sample', start: 5, end: 23 },
      hint: `Read as "selector: x == '1'". They come from web pages and word processors; the cluster would not take them for quotes.`,
    },
    {
      code: 'text/repaired',
      severity: 'warning',
      message: '1 typographic dash, first in "name: p–q".',
      at: { file: 'sample', start: 46, end: 55 },
      hint: 'Read as "name: p-q". They come from web pages and word processors; the cluster would not take them for "-".',
    },
  ]);
});
