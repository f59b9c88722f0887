import { expect, test } from 'vitest';
import { parseSelector } from './parse';
import { doubts, slips, type Doubt, type Slip } from './slips';

function errorOf(text: string) {
  const parsed = parseSelector(text);
  if (parsed.ok) throw new Error(`Parses: ${text}`);
  return parsed.error;
}

const mended: readonly (readonly [string, string, ...Slip[]])[] = [
  ["app = 'web'", "app == 'web'", 'equals'],
  ["app='web'", "app == 'web'", 'equals'],
  ["app === 'web'", "app == 'web'", 'equals'],
  ["app: 'web'", "app == 'web'", 'equals'],
  ["app ! = 'web'", "app != 'web'", 'equals'],
  ["app <> 'web'", "app != 'web'", 'equals'],
  ["a == 'b' AND c == 'd'", "a == 'b' && c == 'd'", 'joiner'],
  ["a == 'b' and c == 'd' or has(e)", "a == 'b' && c == 'd' || has(e)", 'joiner'],
  ["a == 'b' Or c == 'd'", "a == 'b' || c == 'd'", 'joiner'],
  ["a == 'b' & c == 'd' | has(e)", "a == 'b' && c == 'd' || has(e)", 'joiner'],
  ["and == 'b' and or == 'd'", "and == 'b' && or == 'd'", 'joiner'],
  ["app in ['a', 'b']", "app in {'a', 'b'}", 'set'],
  ['app in (\'a\', "b")', 'app in {\'a\', "b"}', 'set'],
  ['(app in (a,b)) && has(c)', "(app in {'a', 'b'}) && has(c)", 'bare', 'set'],
  ["app in 'a'", "app in {'a'}", 'set'],
  ["app in {'a' 'b'}", "app in {'a', 'b'}", 'set'],
  ["app in {'a', 'b'", "app in {'a', 'b'}", 'set'],
  ['app in []', 'app in {}', 'set'],
  ["app NOT IN {'a'}", "app not in {'a'}", 'word'],
  ["app Contains 'a' && b startsWith 'c'", "app contains 'a' && b starts with 'c'", 'word'],
  ['app == web', "app == 'web'", 'bare'],
  ['app starts with web', "app starts with 'web'", 'bare'],
  ["app == 'web", "app == 'web'", 'torn'],
  ["app == web'", "app == 'web'", 'torn'],
  ["app == 'web && tier == 'fe'", "app == 'web' && tier == 'fe'", 'torn'],
  [`app == 'web" && tier == "fe"`, `app == 'web' && tier == "fe"`, 'torn'],
  ["app in {'a, 'b'}", "app in {'a', 'b'}", 'torn'],
  ['app=web,tier=fe', "app == 'web' && tier == 'fe'", 'equals', 'bare', 'comma'],
  ['app=web,!canary,tier', "app == 'web' && !has(canary) && has(tier)", 'equals', 'bare', 'comma', 'has'],
  ['env notin (dev, test), app!=db', "env not in {'dev', 'test'} && app != 'db'", 'bare', 'set', 'comma'],
  ['app == ‘web’', "app == 'web'", 'curly'],
  ['app == “web” && tier == „fe“', "app == 'web' && tier == 'fe'", 'curly'],
  ["“projectcalico.org/name == ‘monitoring'”", "projectcalico.org/name == 'monitoring'", 'whole', 'curly'],
  ["app == 'web’", "app == 'web'", 'curly'],
  ['“all()”', 'all()', 'whole'],
  [`"app == 'web'"`, "app == 'web'", 'whole'],
  ['!has x', '!has(x)', 'has'],
  ['!x', '!has(x)', 'has'],
  ['has(a, b)', 'has(a) && has(b)', 'list'],
  ["!has(a, b) && c == 'd'", "!has(a) && !has(b) && c == 'd'", 'list'],
  ["has('app')", 'has(app)', 'label'],
  ["'app' == 'web'", "app == 'web'", 'label'],
  ['all ()', 'all()', 'call'],
  ['ALL()', 'all()', 'call'],
  ['all', 'all()', 'call'],
  ['has (a) && !Has(b)', 'has(a) && !has(b)', 'call'],
  ["NOT app == 'web' && not (has(b))", "!app == 'web' && !(has(b))", 'negation'],
  ["(app == 'web'", "(app == 'web')", 'parentheses'],
  ["app == 'web')", "app == 'web'", 'parentheses'],
  ["(app == 'web' && (has(b)", "(app == 'web' && (has(b)))", 'parentheses'],
  ['has(a', 'has(a)', 'parentheses'],
  ["app == 'web'\n&& has(b)\n", "app == 'web' && has(b)", 'blank'],
  ["app\u00a0== 'web\u00a0x'", "app == 'web\u00a0x'", 'blank'],
  ["a–b == 'c'", "a-b == 'c'", 'dash'],
];

const told = (hint = '') => Object.entries(slips).flatMap(([slip, text]) => (hint.includes(text) ? [slip] : []));

test.each(mended)('%s → %s', (text, fixed, ...expected) => {
  const error = errorOf(text);
  expect(error.fixed).toBe(fixed);
  expect(told(error.hint).sort()).toEqual(expected.toSorted());
});

const open: readonly (readonly [string, Doubt])[] = [
  ['app', 'operator'],
  ["app == 'web' || api", 'operator'],
  ["a inx {'x'}", 'operator'],
  ['a has(b)', 'operator'],
  ['a ==', 'value'],
  ['a == && has(b)', 'value'],
  ['a in', 'values'],
  ['a in {,}', 'values'],
  ["a == 'b' &&", 'term'],
  ['()', 'term'],
  ['!', 'term'],
  ["a == 'b' c == 'd'", 'between'],
  ['has()', 'has'],
  ['has(a b)', 'has'],
  ['all(x)', 'constant'],
  ["(a == 'b' || has(c) && has(d)", 'parentheses'],
  ["a == 'b' || has(c)) && has(d)", 'parentheses'],
  ["a == 'b' && has(c) || has(d))", 'parentheses'],
  ["!(a == 'b' && has(c)", 'parentheses'],
  ["!a == 'b' && has(c))", 'parentheses'],
];

test.each(open)('%s leaves open what was meant', (text, doubt) => {
  expect(errorOf(text)).toMatchObject({ hint: doubts[doubt], fixed: undefined });
});

test('a value in straight quotes is left as it is', () => {
  expect(errorOf(`a = "x and ‘y’"`).fixed).toBe('a == "x and ‘y’"');
});

test('what is no usual slip has no hint', () => {
  expect(errorOf('k'.repeat(513) + " == 'x'")).toMatchObject({ hint: undefined, fixed: undefined });
  expect(errorOf("a = 'x'" + ' '.repeat(9000))).toMatchObject({ hint: undefined, fixed: undefined });
});
