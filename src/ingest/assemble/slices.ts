import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { EndpointSliceResource } from '../../model/resource';

/** Slices by `namespace/service`. The older Endpoints count only for Services that have no slice. */
export function slicesByService(
  slices: readonly EndpointSliceResource[],
): ReadonlyMap<string, readonly EndpointSliceResource[]> {
  const ordered = sortedBy(slices, ({ meta, service }) => `${meta.namespace ?? ''}/${service}/${meta.name}`);
  return new Map(
    [...groupBy(ordered, ({ meta, service }) => `${meta.namespace ?? ''}/${service}`)].map(([service, own]) => {
      const proper = own.filter(({ legacy }) => !legacy);
      return [service, proper.length > 0 ? proper : own];
    }),
  );
}
