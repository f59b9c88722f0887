import type { Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import type { InputObject } from './copies';

/** What readers left until the regime is known, of the copies that count. */
export function tellRemarks(objects: readonly InputObject[], regime: Regime, report: Report): void {
  for (const { meta } of objects) {
    for (const { regimes, diagnostic } of meta.remarks ?? []) if (regimes.includes(regime)) report(diagnostic);
  }
}
