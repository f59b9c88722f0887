import { expect, test } from 'vitest';
import type { Decision } from '../model/verdict';
import { policyId } from '../model/ids';
import {
  decidersShort,
  decidesSentence,
  decidesShort,
  decidesText,
  idleText,
  percentText,
  roundedCount,
} from './decided-words';

test.each([
  [0, '0'],
  [9_999, '9999'],
  [12_400, '12k'],
  [999_999, '999k'],
  [1_200_000, '1.2M'],
  [9_999_999, '9.9M'],
  [34_000_000, '34M'],
  [10_527_001_490, '10G'],
])('%i in little room', (count, text) => {
  expect(roundedCount(count)).toBe(text);
});

test('how much something decides', () => {
  expect(decidesText({ pairs: 1_240, endpoints: 12 })).toBe('Decides 1240 pairs, at 12 endpoints');
  expect(decidesText({ pairs: 0, endpoints: 1 })).toBe('Decides only traffic with the outside, at 1 endpoint');
  expect(decidesText({ pairs: 0, endpoints: 0 })).toBe('Decides nothing');
  expect(decidesShort('decides', 12_000_000)).toBe('12M');
  expect(decidesShort('nothing', 0)).toBe('nothing');
  expect(decidesSentence('decides', 1, 1_240)).toBe('decides 1240 pairs on ingress and 1 pair on egress');
  expect(decidesSentence('decides', 0, 3)).toBe('decides 3 pairs on ingress');
});

test('a share that is not none is not told as none, nor one that is not all as all', () => {
  expect(percentText(0, 10)).toBe('0 %');
  expect(percentText(1, 1e9)).toBe('< 0.1 %');
  expect(percentText(194, 1_000)).toBe('19.4 %');
  expect(percentText(1e9 - 1, 1e9)).toBe('> 99.9 %');
  expect(percentText(7, 7)).toBe('100 %');
});

const at = { file: '' as never, start: 0, end: 0 };
const lock = { id: policyId('gnp:lock'), kind: 'GlobalNetworkPolicy', namespace: undefined, name: 'lock' } as const;
const guard = { ...lock, id: policyId('gnp:guard'), name: 'guard' };
const rule: Decision = { by: 'rule', action: 'deny', tier: 'security', order: 1, policy: lock, rule: 0, at };
const end: Decision = { by: 'end-of-tier', action: 'deny', tier: 'security', order: 1, policy: lock, at };

test('several deciders of one kind', () => {
  expect(decidersShort([])).toBe('');
  expect(decidersShort([rule, rule])).toBe('lock rule 1');
  expect(decidersShort([rule, { ...rule, rule: 2 }])).toBe('lock rule 1 and lock rule 3');
  expect(decidersShort([rule, { ...rule, policy: guard }])).toBe('rules of 2 policies in tier security');
  expect(decidersShort([end, { ...end, policy: guard }])).toBe('end of tier security');
  const profile = (name: string): Decision => ({ by: 'profile', action: 'allow', profile: name });
  expect(decidersShort([profile('kns.a'), profile('kns.b')])).toBe('2 profiles');
});

test('why a rule decides nothing', () => {
  expect(idleText({ kind: 'decided-before', by: [rule], total: 1 }, 'Ingress')).toBe(
    'what it matches is decided by lock rule 1',
  );
  expect(idleText({ kind: 'decided-before', by: [rule, end], total: 5 }, 'Ingress')).toBe(
    'what it matches is decided by lock rule 1, end of tier security and 3 more',
  );
  expect(idleText({ kind: 'no-peer' }, 'Egress')).toBe('no endpoint and no address fits its destination');
  expect(idleText({ kind: 'other-type' }, 'Egress')).toBe('egress is not among the types of the policy');
  expect(idleText(undefined, 'Egress')).toBe('decides nothing');
});
