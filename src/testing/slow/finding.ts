import { not, type Truth } from '../../base/truth';
import type { Unknown } from '../../model/verdict';

/** Whether something holds, and where that is open: the missing input that leaves it open. */
export interface Finding {
  readonly truth: Truth;
  readonly missing: readonly Unknown[];
}

export const certain = (value: boolean): Finding => ({ truth: value ? 'yes' : 'no', missing: [] });

export const open = (...missing: readonly Unknown[]): Finding => ({ truth: 'maybe', missing });

export const negate = ({ truth, missing }: Finding): Finding => ({ truth: not(truth), missing });

/** Holds when all do. */
export function every(findings: readonly Finding[]): Finding {
  if (findings.some(({ truth }) => truth === 'no')) return certain(false);
  const unsettled = findings.filter(({ truth }) => truth === 'maybe');
  return unsettled.length === 0 ? certain(true) : open(...unsettled.flatMap(({ missing }) => missing));
}

/** Holds when one does. */
export const some = (findings: readonly Finding[]): Finding => negate(every(findings.map(negate)));
