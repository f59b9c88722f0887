/**
 * Everybody who can stand at an end of a packet of one family: endpoints in groups that no rule and no policy tells
 * apart, then the parts of the outside.
 */
import { createLists } from '../../base/lists';
import { createSequences } from '../../base/sequences';
import type { Endpoint } from '../../model/cluster';
import type { Address, Family } from '../../net/address';
import { normalize, type Interval, type Intervals } from '../../net/intervals';
import type { CompiledCluster } from '../compile/compiled';
import { netsOf, type Nets } from '../sets';
import type { Place } from '../space';
import { addressClassesOf, type AddressClasses } from './address-classes';
import { addressIn, occupancyOf, type Outside } from './occupancy';

/** Peers by number: groups of endpoints come first, then the outside, one part each. */
export interface Peers {
  readonly family: Family;
  readonly count: number;
  /** How many are groups of endpoints. */
  readonly groups: number;
  /** By endpoint; -1 for one without an address of the family. */
  readonly peerOf: Int32Array;
  /** Where a peer stands. The endpoints named there are those whose labels count. */
  placeOf(peer: number): Place;
  /** The endpoint that a place is known by; -1 where that is not one endpoint alone. */
  aloneAt(peer: number): number;
  /** Whether some endpoint's address is that of others too. */
  readonly shared: boolean;
  /** By peer: the class of its address; `unknownAddress` where the input does not tell it. */
  readonly addressOf: Int32Array;
  readonly unknownAddress: number;
  /** By group: an endpoint of it. */
  readonly samples: Int32Array;
  /** By group: a number for what its named ports are, as far as rules name any. */
  readonly portsOf: Int32Array;
  readonly addresses: AddressClasses;
  /** Predicates of the address classes, by what they stand for. */
  readonly predicates: Predicates;
  /** By part of the outside, from the first on: its addresses. */
  readonly ranges: readonly Intervals<bigint>[];
}

interface Predicates {
  readonly ofNets: ReadonlyMap<Nets, number>;
  /** By network set and by host endpoint. */
  readonly firstSet: number;
  readonly firstHost: number;
}

export function peersOf(compiled: CompiledCluster, family: Family): Peers {
  const { addresses, predicates } = addressesOf(compiled, family);
  const unknownAddress = addresses.count;
  const { cluster, sets } = compiled;
  const { classOf, size } = sets.index();
  const portsNumber = namedPorts(compiled);
  const taken = occupancyOf(compiled, family, addresses);
  const hostsAt = hostsOf(compiled, addresses, predicates);

  const keys = createLists();
  /** The group that an endpoint of a label class was found in last: mostly it is the only one. */
  const newest = new Int32Array(size).fill(-1);
  const peerOf = new Int32Array(cluster.endpoints.length).fill(-1);
  const samples: number[] = [];
  const addressOf: number[] = [];
  const portsOf: number[] = [];
  for (let index = 0; index < peerOf.length; index += 1) {
    const endpoint = cluster.endpoints[index] as Endpoint;
    const has = (taken.classOf[index] as number) >= 0;
    if (!has && (endpoint.addressesKnown || !endpoint.families.includes(family))) continue;
    const addressClass = has ? (taken.classOf[index] as number) : unknownAddress;
    const ports = portsNumber(endpoint);
    const others = taken.sharing.size === 0 ? undefined : taken.sharing.get(index);
    const labelClass = classOf[index] as number;
    // Who shares an address is matched by the labels of all that have it, and is like nobody else.
    let peer = others === undefined ? (newest[labelClass] as number) : -1;
    if (peer === -1 || addressOf[peer] !== addressClass || portsOf[peer] !== ports) {
      keys.add(labelClass);
      keys.add(addressClass);
      keys.add(ports);
      if (others !== undefined) keys.add(index);
      peer = keys.close();
      if (others === undefined) newest[labelClass] = peer;
    }
    if (peer === samples.length) {
      samples.push(index);
      addressOf.push(addressClass);
      portsOf.push(ports);
    }
    peerOf[index] = peer;
  }
  const groups = samples.length;
  for (const { addressClass } of taken.outside) addressOf.push(addressClass);
  return {
    family,
    count: addressOf.length,
    groups,
    peerOf,
    placeOf(peer) {
      const hosts = hostsAt(addressOf[peer] as number);
      if (peer >= groups) {
        const { sample } = taken.outside[peer - groups] as Outside;
        return { family, address: { family, value: sample }, endpoints: [], hosts };
      }
      const index = samples[peer] as number;
      const address = addressIn(cluster.endpoints[index] as Endpoint, family);
      return { family, address, endpoints: taken.sharing.get(index) ?? [index], hosts };
    },
    aloneAt(peer) {
      const index = peer < groups ? (samples[peer] as number) : -1;
      return taken.sharing.has(index) || hostsAt(addressOf[peer] as number).length > 0 ? -1 : index;
    },
    shared: taken.sharing.size > 0,
    addressOf: Int32Array.from(addressOf),
    unknownAddress,
    samples: Int32Array.from(samples),
    portsOf: Int32Array.from(portsOf),
    addresses,
    predicates,
    ranges: taken.outside.map(({ ranges }) => normalize(ranges)),
  };
}

function addressesOf(
  { cluster, sides }: CompiledCluster,
  family: Family,
): { readonly addresses: AddressClasses; readonly predicates: Predicates } {
  const lists = [...new Set(sides.flatMap(({ nets, notNets }) => [nets, notNets]))].filter(
    (nets) => nets !== undefined,
  );
  const points = (addresses: readonly Address[]): Intervals<bigint> =>
    normalize(
      addresses.flatMap((address): Interval<bigint>[] =>
        address.family === family ? [[address.value, address.value + 1n]] : [],
      ),
    );
  // Each address of a Service in a rule has ports of its own.
  const services = new Set(sides.flatMap(({ services: own }) => own ?? []));
  const addresses = addressClassesOf(family, [
    ...lists.map((nets) => nets[family]),
    ...cluster.networkSets.map(({ nets }) => netsOf(nets)[family]),
    ...cluster.hostEndpoints.map(({ expectedIPs }) => points(expectedIPs)),
    ...[...services].flatMap(({ endpoints }) =>
      [...endpoints.keys()]
        .filter((key) => key.startsWith(`${family}:`))
        .map((key): Intervals<bigint> => [[BigInt(key.slice(2)), BigInt(key.slice(2)) + 1n]]),
    ),
  ]);
  const firstHost = lists.length + cluster.networkSets.length;
  return {
    addresses,
    predicates: { ofNets: new Map(lists.map((nets, i) => [nets, i])), firstSet: lists.length, firstHost },
  };
}

/** Host endpoints that expect the addresses of a class. */
function hostsOf(
  { cluster }: CompiledCluster,
  { predicatesOf }: AddressClasses,
  { firstHost }: Predicates,
): (addressClass: number) => readonly number[] {
  const last = firstHost + cluster.hostEndpoints.length;
  const none: readonly number[] = [];
  if (last === firstHost) return () => none;
  const known: (readonly number[])[] = [];
  return (addressClass) =>
    (known[addressClass] ??= (predicatesOf[addressClass] ?? []).flatMap((predicate) =>
      predicate >= firstHost && predicate < last ? [predicate - firstHost] : [],
    ));
}

/** Numbers for the ports of endpoints whose names some rule asks for: equal where equal. */
function namedPorts({ sides }: CompiledCluster): (endpoint: Endpoint) => number {
  const names = sides.flatMap(({ ports, notPorts }) => [...(ports?.names ?? []), ...(notPorts?.names ?? [])]);
  const asked = new Map([...new Set(names)].map((name, i) => [name, i]));
  if (asked.size === 0) return () => 0;
  const sequences = createSequences();
  const known = new Map<Endpoint['ports'], number>();
  const numberOf = (ports: Endpoint['ports']): number => {
    let state = 0;
    for (const { name, protocol, port, init } of ports) {
      const place = name === undefined ? undefined : asked.get(name);
      if (place === undefined) continue;
      state = sequences.next(sequences.next(sequences.next(state, place), 2 * protocol + (init ? 1 : 0)), port);
    }
    return state;
  };
  return ({ ports, portsKnown }) => {
    let number = known.get(ports);
    if (number === undefined) {
      number = numberOf(ports);
      known.set(ports, number);
    }
    return 2 * number + (portsKnown ? 1 : 0);
  };
}
