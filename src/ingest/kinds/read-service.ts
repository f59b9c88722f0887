import type { Address } from '../../net/address';
import type { ServicePort, ServiceResource } from '../../model/resource';
import type { KindReader } from './kind-reader';
import { addressesOf } from './read-net';
import { transportOf } from './read-port';
import {
  labelsAt,
  mapAt,
  mapsAt,
  numberAt,
  present,
  textAt,
  textOf,
  textsAt,
  writtenAt,
  type Reading,
  type Written,
} from './reading';

/** Source: Kubernetes core v1, `ServiceSpec`; input-formats 2.5. */
export const serviceReader: KindReader = {
  kind: 'Service',
  apiVersions: ['v1'],
  scope: 'namespaced',
  called: 'Service',
  read(object, meta): readonly ServiceResource[] {
    const spec = mapAt(object, 'spec') ?? emptySpec(object);
    const selector = labelsAt(spec, 'selector');
    return [
      {
        kind: 'Service',
        meta,
        type: textAt(spec, 'type') ?? 'ClusterIP',
        headless: clusterIPTexts(spec).some(({ text }) => text === 'None'),
        clusterIPs: addressesOf(
          spec,
          clusterIPTexts(spec).filter(({ text }) => text !== '' && text !== 'None'),
        ),
        externalIPs: addressesOf(spec, textsAt(spec, 'externalIPs')),
        loadBalancerIPs: loadBalancerIPsOf(object),
        ports: mapsAt(spec, 'ports').flatMap(readPort),
        selector: selector.size === 0 ? undefined : selector,
        externalTrafficPolicy: textAt(spec, 'externalTrafficPolicy') === 'Local' ? 'Local' : 'Cluster',
      },
    ];
  },
};

const emptySpec = (object: Reading): Reading => ({
  ...object,
  node: { kind: 'map', entries: new Map(), at: object.node.at },
  path: 'spec.',
});

/** A headless Service has the word `None` for an address. */
function clusterIPTexts(spec: Reading): readonly Written[] {
  const listed = textsAt(spec, 'clusterIPs');
  const single = writtenAt(spec, 'clusterIP');
  return listed.length > 0 || single === undefined ? listed : [single];
}

function loadBalancerIPsOf(object: Reading): readonly Address[] {
  const status = mapAt(object, 'status');
  const balancer = status === undefined ? undefined : mapAt(status, 'loadBalancer');
  if (balancer === undefined) return [];
  return addressesOf(
    object,
    mapsAt(balancer, 'ingress').flatMap((entry) => writtenAt(entry, 'ip') ?? []),
  );
}

function readPort(entry: Reading): readonly ServicePort[] {
  const port = numberAt(entry, 'port');
  const protocol = transportOf(textAt(entry, 'protocol'));
  if (port === undefined || protocol === undefined) return [];
  const name = textAt(entry, 'name');
  return [
    {
      name: name === '' ? undefined : name,
      protocol,
      port,
      targetPort: targetPortOf(entry, port),
      nodePort: numberAt(entry, 'nodePort'),
    },
  ];
}

/** Absent in YAML means the port itself. */
function targetPortOf(entry: Reading, port: number): number | string | undefined {
  const node = present(entry, 'targetPort');
  if (node?.kind !== 'scalar') return port;
  const text = textOf(node);
  return /^[0-9]+$/.test(text) ? Number(text) || port : text;
}
