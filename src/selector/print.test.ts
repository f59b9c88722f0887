import { expect, test } from 'vitest';
import { parseSelector } from './parse';
import { printSelector, printSingleQuoted } from './print';
import type { Selector } from './tree';

function parsed(text: string): Selector {
  const result = parseSelector(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.value;
}

test.each([
  // calico-semantics 6.4
  ['', 'all()'],
  [' (all() )', 'all()'],
  ['!all()', '!all()'],
  ['global()', 'global()'],
  ["a=='b'", 'a == "b"'],
  ["!(a=='b')", '!a == "b"'],
  ["a=='b'&&c=='d'||has(e)", '((a == "b" && c == "d") || has(e))'],
  ["a in {'b','a','b'}", 'a in {"a", "b"}'],
  ['! (has( b)||! has(a ))', '!(has(b) || !has(a))'],
  [`a == 'say "x"'`, `a == 'say "x"'`],
  ["a!='b'", 'a != "b"'],
  ["a contains'b'", 'a contains "b"'],
  ["a startswith 'b'", 'a starts with "b"'],
  ["a endswith 'b'", 'a ends with "b"'],
  ['a in {}', 'a in {}'],
  ['a notin {}', 'a not in {}'],
  ['!!!has(a)', '!has(a)'],
  ['!!has(a)', 'has(a)'],
  ['!(!(has(a)))', '!!has(a)'],
  ['has(a)&&(has(b)&&has(c))', '(has(a) && (has(b) && has(c)))'],
  ['has(a)&&has(b)&&has(c)', '(has(a) && has(b) && has(c))'],
  ['((has(a)))', 'has(a)'],
  // Sorted by bytes: U+FF5E is EF BD 9E, U+1F600 is F0 9F 98 80, though its UTF-16 units are the lower ones.
  ["a in {'\u{1F600}', '～', 'é', 'z', 'Z', 'Za', ''}", 'a in {"", "Z", "Za", "z", "é", "～", "\u{1F600}"}'],
  ["a in {'\u{1F601}', '\u{1F600}'}", 'a in {"\u{1F600}", "\u{1F601}"}'],
  // Selector vectors of the data plane, as far as not above
  ['! (a == "b"&&! c != "d")', '!(a == "b" && !c != "d")'],
  ["a in {'c', 'b', 'c'}", 'a in {"b", "c"}'],
  ["a not in { 'x' }", 'a not in {"x"}'],
  ["a == 'b' && (c == 'd' && e == 'f')", '(a == "b" && (c == "d" && e == "f"))'],
  ["(a == 'b') || (c != 'd')", '(a == "b" || c != "d")'],
  [`k starts with 'x' && k ends with "y'"`, `(k starts with "x" && k ends with "y'")`],
  [
    "(projectcalico.org/namespace == 'shop') && (app == 'frontend')",
    '(projectcalico.org/namespace == "shop" && app == "frontend")',
  ],
  [
    "(projectcalico.org/namespace == 'shop') && (projectcalico.org/orchestrator == 'k8s' && app == 'frontend')",
    '(projectcalico.org/namespace == "shop" && (projectcalico.org/orchestrator == "k8s" && app == "frontend"))',
  ],
  ['(!has(projectcalico.org/namespace)) && (has(label3))', '(!has(projectcalico.org/namespace) && has(label3))'],
  [
    `(projectcalico.org/namespace == 'shop') && (((pcsa.role == "backend") && (projectcalico.org/serviceaccount in {"api"})) && (app == 'x'))`,
    '(projectcalico.org/namespace == "shop" && ((pcsa.role == "backend" && projectcalico.org/serviceaccount in {"api"}) && app == "x"))',
  ],
  [
    "((projectcalico.org/namespace == 'shop') && (app == 'x')) && (!(env == 'dev'))",
    '((projectcalico.org/namespace == "shop" && app == "x") && !env == "dev")',
  ],
  [
    `((mylabel == 'selectme') && pcns.name == "testing") && pcsa.role == "development"`,
    '((mylabel == "selectme" && pcns.name == "testing") && pcsa.role == "development")',
  ],
  [
    "(projectcalico.org/orchestrator == 'k8s') && has(projectcalico.org/namespace)",
    '(projectcalico.org/orchestrator == "k8s" && has(projectcalico.org/namespace))',
  ],
])('%s', (text, canonical) => {
  expect(printSelector(parsed(text))).toBe(canonical);
});

test('single quotes give way to those in a value', () => {
  expect(printSingleQuoted(parsed(`a == "b" && c in {"it's", 'd'}`))).toBe(`(a == 'b' && c in {'d', "it's"})`);
});
