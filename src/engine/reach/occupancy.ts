/** Classes of addresses as endpoints occupy them, and what they leave to the outside. */
import type { Endpoint } from '../../model/cluster';
import { endOfFamily, type Address, type Family } from '../../net/address';
import type { Interval } from '../../net/intervals';
import type { CompiledCluster } from '../compile/compiled';
import type { Taken } from '../taken-addresses';
import type { AddressClasses } from './address-classes';

export interface Occupancy {
  /** By endpoint: the class of its address; -1 for one without. */
  readonly classOf: Int32Array;
  /** By endpoint whose address others have too: all that have it, itself included. */
  readonly sharing: ReadonlyMap<number, readonly number[]>;
  /** Classes with an address that no endpoint has, in the order of their addresses. */
  readonly outside: readonly Outside[];
}

export interface Outside {
  readonly addressClass: number;
  /** An address that no endpoint has. */
  readonly sample: bigint;
  /** May hold addresses of endpoints, which are peers of their own; stretches that they fill are left out. */
  readonly ranges: Interval<bigint>[];
}

/** The first of the family, as everywhere. */
export function addressIn({ addresses }: Endpoint, family: Family): Address | undefined {
  for (let i = 0; i < addresses.length; i += 1) {
    const address = addresses[i] as Address;
    if (address.family === family) return address;
  }
  return undefined;
}

export const occupancyOf = (
  { cluster, space }: CompiledCluster,
  family: Family,
  addresses: AddressClasses,
): Occupancy =>
  family === 4
    ? sweep(cluster.endpoints, space.taken(4), addresses, inV4)
    : sweep(cluster.endpoints, space.taken(6), addresses, inV6);

/** How addresses of a family are counted. */
interface Numbers<N> {
  readonly family: Family;
  readonly end: N;
  of(address: bigint): N;
  next(address: N): N;
}

const inV4: Numbers<number> = { family: 4, end: Number(endOfFamily(4)), of: Number, next: (address) => address + 1 };
const inV6: Numbers<bigint> = { family: 6, end: endOfFamily(6), of: (own) => own, next: (address) => address + 1n };

/** Goes through stretches and addresses side by side. */
function sweep<N extends number | bigint>(
  all: readonly Endpoint[],
  taken: Taken,
  { starts: bounds, classOf: classes, count }: AddressClasses,
  numbers: Numbers<N>,
): Occupancy {
  const starts = bounds as ArrayLike<N>;
  const addresses = taken.addresses as ArrayLike<N>;
  const { endpoints } = taken;
  const classOf = new Int32Array(all.length).fill(-1);
  const sharing = new Map<number, readonly number[]>();
  const outside: Outside[] = [];
  const known: (Outside | undefined)[] = Array.from({ length: count }, () => undefined);
  /** By endpoint: how many addresses it has; 2 stands for more. */
  const has = new Uint8Array(all.length);
  for (let i = 0; i < endpoints.length; i += 1) {
    const endpoint = endpoints[i] as number;
    has[endpoint] = Math.min(2, (has[endpoint] as number) + 1);
  }
  const isFirst = (endpoint: number, address: N): boolean => {
    const first = addressIn(all[endpoint] as Endpoint, numbers.family);
    return first !== undefined && numbers.of(first.value) === address;
  };
  /** Who has it as another address is among those that they are matched with. */
  const share = (owners: readonly number[], address: N, addressClass: number): void => {
    for (const endpoint of owners) {
      if (!isFirst(endpoint, address)) continue;
      classOf[endpoint] = addressClass;
      sharing.set(endpoint, owners);
    }
  };
  let at = 0;
  for (let stretch = 0; stretch < starts.length; stretch += 1) {
    const start = starts[stretch] as N;
    const end = stretch + 1 < starts.length ? (starts[stretch + 1] as N) : numbers.end;
    const addressClass = classes[stretch] as number;
    let free = start;
    while (at < addresses.length && (addresses[at] as N) < end) {
      const address = addresses[at] as N;
      if (address === free) free = numbers.next(free);
      const from = at;
      at += 1;
      while (at < addresses.length && addresses[at] === address) at += 1;
      const endpoint = endpoints[from] as number;
      if (at - from > 1)
        share(
          Array.from({ length: at - from }, (_, i) => endpoints[from + i] as number),
          address,
          addressClass,
        );
      else if (has[endpoint] === 1 || isFirst(endpoint, address)) classOf[endpoint] = addressClass;
    }
    if (free >= end) continue;
    let own = known[addressClass];
    if (own === undefined) {
      own = { addressClass, sample: BigInt(free), ranges: [] };
      known[addressClass] = own;
      outside.push(own);
    }
    own.ranges.push([BigInt(start), BigInt(end)]);
  }
  return { classOf, sharing, outside };
}
