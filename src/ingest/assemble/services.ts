/** Services with what stands behind them. Source: calico-semantics 5.6, 10; input-formats 2.5. */
import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { Backend, Endpoint, Service } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import { serviceId } from '../../model/ids';
import type {
  ContainerPort,
  EndpointSliceResource,
  PodResource,
  ServicePort,
  ServiceResource,
} from '../../model/resource';
import { addressKey, printAddress, type Address } from '../../net/address';
import { distinct } from '../kinds/read-net';
import { labelIndex, type Select } from './label-index';
import { slicesByService } from './slices';

export interface ServiceSources {
  /** In order. */
  readonly services: readonly ServiceResource[];
  readonly slices: ReadonlyMap<string, readonly EndpointSliceResource[]>;
  /** By id. */
  readonly endpoints: readonly Endpoint[];
  readonly selectEndpoints: Select<Endpoint>;
  /** Host-networked pods that are there: a Service may lead to them, and they have the address of their node. */
  readonly selectHostPods: Select<PodResource>;
}

export function serviceSources(
  services: readonly ServiceResource[],
  slices: readonly EndpointSliceResource[],
  endpoints: readonly Endpoint[],
  hosts: readonly PodResource[],
): ServiceSources {
  return {
    services,
    slices: slicesByService(slices),
    endpoints,
    selectEndpoints: labelIndex(groupBy(endpoints, ({ namespace }) => namespace)),
    selectHostPods: labelIndex(groupBy(hosts, ({ meta }) => meta.namespace ?? '')),
  };
}

/** By id. */
export function assembleServices(sources: ServiceSources, report: Report): readonly Service[] {
  const { endpoints } = sources;
  const endpointAt = endpointFinder(endpoints);
  return sources.services.map((written): Service => {
    const namespace = written.meta.namespace ?? '';
    const id = serviceId(namespace, written.meta.name);
    const slices = sources.slices.get(id);
    const found = slices === undefined ? fromSelector(written, sources) : fromSlices(written, slices, endpointAt);
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
}

type EndpointAt = (pod: string | undefined, address: Address) => Endpoint | undefined;

/** By the pod that a slice names, else by address; of several with one address the last by id. */
function endpointFinder(endpoints: readonly Endpoint[]): EndpointAt {
  const byId = lazily(() => new Map(endpoints.map((endpoint) => [endpoint.id as string, endpoint])));
  const byAddress = lazily(() => {
    const owners = new Map<number | bigint, Endpoint>();
    for (const endpoint of endpoints) {
      for (const address of endpoint.addresses) owners.set(addressKey(address), endpoint);
    }
    return owners;
  });
  return (pod, address) => (pod === undefined ? undefined : byId().get(pod)) ?? byAddress().get(addressKey(address));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Found {
  readonly backends: readonly Backend[];
  readonly notReady: number;
}

// --- from slices -----------------------------------------------------------------------------------------------------

function fromSlices(service: ServiceResource, slices: readonly EndpointSliceResource[], endpointAt: EndpointAt): Found {
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
  const targetsOf = createTargets(service);
  const backends: Backend[] = [];
  let notReady = 0;
  for (const endpoint of selected) {
    if (endpoint.ready)
      backends.push({ endpoint: endpoint.id, address: endpoint.addresses[0], targets: targetsOf(endpoint) });
    else notReady += 1;
  }
  for (const pod of hostPods) {
    const address = pod.addresses[0] ?? pod.hostIP;
    if (pod.ready && address !== undefined) backends.push({ endpoint: undefined, address, targets: targetsOf(pod) });
  }
  return { backends, notReady };
}

interface Ported {
  readonly ports: readonly ContainerPort[];
}

/** Pods of one template share their ports, and then what these come to. */
function createTargets(service: ServiceResource): (pod: Ported) => Backend['targets'] {
  let last: { readonly ports: Ported['ports']; readonly targets: Backend['targets'] } | undefined;
  return (pod) => {
    if (last?.ports !== pod.ports) {
      last = { ports: pod.ports, targets: service.ports.map((port) => targetOf(port, pod)) };
    }
    return last.targets;
  };
}

/** The pods of the Service's namespace that its selector selects. */
export function selectedBy(
  { selector, meta }: ServiceResource,
  { selectEndpoints, selectHostPods }: ServiceSources,
): { readonly endpoints: readonly Endpoint[]; readonly hostPods: readonly PodResource[] } {
  if (selector === undefined) return { endpoints: [], hostPods: [] };
  const namespace = meta.namespace ?? '';
  return { endpoints: selectEndpoints(namespace, selector), hostPods: selectHostPods(namespace, selector) };
}

/** A name means the first container port that has it. Init containers do not serve. */
export function targetOf({ targetPort, protocol }: ServicePort, { ports }: Ported): number | undefined {
  if (typeof targetPort !== 'string') return targetPort;
  return ports.find((port) => port.name === targetPort && port.protocol === protocol && !port.init)?.port;
}

// --- both ------------------------------------------------------------------------------------------------------------

/** A pod with two addresses is one backend, at its primary address; sorted by endpoint, then by address. */
function onePerEndpoint(backends: readonly Backend[]): readonly Backend[] {
  const ordered = sortedBy(backends, keyOfBackend);
  const kept: Backend[] = [];
  for (const backend of ordered) {
    const known = kept.at(-1);
    if (known === undefined || keyOfBackend(known) !== keyOfBackend(backend)) kept.push(backend);
    else kept[kept.length - 1] = merge(known, backend);
  }
  return kept;
}

const keyOfBackend = ({ endpoint, address }: Backend): string =>
  endpoint ?? `at ${address === undefined ? '' : printAddress(address)}`;

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
