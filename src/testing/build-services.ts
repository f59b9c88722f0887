import { endpointId, serviceId } from '../model/ids';
import { parseAddress } from '../net/address';
import { address, at, protocolOf, split, type Part } from './builders';

/** What the EndpointSlices of a Service hold: `10.0.0.2 TCP 8080`, or without a port `10.0.0.2 TCP`. */
export const slice = (service: string, endpoints: readonly string[]): Part => ({
  part: 'slice',
  service,
  endpoints: endpoints.map((text) => {
    const [ip = '', protocol = '', port] = text.split(' ');
    return {
      address: address(ip),
      protocol: protocolOf(protocol),
      port: port === undefined ? undefined : Number(port),
    };
  }),
});

export interface ServiceOptions {
  readonly headless?: boolean;
  readonly addresses?: readonly string[];
  /** Of the ports, in their order; the Service is then of type NodePort. */
  readonly nodePorts?: readonly number[];
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
}

/**
 * A Service, without addresses of its own unless told; each line is one port and backend, a pod or an
 * address: `TCP 80 shop/web-0 8080`.
 * Lines of one port stand together and name the same backends in the same order.
 */
export function service(id: string, lines: readonly string[], options: ServiceOptions = {}): Part {
  const [namespace, name] = split(id);
  const rows = lines.map((line) => {
    const [protocol = '', port = '', endpoint = '', target = ''] = line.split(' ');
    return { port: `${protocol} ${port}`, endpoint, target: Number(target) };
  });
  const ports = [...new Set(rows.map((row) => row.port))];
  const backends = [...new Set(rows.map((row) => row.endpoint))].map((endpoint) => ({
    endpoint: parseAddress(endpoint) === undefined ? endpointId(...split(endpoint)) : undefined,
    address: parseAddress(endpoint),
    targets: ports.map((port) => rows.find((row) => row.port === port && row.endpoint === endpoint)?.target),
  }));
  return {
    part: 'service',
    service: {
      id: serviceId(namespace, name),
      namespace,
      name,
      type: options.nodePorts === undefined ? 'ClusterIP' : 'NodePort',
      headless: options.headless ?? false,
      ports: ports.map((text, i) => {
        const [protocol = '', port = ''] = text.split(' ');
        return {
          name: undefined,
          protocol: protocolOf(protocol),
          port: Number(port),
          targetPort: undefined,
          nodePort: options.nodePorts?.[i],
        };
      }),
      selector: undefined,
      externalTrafficPolicy: options.externalTrafficPolicy ?? 'Cluster',
      addresses: (options.addresses ?? []).map(address),
      backends,
      backendsFrom: 'slices',
      notReady: 0,
      at: at(`svc:${id}`),
    },
  };
}
