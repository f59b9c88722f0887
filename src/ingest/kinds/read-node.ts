import { parseAddress, type Address } from '../../net/address';
import type { NodeResource } from '../../model/resource';
import { calicoVersions, type KindReader } from './kind-reader';
import { annotationAt } from './read-meta';
import { distinct } from './read-net';
import { mapAt, mapsAt, textAt, type Reading } from './reading';

/** Where Calico notes the addresses it uses, tunnels included. Source: input-formats 2.5. */
const annotations = [
  'projectcalico.org/IPv4Address',
  'projectcalico.org/IPv6Address',
  'projectcalico.org/IPv4IPIPTunnelAddr',
  'projectcalico.org/IPv4VXLANTunnelAddr',
  'projectcalico.org/IPv6VXLANTunnelAddr',
  'projectcalico.org/IPv4WireguardInterfaceAddr',
  'projectcalico.org/IPv6WireguardInterfaceAddr',
];

/** Source: Kubernetes core v1, `NodeStatus.addresses`. Host names among them are no addresses. */
export const nodeReader: KindReader = {
  kind: 'Node',
  apiVersions: ['v1'],
  scope: 'cluster',
  called: 'Node',
  read(object, meta): readonly NodeResource[] {
    const metadata = mapAt(object, 'metadata');
    const status = mapAt(object, 'status');
    const listed = status === undefined ? [] : mapsAt(status, 'addresses');
    const ofType = (type: string) =>
      listed.filter((entry) => textAt(entry, 'type') === type).map((entry) => textAt(entry, 'address'));
    const texts = [
      ...ofType('InternalIP'),
      ...annotations.map((key) => annotationAt(metadata, key)),
      ...ofType('ExternalIP'),
    ];
    return [{ kind: 'Node', meta, addresses: parseAll(texts) }];
  },
};

/** The same node as calicoctl shows it. Source: Calico v3 API, `NodeSpec`. */
export const calicoNodeReader: KindReader = {
  kind: 'Node',
  apiVersions: calicoVersions,
  scope: 'cluster',
  called: 'Calico Node',
  read(object, meta): readonly NodeResource[] {
    const spec = mapAt(object, 'spec');
    const bgp = spec === undefined ? undefined : mapAt(spec, 'bgp');
    const wireguard = spec === undefined ? undefined : mapAt(spec, 'wireguard');
    const listed = spec === undefined ? [] : mapsAt(spec, 'addresses').map((entry) => textAt(entry, 'address'));
    return [
      {
        kind: 'Node',
        meta,
        addresses: parseAll([
          ...textsIn(bgp, ['ipv4Address', 'ipv6Address']),
          ...listed,
          ...textsIn(bgp, ['ipv4IPIPTunnelAddr']),
          ...textsIn(spec, ['ipv4VXLANTunnelAddr', 'ipv6VXLANTunnelAddr']),
          ...textsIn(wireguard, ['interfaceIPv4Address', 'interfaceIPv6Address']),
        ]),
      },
    ];
  },
};

const textsIn = (reading: Reading | undefined, keys: readonly string[]): readonly (string | undefined)[] =>
  reading === undefined ? [] : keys.map((key) => textAt(reading, key));

/** With or without a prefix length; anything else is skipped. */
const parseAll = (texts: readonly (string | undefined)[]): readonly Address[] =>
  distinct(texts.flatMap((text) => parseAddress(text?.split('/')[0] ?? '') ?? []));
