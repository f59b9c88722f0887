import type { Cluster } from '../../model/cluster';
import type { CalicoRule, ContainerPort, EntityRule, IcmpMatch, Net, PortMatch } from '../../model/resource';
import { certain, every, negate, open, some, type Finding } from './finding';
import { inNets, isAddressOf, sameAddress, type Packet } from './packet';
import { ruleSelectorTexts } from './selector-text';
import { selects, thingsOf } from './things';

/** Whether a rule of a policy in `namespace` (`''`: of the cluster) matches. Source: calico-semantics 7. */
export function matchRule(cluster: Cluster, namespace: string, rule: CalicoRule, packet: Packet): Finding {
  return every([
    certain(rightFamily(rule, packet)),
    certain(rule.protocol === undefined || rule.protocol.number === packet.protocol),
    certain(rule.notProtocol === undefined || rule.notProtocol.number !== packet.protocol),
    certain(rule.icmp === undefined || icmpIs(rule.icmp, packet)),
    certain(rule.notICMP === undefined || rule.notICMP.type === undefined || !icmpIs(rule.notICMP, packet)),
    matchEntity(cluster, namespace, rule, packet, 'source'),
    matchEntity(cluster, namespace, rule, packet, 'destination'),
  ]);
}

/** 7.2: a rule is skipped for a family that it names no net of, negative nets included. */
function rightFamily({ ipVersion, protocol, source, destination }: CalicoRule, { family }: Packet): boolean {
  const name = protocol?.name?.toLowerCase();
  const wanted = ipVersion ?? (name === 'icmp' ? 4 : name === 'icmpv6' ? 6 : undefined);
  const lists = [source.nets, source.notNets, destination.nets, destination.notNets];
  return (
    (wanted === undefined || wanted === family) &&
    lists.every((nets) => nets.length === 0 || nets.some(({ cidr }) => cidr.family === family))
  );
}

/** 7.1: without a type nothing is asked. */
function icmpIs({ type, code }: IcmpMatch, { icmp }: Packet): boolean {
  return type === undefined || (icmp?.type === type && (code === undefined || icmp.code === code));
}

type EndName = 'source' | 'destination';

function matchEntity(cluster: Cluster, namespace: string, rule: CalicoRule, packet: Packet, side: EndName): Finding {
  const entity = rule[side];
  const { positive, negative } = ruleSelectorTexts(entity, namespace);
  const nets = (list: readonly Net[]) =>
    inNets(
      cluster,
      list.map(({ cidr }) => cidr),
      packet[side],
    );
  const ports = (list: readonly PortMatch[]) =>
    some(list.map((port) => matchPort(cluster, positive, port, packet, side)));
  return every([
    entity.nets.length === 0 ? certain(true) : nets(entity.nets),
    entity.notNets.length === 0 ? certain(true) : negate(nets(entity.notNets)),
    positive === '' ? certain(true) : selected(cluster, positive, packet, side),
    negative === '' ? certain(true) : negate(selected(cluster, negative, packet, side)),
    entity.ports.length === 0 ? certain(true) : ports(entity.ports),
    negate(ports(entity.notPorts)),
    matchServices(cluster, entity, packet, side),
  ]);
}

/** 5.4: whether the address is one of those of all the things that the selector selects. */
function selected(cluster: Cluster, selector: string, packet: Packet, side: EndName): Finding {
  return some(
    thingsOf(cluster).map((thing) =>
      every([isAddressOf(cluster, thing, packet[side]), selects(cluster, selector, thing)]),
    ),
  );
}

/** 7.4: a number or range is about the packet alone; a name is about the endpoints that own such a port. */
function matchPort(cluster: Cluster, positive: string, port: PortMatch, packet: Packet, side: EndName): Finding {
  const asked = side === 'source' ? packet.sourcePort : packet.port;
  if (![6, 17, 132].includes(packet.protocol) || asked === undefined) return certain(false);
  if (port.kind === 'range') return certain(port.first <= asked && asked <= port.last);
  const isIt = (own: ContainerPort) =>
    own.name === port.name && own.protocol === packet.protocol && own.port === asked && seesPort(cluster, own);
  return some(
    thingsOf(cluster).flatMap((thing) => {
      if (thing.kind === 'set') return [];
      const { ports } = thing.kind === 'host' ? thing.host : thing.endpoint;
      const hidden = thing.kind === 'endpoint' && !thing.endpoint.portsKnown ? thing.endpoint : undefined;
      return every([
        isAddressOf(cluster, thing, packet[side]),
        positive === '' ? certain(true) : selects(cluster, positive, thing),
        ports.some(isIt) || hidden === undefined
          ? certain(ports.some(isIt))
          : open({ kind: 'ports', endpoint: hidden.id }),
      ]);
    }),
  );
}

/** Ports of init containers are seen from 3.30 on (1.4). */
const seesPort = ({ regime }: Cluster, { init }: ContainerPort): boolean => !init || regime !== '3.28';

/** 5.6: as a destination address, protocol and port together; as a source the address alone. */
function matchServices(cluster: Cluster, { services }: EntityRule, packet: Packet, side: EndName): Finding {
  if (services === undefined) return certain(true);
  const behind = cluster.serviceEndpoints.get(`${services.namespace}/${services.name}`);
  if (behind === undefined) {
    // Without any Service and EndpointSlice in the input, nothing tells what stands behind a name (9.5 of the formats).
    const told = cluster.services.length > 0 || cluster.serviceEndpoints.size > 0 || services.namespace === '';
    const service = `${services.namespace}/${services.name}`;
    return told ? certain(false) : open({ kind: 'service-endpoints', service });
  }
  const end = packet[side];
  // No address is one of none, told or not.
  if (behind.length === 0) return certain(false);
  if (end.kind === 'unknown') return open({ kind: 'address', endpoint: end.endpoint.id });
  return certain(
    behind.some(
      ({ address, protocol, port }) =>
        sameAddress(address, end.address) &&
        (side === 'source' || (protocol === packet.protocol && port !== undefined && port === packet.port)),
    ),
  );
}
