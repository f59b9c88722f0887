import type { Decision } from '../../model/verdict';

const known = new Map<string, Decision>();

/** One object a profile and action, so that equal endings are the same. */
export function profileDecision(profile: string, action: 'allow' | 'deny'): Decision {
  const key = `${action} ${profile}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made: Decision = { by: 'profile', action, profile };
  known.set(key, made);
  return made;
}
