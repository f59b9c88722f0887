import { parseAddress } from '../../net/address';
import type { EndpointSliceResource, Meta, SliceEndpoint } from '../../model/resource';
import type { KindReader } from './kind-reader';
import { transportOf } from './read-port';
import { flagAt, mapAt, mapsAt, numberAt, present, tell, textAt, textsAt, type Reading } from './reading';

const serviceLabel = 'kubernetes.io/service-name';

/** Source: discovery.k8s.io/v1, `EndpointSlice`; calico-semantics 5.6. */
export const endpointSliceReader: KindReader = {
  kind: 'EndpointSlice',
  apiVersions: ['discovery.k8s.io/v1', 'discovery.k8s.io/v1beta1'],
  scope: 'namespaced',
  called: 'EndpointSlice',
  read(object, meta): readonly EndpointSliceResource[] {
    const service = meta.labels.get(serviceLabel);
    if (service === undefined || service === '') {
      tell(object, {
        code: 'resource/bad-value',
        severity: 'info',
        says: `it has no label \`${serviceLabel}\` and so belongs to no Service.`,
        at: object.node.at,
        hint: 'It is left out.',
      });
      return [];
    }
    return [
      {
        kind: 'EndpointSlice',
        meta,
        legacy: false,
        service,
        endpoints: mapsAt(object, 'endpoints').map((endpoint) => readEndpoint(endpoint, meta)),
        ports: portsOf(object),
      },
    ];
  },
};

/** Ready when its conditions do not say otherwise. */
function readEndpoint(endpoint: Reading, meta: Meta): SliceEndpoint {
  const conditions = mapAt(endpoint, 'conditions');
  const told = conditions !== undefined && present(conditions, 'ready') !== undefined;
  return {
    addresses: textsAt(endpoint, 'addresses').flatMap(({ text }) => parseAddress(text) ?? []),
    ready: conditions === undefined || !told || flagAt(conditions, 'ready'),
    pod: podOf(endpoint, meta),
  };
}

function podOf(endpoint: Reading, meta: Meta): string | undefined {
  const target = mapAt(endpoint, 'targetRef');
  if (target === undefined || textAt(target, 'kind') !== 'Pod') return undefined;
  const name = textAt(target, 'name');
  return name === undefined ? undefined : `${textAt(target, 'namespace') ?? meta.namespace ?? ''}/${name}`;
}

/** Another protocol than the three is read as TCP, as Calico has it. */
const portsOf = (reading: Reading): EndpointSliceResource['ports'] =>
  mapsAt(reading, 'ports').map((entry) => {
    const name = textAt(entry, 'name');
    return {
      name: name === '' ? undefined : name,
      protocol: transportOf(textAt(entry, 'protocol')) ?? 6,
      port: numberAt(entry, 'port'),
    };
  });

/** The older form of the same: one resource a subset. Source: Kubernetes core v1, `Endpoints`. */
export const endpointsReader: KindReader = {
  kind: 'Endpoints',
  apiVersions: ['v1'],
  scope: 'namespaced',
  called: 'Endpoints',
  read: (object, meta): readonly EndpointSliceResource[] =>
    mapsAt(object, 'subsets').map((subset) => ({
      kind: 'EndpointSlice',
      meta,
      legacy: true,
      service: meta.name,
      endpoints: [
        ...mapsAt(subset, 'addresses').map((entry) => readSubsetAddress(entry, meta, 'ready')),
        ...mapsAt(subset, 'notReadyAddresses').map((entry) => readSubsetAddress(entry, meta, 'not-ready')),
      ],
      ports: portsOf(subset),
    })),
};

const readSubsetAddress = (entry: Reading, meta: Meta, state: 'ready' | 'not-ready'): SliceEndpoint => {
  const address = parseAddress(textAt(entry, 'ip') ?? '');
  return { addresses: address === undefined ? [] : [address], ready: state === 'ready', pod: podOf(entry, meta) };
};
