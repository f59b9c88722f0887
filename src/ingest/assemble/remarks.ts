import { memoItems } from '../../base/memo-items';
import type { Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import type { Meta, Resource } from '../../model/resource';

type Lists = readonly (readonly Resource[])[];

/** Tells what readers left until the regime is known, of the copies that count. */
export function createRemarks(): (lists: Lists, regime: Regime, report: Report) => void {
  const remarkedIn: ((list: readonly Resource[]) => readonly Meta[])[] = [];
  return (lists, regime, report) => {
    let last: Meta | undefined;
    for (const [i, list] of lists.entries()) {
      const remarked = (remarkedIn[i] ??= memoItems(({ meta }: Resource) =>
        meta.remarks === undefined ? undefined : meta,
      ));
      for (const meta of remarked(list)) {
        // Once for an object of several resources.
        if (meta === last) continue;
        last = meta;
        for (const { regimes, diagnostic } of meta.remarks ?? []) if (regimes.includes(regime)) report(diagnostic);
      }
    }
  };
}
