import { expect, test } from 'vitest';
import { fileId, policyId } from '../model/ids';
import type { FlowNote } from '../model/explanation';
import type { Decision, OpenReason, PolicyRef, Unknown } from '../model/verdict';
import {
  decisionSentence,
  decisionShort,
  noteLines,
  noteText,
  openReasonText,
  otherRegimesText,
  policyName,
  unknownText,
  verdictWord,
} from './words';

const at = { file: fileId('f1'), start: 0, end: 1 };
const guard: PolicyRef = {
  id: policyId('gnp:guard-payments'),
  kind: 'GlobalNetworkPolicy',
  namespace: undefined,
  name: 'guard-payments',
};
const web: PolicyRef = { id: policyId('np:shop/web'), kind: 'NetworkPolicy', namespace: 'shop', name: 'web' };

test('a verdict is one word', () => {
  expect(verdictWord('allow')).toBe('Allowed');
  expect(verdictWord('deny')).toBe('Denied');
  expect(verdictWord('undetermined')).toBe('Undetermined');
});

test('a policy carries its namespace when it has one', () => {
  expect(policyName(guard)).toBe('guard-payments');
  expect(policyName(web)).toBe('shop/web');
});

test.each<[string, Decision, string, string]>([
  [
    'a rule counts from one',
    { by: 'rule', action: 'deny', tier: 'security', order: 100, policy: guard, rule: 1, at },
    'By rule 2 of guard-payments in tier security, order 100, on ingress.',
    'guard-payments rule 2',
  ],
  [
    'a policy may have no order',
    { by: 'rule', action: 'allow', tier: 'default', order: undefined, policy: web, rule: 0, at },
    'By rule 1 of shop/web in tier default, no order, on ingress.',
    'shop/web rule 1',
  ],
  [
    'an end of tier names its trigger',
    { by: 'end-of-tier', action: 'deny', tier: 'default', order: 1000, policy: web, at },
    'At the end of tier default on ingress: policies apply and none of their rules matched. The last was shop/web.',
    'end of tier default',
  ],
  [
    'a profile',
    { by: 'profile', action: 'allow', profile: 'kns.shop' },
    'By profile kns.shop on ingress: no tier decided.',
    'profile kns.shop',
  ],
  [
    'nothing at all',
    { by: 'no-profile-match', action: 'deny' },
    'After the last tier on ingress: no tier decided and no profile matched.',
    'no profile matched',
  ],
])('decision: %s', (_, decision, sentence, short) => {
  expect(decisionSentence(decision, 'Ingress')).toBe(sentence);
  expect(decisionShort(decision)).toBe(short);
});

test.each<[OpenReason, string]>([
  [{ kind: 'no-such-pod', name: 'shop/gone' }, 'No pod shop/gone is in the files.'],
  [{ kind: 'bad-address', name: '10.0.0.300' }, '10.0.0.300 is not an IP address.'],
  [
    { kind: 'no-address', name: 'shop/job-1', cause: 'finished' },
    'shop/job-1 has finished and given its address back.',
  ],
  [{ kind: 'no-such-port', service: 'shop/web', port: '81' }, 'Service shop/web has no port 81.'],
  [{ kind: 'no-such-port', service: 'shop/web', port: 'ICMP' }, 'Service shop/web does not serve ICMP.'],
  [
    { kind: 'backends-unknown', service: 'shop/web' },
    'Service shop/web has no selector, and no EndpointSlice in the files tells what stands behind it.',
  ],
  [
    { kind: 'external-name', service: 'shop/mail' },
    'Service shop/mail only gives a name to something outside: ask about its address.',
  ],
  [
    {
      kind: 'missing-input',
      unknowns: [
        { kind: 'namespace-labels', namespace: 'shop' },
        { kind: 'tier', tier: 'security' },
      ],
    },
    'The answer hangs on what the files do not tell: the labels of namespace shop and the order and default action of tier security.',
  ],
])('an open question: %#', (reason, text) => {
  expect(openReasonText(reason)).toBe(text);
});

test.each<[Unknown, string]>([
  [{ kind: 'pod-labels', endpoint: 'shop/web-0' }, 'the labels of shop/web-0'],
  [{ kind: 'service-account-labels', account: 'shop/cart' }, 'the labels of service account shop/cart'],
  [{ kind: 'profile', profile: 'kns.shop' }, 'the rules of profile kns.shop'],
])('something missing: %#', (unknown, text) => {
  expect(unknownText(unknown)).toBe(text);
});

test.each<[FlowNote, string]>([
  [
    { kind: 'service', service: 'payments/api', servicePort: 80, targetPort: 8080, backend: 'payments/api-0' },
    'Service payments/api turns port 80 into 8080 of payments/api-0: policy sees 8080, after DNAT.',
  ],
  [{ kind: 'not-ready', service: 'shop/web', count: 1 }, '1 pod behind Service shop/web is not ready and left out.'],
  [{ kind: 'not-ready', service: 'shop/web', count: 2 }, '2 pods behind Service shop/web are not ready and left out.'],
  [{ kind: 'address-in-sets', address: '203.0.113.9', sets: ['a', 'b'] }, '203.0.113.9 is in network sets a and b.'],
])('a note: %#', (note, text) => {
  expect(noteText(note)).toBe(text);
});

test('what a Service does for several pods alike is said once', () => {
  const note = { kind: 'service', service: 'shop/web', servicePort: 80, targetPort: 8080 } as const;
  expect(
    noteLines([
      { ...note, backend: 'shop/web-0' },
      { ...note, backend: 'shop/web-1' },
      { kind: 'not-ready', service: 'shop/web', count: 1 },
    ]),
  ).toEqual([
    'Service shop/web turns port 80 into 8080 of 2 pods: policy sees 8080, after DNAT.',
    '1 pod behind Service shop/web is not ready and left out.',
  ]);
});

test('other generations of Calico are named with their verdict', () => {
  expect(otherRegimesText([])).toBeUndefined();
  expect(
    otherRegimesText([
      { regime: '3.28', verdict: 'allow' },
      { regime: '3.31', verdict: 'mixed' },
    ]),
  ).toBe('Calico 3.28 or older: allowed; Calico 3.29 to 3.31: different from pod to pod.');
});
