import { groupBy } from '../../base/collections';
import type { EndpointSliceResource } from '../../model/resource';

/**
 * Slices, which are in order, by `namespace/service`. The older Endpoints count only for Services that have no slice.
 */
export function slicesByService(
  slices: readonly EndpointSliceResource[],
): ReadonlyMap<string, readonly EndpointSliceResource[]> {
  const services = groupBy(slices, ({ meta, service }) => `${meta.namespace ?? ''}/${service}`);
  for (const [service, own] of services) {
    const proper = own.filter(({ legacy }) => !legacy);
    if (proper.length > 0 && proper.length < own.length) services.set(service, proper);
  }
  return services;
}
