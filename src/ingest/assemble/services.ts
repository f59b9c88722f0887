/** Services with what stands behind them. Source: calico-semantics 5.6, 10; input-formats 2.5. */
import { compareText, sortedBy } from '../../base/order';
import type { Backend, Endpoint, Service } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import { serviceId } from '../../model/ids';
import type {
  ContainerPort,
  EndpointSliceResource,
  Labels,
  PodResource,
  ServicePort,
  ServiceResource,
} from '../../model/resource';
import { printAddress, type Address } from '../../net/address';
import { distinct } from '../kinds/read-net';

export interface ServiceSources {
  readonly services: readonly ServiceResource[];
  readonly slices: ReadonlyMap<string, readonly EndpointSliceResource[]>;
  /** By namespace, as are the next. */
  readonly endpoints: ReadonlyMap<string, readonly Endpoint[]>;
  /** Host-networked pods that are there: a Service may lead to them, and they have the address of their node. */
  readonly hostPods: ReadonlyMap<string, readonly PodResource[]>;
}

export function assembleServices(sources: ServiceSources, report: Report): readonly Service[] {
  const endpoints = [...sources.endpoints.values()].flat();
  const byAddress = new Map(
    endpoints.flatMap((endpoint) => endpoint.addresses.map((address) => [printAddress(address), endpoint] as const)),
  );
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id as string, endpoint]));
  const services = sources.services.map((written): Service => {
    const namespace = written.meta.namespace ?? '';
    const id = serviceId(namespace, written.meta.name);
    const slices = sources.slices.get(id);
    const found =
      slices === undefined
        ? fromSelector(written, sources)
        : fromSlices(written, slices, (pod, address) => byId.get(pod ?? '') ?? byAddress.get(printAddress(address)));
    const service: Service = {
      id,
      namespace,
      name: written.meta.name,
      type: written.type,
      headless: written.headless,
      ports: written.ports,
      selector: written.selector,
      externalTrafficPolicy: written.externalTrafficPolicy,
      addresses: distinct([...written.clusterIPs, ...written.externalIPs, ...written.loadBalancerIPs]),
      backends: onePerEndpoint(found.backends),
      backendsFrom: slices === undefined ? 'selector' : 'slices',
      notReady: found.notReady,
      at: written.meta.at,
    };
    tellWithoutBackends(service, endpoints.length > 0, report);
    return service;
  });
  return sortedBy(services, ({ id }) => id);
}

interface Found {
  readonly backends: readonly Backend[];
  readonly notReady: number;
}

// --- from slices -----------------------------------------------------------------------------------------------------

function fromSlices(
  service: ServiceResource,
  slices: readonly EndpointSliceResource[],
  endpointAt: (pod: string | undefined, address: Address) => Endpoint | undefined,
): Found {
  const backends: Backend[] = [];
  const notReady = new Set<string>();
  for (const slice of slices) {
    const targets = service.ports.map((port) => targetIn(slice, port));
    for (const { addresses, ready, pod } of slice.endpoints) {
      for (const address of addresses) {
        const endpoint = endpointAt(pod, address);
        if (ready) backends.push({ endpoint: endpoint?.id, address, targets });
        else notReady.add(endpoint?.id ?? printAddress(address));
      }
    }
  }
  return { backends, notReady: notReady.size };
}

/** Ports of a slice go by the names of the Service's ports. */
const targetIn = ({ ports }: EndpointSliceResource, { name, protocol }: ServicePort): number | undefined =>
  ports.find((port) => port.name === name && port.protocol === protocol)?.port;

// --- from the selector -----------------------------------------------------------------------------------------------

function fromSelector(service: ServiceResource, sources: ServiceSources): Found {
  const { endpoints: selected, hostPods } = selectedBy(service, sources);
  const backends = selected
    .filter(({ ready }) => ready)
    .map((endpoint): Backend => ({
      endpoint: endpoint.id,
      address: endpoint.addresses[0],
      targets: service.ports.map((port) => targetOf(port, endpoint)),
    }));
  const hosts = hostPods
    .filter(({ ready }) => ready)
    .flatMap((pod): readonly Backend[] => {
      const address = pod.addresses[0] ?? pod.hostIP;
      const targets = service.ports.map((port) => targetOf(port, pod));
      return address === undefined ? [] : [{ endpoint: undefined, address, targets }];
    });
  return { backends: [...backends, ...hosts], notReady: selected.filter(({ ready }) => !ready).length };
}

/** The pods of the Service's namespace that its selector selects. */
export function selectedBy(
  { selector, meta }: ServiceResource,
  { endpoints, hostPods }: ServiceSources,
): { readonly endpoints: readonly Endpoint[]; readonly hostPods: readonly PodResource[] } {
  const namespace = meta.namespace ?? '';
  const isSelected = ({ labels, labelsKnown }: { readonly labels: Labels; readonly labelsKnown: boolean }): boolean =>
    selector !== undefined && labelsKnown && [...selector].every(([key, value]) => labels.get(key) === value);
  return {
    endpoints: (endpoints.get(namespace) ?? []).filter(isSelected),
    hostPods: (hostPods.get(namespace) ?? []).filter(isSelected),
  };
}

/** A name means the first container port that has it. Init containers do not serve. */
export function targetOf(
  { targetPort, protocol }: ServicePort,
  { ports }: { readonly ports: readonly ContainerPort[] },
): number | undefined {
  if (typeof targetPort !== 'string') return targetPort;
  return ports.find((port) => port.name === targetPort && port.protocol === protocol && !port.init)?.port;
}

// --- both ------------------------------------------------------------------------------------------------------------

/** A pod with two addresses is one backend, at its primary address; sorted by endpoint, then by address. */
function onePerEndpoint(backends: readonly Backend[]): readonly Backend[] {
  const kept = new Map<string, Backend>();
  for (const backend of backends) {
    const key = backend.endpoint ?? `at ${backend.address === undefined ? '' : printAddress(backend.address)}`;
    const known = kept.get(key);
    kept.set(key, known === undefined ? backend : merge(known, backend));
  }
  return [...kept].sort(([a], [b]) => compareText(a, b)).map(([, backend]) => backend);
}

/** IPv4 before IPv6; a target that one slice does not tell may stand in the other. */
function merge(a: Backend, b: Backend): Backend {
  const [first, second] = (b.address?.family ?? 6) < (a.address?.family ?? 6) ? [b, a] : [a, b];
  return { ...first, targets: first.targets.map((target, index) => target ?? second.targets[index]) };
}

function tellWithoutBackends(service: Service, podsKnown: boolean, report: Report): void {
  const { id, backends, selector, type, notReady, at } = service;
  if (backends.length > 0 || type === 'ExternalName' || !podsKnown) return;
  if (selector === undefined && service.backendsFrom === 'selector') return;
  report({
    code: 'cluster/service-without-backends',
    severity: 'warning',
    message: `Service ${id} leads nowhere: ${notReady > 0 ? `none of its ${notReady} endpoints is ready` : 'no pod of the input stands behind it'}.`,
    at,
  });
}
