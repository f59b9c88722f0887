import { expect, test } from 'vitest';
import type { EdgeDecider, MapEdge } from '../analysis/answers';
import { sampleEdge } from '../testing/sample-map';
import { kindOf } from './edge-kind';

const deny = (decision: EdgeDecider['decision']): Pick<MapEdge, 'verdict' | 'decider'> => ({
  verdict: 'deny',
  decider: { direction: 'Ingress', decision, tag: '' },
});

test.each([
  ['allow', sampleEdge('a', 'b', 'allow', 'default/1', ''), 'allow'],
  ['partly allowed', sampleEdge('a', 'b', 'partial', 'default/1', ''), 'partial'],
  ['undetermined', sampleEdge('a', 'b', 'undetermined', 'default/1', ''), 'undetermined'],
  ['denied by a rule', sampleEdge('a', 'b', 'deny', 'default/1', ''), 'deny'],
  ['denied at an end of tier', sampleEdge('a', 'b', 'closed', 'default/1', ''), 'end-of-tier'],
  ['no profile matches', deny({ by: 'no-profile-match', action: 'deny' }), 'end-of-tier'],
  ['a profile denies', deny({ by: 'profile', action: 'deny', profile: 'kns.shop' }), 'deny'],
  ['dropped before policy', deny({ by: 'encapsulation-guard', action: 'deny' }), 'deny'],
  ['denied in several ways', { verdict: 'deny', decider: undefined }, 'deny'],
] as const)('%s', (_, edge, kind) => {
  expect(kindOf(edge)).toBe(kind);
});
