/** What holds for every selector, tried on random ones. The numbers are seeded: every run tries the same. */
import { expect, test } from 'vitest';
import { matchSelector, unknownLabel, type LabelLookup } from './match';
import { missesOf } from './misses';
import { parseSelector } from './parse';
import { printSelector, printSingleQuoted } from './print';
import type { Selector } from './tree';

const keys = ['a', 'b', 'in', 'not', 'has', 'projectcalico.org/namespace'];
const values = ['', 'x', 'X', 'xy', `it's`, `say "x"`, 'all()', '&& ||', 'é'];

/** Whole numbers below `limit`, from a linear congruential generator (Numerical Recipes). */
function numbersFrom(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
type Numbers = ReturnType<typeof numbersFrom>;

const pick = <T>(numbers: Numbers, from: readonly T[]): T => from[numbers(from.length)] as T;

/** No `not` directly under another: the text of a run of `!` keeps only whether it is odd. */
function randomSelector(numbers: Numbers, depth: number, negatable = true): Selector {
  const kind = depth === 0 ? numbers(4) : numbers(7);
  const key = pick(numbers, keys);
  if (kind === 0) return { kind: numbers(2) === 0 ? 'all' : 'global' };
  if (kind === 1) return { kind: 'has', key };
  if (kind === 2) {
    const operator = pick(numbers, ['==', '!=', 'contains', 'starts with', 'ends with'] as const);
    return { kind: 'compare', key, operator, value: pick(numbers, values) };
  }
  if (kind === 3 || (kind === 4 && !negatable)) {
    const some = values.filter(() => numbers(4) === 0).sort();
    return { kind: 'member', key, operator: pick(numbers, ['in', 'not in'] as const), values: new Set(some) };
  }
  if (kind === 4) return { kind: 'not', operand: randomSelector(numbers, depth - 1, false) };
  const operands = Array.from({ length: 2 + numbers(2) }, () => randomSelector(numbers, depth - 1));
  return { kind: kind === 5 ? 'and' : 'or', operands };
}

function* randomSelectors(count: number) {
  const numbers = numbersFrom(20240229);
  for (let i = 0; i < count; i += 1) yield { selector: randomSelector(numbers, 3), numbers };
}

type Label = ReturnType<LabelLookup>;

const randomLabels = (numbers: Numbers): ReadonlyMap<string, Label> =>
  new Map(keys.map((key) => [key, pick<Label>(numbers, [unknownLabel, unknownLabel, undefined, ...values])]));

/** The labels with every unknown one settled somehow. */
const completed = (labels: ReadonlyMap<string, Label>, numbers: Numbers): ReadonlyMap<string, Label> =>
  new Map([...labels].map(([k, v]) => [k, v === unknownLabel ? pick(numbers, [undefined, ...values]) : v]));

const lookupIn =
  (labels: ReadonlyMap<string, Label>): LabelLookup =>
  (key) =>
    labels.get(key);

test('what is printed reads as the same selector', () => {
  for (const { selector } of randomSelectors(4000)) {
    for (const text of [printSelector(selector), printSingleQuoted(selector)]) {
      const parsed = parseSelector(text);
      expect(parsed, text).toEqual({ ok: true, value: selector });
      expect(parsed.ok && printSelector(parsed.value)).toBe(printSelector(selector));
    }
  }
});

test('joined with a comparison, a selector is read as any other', () => {
  const numbers = numbersFrom(11);
  for (const { selector } of randomSelectors(2000)) {
    const text = `${printSelector(selector)}${pick(numbers, ['', '', '', ' ', ')', ') || (a', "'", ' &&'])}`;
    for (const joined of [`(${text}) && in == 'x'`, `(in == "it's") && (${text})`, `( ) && in == '${text}'`]) {
      const slowly = parseSelector(`${joined} `);
      expect(parseSelector(joined), joined).toEqual(slowly.ok ? slowly : { ok: false, error: expect.anything() });
    }
  }
});

test('an answer does not change when an unknown label becomes known', () => {
  const seen = { yes: 0, no: 0, maybe: 0 };
  for (const { selector, numbers } of randomSelectors(4000)) {
    const labels = randomLabels(numbers);
    const truth = matchSelector(selector, lookupIn(labels));
    seen[truth] += 1;
    for (let i = 0; i < 10; i += 1) {
      const settled = matchSelector(selector, lookupIn(completed(labels, numbers)));
      expect(truth === 'maybe' ? ['yes', 'no'] : [truth], printSelector(selector)).toContain(settled);
    }
  }
  expect(Math.min(seen.yes, seen.no, seen.maybe)).toBeGreaterThan(200);
});

test('every miss is a comparison that fails, and only failing selectors have any', () => {
  for (const { selector, numbers } of randomSelectors(4000)) {
    const lookup = lookupIn(randomLabels(numbers));
    const misses = missesOf(selector, lookup);
    if (matchSelector(selector, lookup) !== 'no') expect(misses).toEqual([]);
    for (const { wanted } of misses) {
      const parsed = parseSelector(wanted);
      expect(parsed.ok && matchSelector(parsed.value, lookup), wanted).toBe('no');
    }
  }
});

test('any text reads or is refused with a place in it, and what is proposed reads', () => {
  const numbers = numbersFrom(7);
  const parts = [
    'a',
    ' ',
    '==',
    '=',
    "'x'",
    "'",
    '"',
    '(',
    ')',
    '{',
    '}',
    '[',
    ',',
    '!',
    '&&',
    '|',
    'and',
    'in',
    'NOT',
  ];
  const more = ['has', 'has(', 'all()', '\n', '“', '’', 'é', 'starts', 'with'];
  for (let i = 0; i < 5000; i += 1) {
    const text = Array.from({ length: numbers(12) }, () => pick(numbers, [...parts, ...more])).join('');
    const parsed = parseSelector(text);
    if (parsed.ok) continue;
    const { offset, fixed } = parsed.error;
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(offset).toBeLessThanOrEqual(text.length);
    expect(fixed === undefined || parseSelector(fixed).ok, text).toBe(true);
  }
});
