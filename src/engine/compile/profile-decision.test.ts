import { expect, test } from 'vitest';
import { profileDecision } from './profile-decision';

test('rules of one profile that end alike are one decider', () => {
  expect(profileDecision('custom', 'deny')).toBe(profileDecision('custom', 'deny'));
  expect(profileDecision('custom', 'deny')).not.toBe(profileDecision('custom', 'allow'));
  expect(profileDecision('custom', 'deny')).not.toBe(profileDecision('other', 'deny'));
});
