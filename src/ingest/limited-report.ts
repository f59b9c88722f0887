import type { Diagnostic, Report } from '../model/diagnostic';

/** Of one code in one file; a reader learns nothing from more. */
const MOST = 200;

/** Passes on so many diagnostics of each code, and with the last of them says that the rest is left out. */
export function limited(report: Report): Report {
  const counts = new Map<Diagnostic['code'], number>();
  return (diagnostic) => {
    const count = (counts.get(diagnostic.code) ?? 0) + 1;
    counts.set(diagnostic.code, count);
    if (count < MOST) report(diagnostic);
    else if (count === MOST) {
      report({
        ...diagnostic,
        hint: `${diagnostic.hint ?? ''} There are more of this kind in the file; they are not listed.`,
      });
    }
  };
}
