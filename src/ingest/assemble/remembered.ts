import { memoLast } from '../../base/memo-last';
import type { Diagnostic, Report } from '../../model/diagnostic';

/**
 * A step of assembling that remembers its last arguments (compared by identity): with the same ones it gives and
 * tells the same again. So an edit costs the steps that it reaches.
 */
export function remembered<A extends readonly unknown[], R>(
  step: (report: Report, ...args: A) => R,
): (report: Report, ...args: A) => R {
  const run = memoLast((...args: A) => {
    const told: Diagnostic[] = [];
    const result = step((diagnostic) => void told.push(diagnostic), ...args);
    return { result, told };
  });
  return (report, ...args) => {
    const { result, told } = run(...args);
    for (const diagnostic of told) report(diagnostic);
    return result;
  };
}
