import { groupBy } from '../base/collections';
import type { Diagnostic } from '../model/diagnostic';

/** Of one code and severity: a page that lists a hundred thousand times the same helps nobody, and stalls. */
const most = 1000;

/** The diagnostics to show, in their order; the last of too many alike says how many more there are. */
export function listed(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= most) return diagnostics;
  const kept = new Map<Diagnostic, Diagnostic>();
  for (const alike of groupBy(diagnostics, ({ code, severity }) => `${severity} ${code}`).values()) {
    const shown = alike.slice(0, most);
    for (const diagnostic of shown) kept.set(diagnostic, diagnostic);
    const [last, more] = [shown.at(-1), alike.length - most];
    if (last === undefined || more <= 0) continue;
    const rest = more === 1 ? 'One more of this kind is' : `${more} more of this kind are`;
    kept.set(last, { ...last, hint: `${last.hint === undefined ? '' : `${last.hint} `}${rest} not listed.` });
  }
  return diagnostics.flatMap((diagnostic) => kept.get(diagnostic) ?? []);
}
