import { assertNever } from '../../base/assert';
import type { Address, Family } from '../../net/address';
import type { Cidr } from '../../net/cidr';
import { intersect, normalize, subtract } from '../../net/intervals';
import { endOfFamily } from '../../net/address';
import type { Cluster, Endpoint } from '../../model/cluster';
import { certain, open, type Finding } from './finding';
import type { Thing } from './things';

/** The first packet of a connection as policy sees it, after every translation of addresses. */
export interface Packet {
  readonly family: Family;
  readonly source: PacketEnd;
  readonly destination: PacketEnd;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly port: number | undefined;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
}

/** An address; or the endpoint that owns one which the input does not tell. */
export type PacketEnd =
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'unknown'; readonly endpoint: Endpoint; readonly family: Family };

/**
 * Whether an end is an address of the thing. An address that the input does not tell belongs to its endpoint and to
 * no other one; a network set may hold it.
 */
export function isAddressOf(cluster: Cluster, thing: Thing, end: PacketEnd): Finding {
  switch (thing.kind) {
    case 'set':
      return inNets(
        cluster,
        thing.set.nets.map(({ cidr }) => cidr),
        end,
      );
    case 'host':
      return certain(end.kind === 'address' && thing.host.expectedIPs.some((own) => sameAddress(own, end.address)));
    case 'endpoint':
      return certain(
        end.kind === 'unknown'
          ? end.endpoint.id === thing.endpoint.id
          : thing.endpoint.addresses.some((own) => sameAddress(own, end.address)),
      );
    default:
      return assertNever(thing);
  }
}

/** Whether an end lies in one of the nets. An address that the input does not tell may be any of the pools'. */
export function inNets(cluster: Cluster, nets: readonly Cidr[], end: PacketEnd): Finding {
  if (end.kind === 'address') return certain(nets.some((net) => contains(net, end.address)));
  const { family, endpoint } = end;
  const pools = cluster.pools.filter((pool) => pool.family === family);
  const possible = normalize(pools.length > 0 ? pools.map(rangeOf) : [[0n, endOfFamily(family)] as const]);
  const wanted = normalize(nets.filter((net) => net.family === family).map(rangeOf));
  if (intersect(possible, wanted).length === 0) return certain(false);
  if (subtract(possible, wanted).length === 0) return certain(true);
  return open({ kind: 'address', endpoint: endpoint.id });
}

const rangeOf = ({ start, end }: Cidr): readonly [bigint, bigint] => [start, end];

const contains = (net: Cidr, { family, value }: Address): boolean =>
  net.family === family && net.start <= value && value < net.end;

export const sameAddress = (a: Address, b: Address): boolean => a.family === b.family && a.value === b.value;
