import type { Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import type { Meta, Resource } from '../../model/resource';

/** What readers left until the regime is known, of the copies that count; once for an object of several resources. */
export function tellRemarks(lists: readonly (readonly Resource[])[], regime: Regime, report: Report): void {
  let last: Meta | undefined;
  for (const list of lists) {
    for (const { meta } of list) {
      if (meta.remarks === undefined || meta === last) continue;
      last = meta;
      for (const { regimes, diagnostic } of meta.remarks) if (regimes.includes(regime)) report(diagnostic);
    }
  }
}
