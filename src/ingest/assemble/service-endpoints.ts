/**
 * What `services` in a rule matches: every address of every slice, ready or not. Where the input has no slice of a
 * Service, its selector and the pods tell the same. Source: calico-semantics 5.6.
 */
import { lazyMap } from '../../base/lazy-map';
import { sortedBy } from '../../base/order';
import type { ServiceEndpoint } from '../../model/cluster';
import type { EndpointSliceResource, PodResource, ServiceResource } from '../../model/resource';
import { printAddress, type Address } from '../../net/address';
import { selectedBy, targetOf, type ServiceSources } from './services';

/** Few Services are named in rules, so that each is looked at when it is asked for. */
export function assembleServiceEndpoints(sources: ServiceSources): ReadonlyMap<string, readonly ServiceEndpoint[]> {
  const bySelector = new Map<string, ServiceResource>();
  for (const service of sources.services) {
    const id = `${service.meta.namespace ?? ''}/${service.meta.name}`;
    if (service.selector !== undefined && !sources.slices.has(id)) bySelector.set(id, service);
  }
  return lazyMap(
    () => sortedBy([...sources.slices.keys(), ...bySelector.keys()], (id) => id),
    (id) => {
      const service = bySelector.get(id);
      const found = service === undefined ? sources.slices.get(id)?.flatMap(fromSlice) : fromPods(service, sources);
      return found === undefined ? undefined : distinct(found);
    },
  );
}

const fromSlice = ({ endpoints, ports }: EndpointSliceResource): readonly ServiceEndpoint[] =>
  endpoints.flatMap(({ addresses }) => addresses.flatMap((address) => withPorts(address, ports)));

/** An address without numbered ports still counts where only addresses are compared: in ingress rules. */
function withPorts(
  address: Address,
  ports: readonly { readonly protocol: number; readonly port: number | undefined }[],
): readonly ServiceEndpoint[] {
  const numbered = ports.filter(({ port }) => port !== undefined);
  if (numbered.length === 0) return [{ address, protocol: 6, port: undefined }];
  return numbered.map(({ protocol, port }) => ({ address, protocol, port }));
}

function fromPods(service: ServiceResource, sources: ServiceSources): readonly ServiceEndpoint[] {
  const { endpoints, hostPods } = selectedBy(service, sources);
  return [...endpoints, ...hostPods].flatMap((pod) =>
    addressesOf(pod).flatMap((address) =>
      withPorts(
        address,
        service.ports.map((port) => ({ protocol: port.protocol, port: targetOf(port, pod) })),
      ),
    ),
  );
}

const addressesOf = (
  pod: Pick<PodResource, 'addresses'> & { readonly hostIP?: Address | undefined },
): readonly Address[] => (pod.addresses.length > 0 || pod.hostIP === undefined ? pod.addresses : [pod.hostIP]);

/** Each once, by address, protocol and port. */
function distinct(endpoints: readonly ServiceEndpoint[]): readonly ServiceEndpoint[] {
  const byKey = new Map(
    endpoints.map((endpoint) => [
      `${printAddress(endpoint.address)} ${endpoint.protocol} ${String(endpoint.port ?? '').padStart(5, '0')}`,
      endpoint,
    ]),
  );
  return sortedBy(byKey, ([key]) => key).map(([, endpoint]) => endpoint);
}
