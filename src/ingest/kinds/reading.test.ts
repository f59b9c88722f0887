import { expect, test } from 'vitest';
import type { Diagnostic } from '../../model/diagnostic';
import { nodeOf, plain, type Plan } from '../../testing/nodes';
import {
  checkFields,
  flagAt,
  itemsAt,
  labelsAt,
  mapAt,
  mapsAt,
  numberAt,
  textAt,
  textsAt,
  wordsOf,
  type Reading,
} from './reading';

function readingOf(plan: Plan): { reading: Reading; told: Diagnostic[] } {
  const node = nodeOf(plan);
  if (node.kind !== 'map') throw new Error('A test reads maps.');
  const told: Diagnostic[] = [];
  return {
    reading: { node, subject: 'Thing x', path: 'spec.', api: 'Calico', report: (diagnostic) => told.push(diagnostic) },
    told,
  };
}

test('what is missing or null is absent, and nobody is told', () => {
  const { reading, told } = readingOf({ empty: null });
  expect(textAt(reading, 'gone')).toBeUndefined();
  expect(textAt(reading, 'empty')).toBeUndefined();
  expect(numberAt(reading, 'empty')).toBeUndefined();
  expect(flagAt(reading, 'empty')).toBe(false);
  expect(mapAt(reading, 'empty')).toBeUndefined();
  expect(itemsAt(reading, 'empty')).toEqual([]);
  expect(labelsAt(reading, 'empty').size).toBe(0);
  expect(told).toEqual([]);
});

test('a text without quotes is read as it was written', () => {
  const { reading, told } = readingOf({ name: plain('1.10', 1.1) });
  expect(textAt(reading, 'name')).toBe('1.10');
  expect(told).toMatchObject([
    { code: 'resource/wrong-type', severity: 'warning', message: 'Thing x: `spec.name` is `1.10`, not a text.' },
  ]);
});

test.each<[Plan, number | undefined, string[]]>([
  [100, 100, []],
  [-0.5, -0.5, []],
  ['100', 100, ['warning']],
  ['high', undefined, ['error']],
  ['', undefined, ['error']],
  [true, undefined, ['error']],
  [[], undefined, ['error']],
])('the number %j is read as %s', (value, number, severities) => {
  const { reading, told } = readingOf({ order: value });
  expect(numberAt(reading, 'order')).toBe(number);
  expect(told.map(({ severity }) => severity)).toEqual(severities);
});

test.each<[Plan, boolean, string[]]>([
  [true, true, []],
  ['true', true, ['warning']],
  ['False', false, ['warning']],
  ['yes', false, ['error']],
  [1, false, ['error']],
])('the flag %j is read as %s', (value, flag, severities) => {
  const { reading, told } = readingOf({ preDNAT: value });
  expect(flagAt(reading, 'preDNAT')).toBe(flag);
  expect(told.map(({ severity }) => severity)).toEqual(severities);
});

test('a map where a list belongs is its only entry', () => {
  const { reading, told } = readingOf({ ingress: { action: 'Allow' } });
  expect(mapsAt(reading, 'ingress')).toHaveLength(1);
  expect(told).toMatchObject([
    { code: 'resource/wrong-type', message: 'Thing x: `spec.ingress` is a map, not a list.' },
  ]);
});

test('entries of a list keep their place; empty ones are empty maps', () => {
  const { reading, told } = readingOf({ ingress: [{}, null, 'Allow'] });
  expect(mapsAt(reading, 'ingress').map(({ path }) => path)).toEqual(['spec.ingress[0].', 'spec.ingress[1].']);
  expect(told.map(({ message }) => message)).toEqual(['Thing x: `spec.ingress[2]` is `Allow`, not a map.']);
});

test('texts of a list', () => {
  const { reading, told } = readingOf({ nets: ['10.0.0.0/8', null, plain('80', 80)] });
  expect(textsAt(reading, 'nets').map(({ text }) => text)).toEqual(['10.0.0.0/8', '80']);
  expect(told.map(({ message }) => message)).toEqual(['Thing x: `spec.nets[1]` is empty, not a text.']);
});

test('labels keep the text that was written', () => {
  const { reading, told } = readingOf({
    labels: { app: 'web', version: plain('1.10', 1.1), ok: plain('true', true), none: null, deep: {}, __proto: 'x' },
  });
  expect([...labelsAt(reading, 'labels')]).toEqual([
    ['app', 'web'],
    ['version', '1.10'],
    ['ok', 'true'],
    ['none', ''],
    ['__proto', 'x'],
  ]);
  expect(told.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    'warning resource/label-not-text',
    'warning resource/label-not-text',
    'warning resource/label-not-text',
    'error resource/label-not-text',
  ]);
});

test('an unknown field is told with the name that is near, or with advice', () => {
  const { reading, told } = readingOf({ ingres: [], podSelector: {}, frobnicate: 1, ingress: [] });
  checkFields(reading, ['ingress', 'egress'], new Map([['podSelector', 'Calico writes `selector`.']]));
  expect(told.map(({ hint }) => hint)).toEqual([
    'Did you mean `ingress`? Read as if it were absent.',
    'Calico writes `selector`. Read as if it were absent.',
    'Read as if it were absent.',
  ]);
  expect(told[0]?.at).toEqual(reading.node.entries.get('ingres')?.key);
});

test('the words of an author are cut where they would fill a page', () => {
  expect(wordsOf(nodeOf('x'.repeat(200)))).toBe(`\`${'x'.repeat(80)}…\``);
});
