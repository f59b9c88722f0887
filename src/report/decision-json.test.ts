/** What is expected here is the contract of the command line: fields are only ever added. */
import { expect, test } from 'vitest';
import { fileId, policyId } from '../model/ids';
import type { Decision, FlowOutcome, FlowVerdict, OpenReason, PathStep, PolicyRef, Side } from '../model/verdict';
import { decisionJson, flowJson, sideJson, unreadFlowJson, type Locate } from './decision-json';

/** Line 1 starts at offset 0, line 2 at 10 and so on. */
const locate: Locate = ({ file, start }) => ({ file: `${file}.yaml`, line: start / 10 + 1 });

const db: PolicyRef = { id: policyId('np:shop/db'), kind: 'NetworkPolicy', namespace: 'shop', name: 'db' };
const guard: PolicyRef = {
  id: policyId('gnp:guard'),
  kind: 'GlobalNetworkPolicy',
  namespace: undefined,
  name: 'guard',
};
const at = { file: fileId('db'), start: 130, end: 140 };

const rule: Decision = { by: 'rule', action: 'deny', tier: 'default', order: 1, policy: db, rule: 0, at };
const end: Decision = { by: 'end-of-tier', action: 'deny', tier: 'security', order: 2, policy: guard, at };
const profile: Decision = { by: 'profile', action: 'allow', profile: 'kns.shop' };

const ruleJson = {
  action: 'deny',
  by: 'rule',
  tier: 'default',
  policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'db' },
  rule: 0,
  at: { file: 'db.yaml', line: 14 },
};
const profileJson = { action: 'allow', by: 'profile', profile: 'kns.shop' };

test.each<[Decision, object]>([
  [rule, ruleJson],
  [
    end,
    {
      action: 'deny',
      by: 'end-of-tier',
      tier: 'security',
      policy: { kind: 'GlobalNetworkPolicy', name: 'guard' },
      at: { file: 'db.yaml', line: 14 },
    },
  ],
  [profile, profileJson],
  [
    { by: 'profile', action: 'deny', profile: 'gone' },
    { action: 'deny', by: 'profile', profile: 'gone' },
  ],
  [
    { by: 'no-profile-match', action: 'deny' },
    { action: 'deny', by: 'no-profile-match' },
  ],
  [
    { by: 'host-bypass', action: 'allow' },
    { action: 'allow', by: 'host-bypass' },
  ],
  [
    { by: 'failsafe', action: 'allow' },
    { action: 'allow', by: 'failsafe' },
  ],
  [
    { by: 'forward-default', action: 'allow' },
    { action: 'allow', by: 'forward-default' },
  ],
  [
    { by: 'endpoint-to-host', action: 'deny' },
    { action: 'deny', by: 'endpoint-to-host' },
  ],
  [
    { by: 'encapsulation-guard', action: 'deny' },
    { action: 'deny', by: 'encapsulation-guard' },
  ],
])('a decision: $by', (decision, json) => {
  expect(decisionJson(decision, locate)).toStrictEqual(json);
});

test.each([
  'StagedNetworkPolicy',
  'KubernetesNetworkPolicy',
  'StagedKubernetesNetworkPolicy',
  'ClusterNetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
] as const)('the kind is the one the user wrote: %s', (kind) => {
  expect(decisionJson({ ...rule, policy: { ...db, kind } }, locate)).toMatchObject({ policy: { kind } });
});

// --- one side ------------------------------------------------------------------------------------------------------

const side = (verdict: Side['verdict'], ...decisions: readonly Decision[]): Side => ({
  verdict,
  decisions,
  unknowns: [],
});

test('a side without an endpoint of ours is null', () => {
  expect(sideJson(undefined, locate)).toBeNull();
});

test('deciders that agree: the first, and all of them beside it', () => {
  const other: Decision = { ...rule, rule: 1 };
  expect(sideJson(side('deny', rule, other), locate)).toStrictEqual({
    ...ruleJson,
    could: [ruleJson, { ...ruleJson, rule: 1 }],
  });
});

test('deciders that disagree: no action is claimed', () => {
  expect(sideJson(side('undetermined', rule, profile), locate)).toStrictEqual({
    action: 'undetermined',
    could: [ruleJson, profileJson],
  });
});

// --- a flow --------------------------------------------------------------------------------------------------------

const verdict = (over: Partial<FlowVerdict>): FlowVerdict => ({
  verdict: 'deny',
  egress: side('allow', profile),
  ingress: side('deny', rule),
  reason: undefined,
  path: [],
  ...over,
});
const outcome = (own: FlowVerdict, over: Partial<FlowOutcome> = {}): FlowOutcome => ({
  verdict: own,
  mixed: false,
  backends: undefined,
  ...over,
});
const json = (value: FlowOutcome) => flowJson('f1', value, locate);

test('a flow: both sides are told, and no path where none takes part', () => {
  expect(json(outcome(verdict({})))).toStrictEqual({
    id: 'f1',
    verdict: 'deny',
    egress: profileJson,
    ingress: ruleJson,
  });
});

test('a flow that is undetermined has a reason, a sentence', () => {
  const reason: OpenReason = { kind: 'no-such-pod', name: 'shop/gone' };
  expect(
    json(outcome(verdict({ verdict: 'undetermined', egress: undefined, ingress: undefined, reason }))),
  ).toStrictEqual({
    id: 'f1',
    verdict: 'undetermined',
    reason: 'No pod shop/gone is in the files.',
    egress: null,
    ingress: null,
  });
});

test('a question that cannot be asked is undetermined too', () => {
  expect(unreadFlowJson('f9', 'The flow has no port.')).toStrictEqual({
    id: 'f9',
    verdict: 'undetermined',
    reason: 'The flow has no port.',
    egress: null,
    ingress: null,
  });
});

test('a path: where, which way, which stage and who, in order; the place of a rule in its file is `source`', () => {
  const path: readonly PathStep[] = [
    { at: { kind: 'node', node: 'node-a' }, direction: 'egress', stage: 'normal', decision: profile },
    {
      at: { kind: 'host-endpoint', hostEndpoint: 'eth0-a', node: 'node-a' },
      direction: 'ingress',
      stage: 'pre-dnat',
      decision: { by: 'failsafe', action: 'allow' },
    },
    {
      at: { kind: 'host-endpoint', hostEndpoint: 'eth0-a', node: 'node-a' },
      direction: 'ingress',
      stage: 'forward',
      decision: { by: 'forward-default', action: 'allow' },
    },
    { at: { kind: 'pod', pod: 'shop/web-0' }, direction: 'ingress', stage: 'normal', decision: rule },
  ];
  const { at: source, ...decided } = ruleJson;
  const hostEndpoint = { hostEndpoint: 'eth0-a', node: 'node-a' };
  expect(json(outcome(verdict({ egress: undefined, path })))).toStrictEqual({
    id: 'f1',
    verdict: 'deny',
    egress: null,
    ingress: ruleJson,
    path: [
      { at: { node: 'node-a' }, direction: 'egress', stage: 'normal', ...profileJson },
      { at: hostEndpoint, direction: 'ingress', stage: 'pre-dnat', action: 'allow', by: 'failsafe' },
      { at: hostEndpoint, direction: 'ingress', stage: 'forward', action: 'allow', by: 'forward-default' },
      { at: { pod: 'shop/web-0' }, direction: 'ingress', stage: 'normal', ...decided, source },
    ],
  });
});

// --- through a Service -----------------------------------------------------------------------------------------------

const allowed = verdict({ verdict: 'allow', ingress: side('allow', profile) });
const to = (id: string) => ({ kind: 'pod' as const, id });

test('a Service whose backends agree: their verdict, one object a pod, in their order', () => {
  const backends = [
    { end: to('shop/db-0'), verdict: allowed },
    { end: to('shop/db-1'), verdict: allowed },
  ];
  const own = { verdict: 'allow', egress: profileJson, ingress: profileJson };
  expect(json(outcome(allowed, { backends }))).toStrictEqual({
    id: 'f1',
    verdict: 'allow',
    egress: null,
    ingress: null,
    backends: [
      { to: { pod: 'shop/db-0' }, ...own },
      { to: { pod: 'shop/db-1' }, ...own },
    ],
  });
});

test('backends that do not agree make it mixed, without a reason of one of them', () => {
  const reason: OpenReason = { kind: 'missing-input', unknowns: [{ kind: 'pod-labels', endpoint: 'shop/db-1' }] };
  const open = verdict({ verdict: 'undetermined', ingress: side('undetermined', rule, profile), reason });
  const backends = [
    { end: { kind: 'ip' as const, ip: '192.0.2.7' }, verdict: allowed },
    { end: to('shop/db-1'), verdict: open },
  ];
  expect(json(outcome(open, { mixed: true, backends }))).toStrictEqual({
    id: 'f1',
    verdict: 'mixed',
    egress: null,
    ingress: null,
    backends: [
      { to: { ip: '192.0.2.7' }, verdict: 'allow', egress: profileJson, ingress: profileJson },
      {
        to: { pod: 'shop/db-1' },
        verdict: 'undetermined',
        reason: 'The answer hangs on what the files do not tell: the labels of shop/db-1.',
        egress: profileJson,
        ingress: { action: 'undetermined', could: [ruleJson, profileJson] },
      },
    ],
  });
});

test('a Service without backends: an empty list and the reason', () => {
  const reason: OpenReason = { kind: 'no-backends', service: 'shop/db' };
  const open = verdict({ verdict: 'undetermined', egress: undefined, ingress: undefined, reason });
  expect(json(outcome(open, { backends: [] }))).toStrictEqual({
    id: 'f1',
    verdict: 'undetermined',
    reason: 'Service shop/db has no ready pod behind it.',
    egress: null,
    ingress: null,
    backends: [],
  });
});
