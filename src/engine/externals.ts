/**
 * The address space outside the cluster, in the coarsest parts that the rules can tell apart: every bound of every
 * CIDR cuts it, and pieces that all rules treat alike are joined again.
 */
import { getOrMake } from '../base/collections';
import { endOfFamily, type Family } from '../net/address';
import type { Interval, Intervals } from '../net/intervals';
import { normalize } from '../net/intervals';
import type { CompiledCluster } from './compile/compiled';
import type { Connections, PlaceClass } from './connections';
import type { Nets } from './sets';
import { addressKey } from './space';

export interface External {
  readonly family: Family;
  readonly ranges: Intervals<bigint>;
  readonly place: PlaceClass;
}

/** In the order of their lowest addresses. Ranges may hold addresses of pods, which are peers of their own. */
export function externalsOf(compiled: CompiledCluster, connections: Connections, family: Family): readonly External[] {
  const cuts = cutsOf(compiled, family);
  const taken = takenAddresses(compiled, family);
  const parts = new Map<PlaceClass, Interval<bigint>[]>();
  for (const [i, start] of cuts.slice(0, -1).entries()) {
    const end = cuts[i + 1] ?? endOfFamily(family);
    let sample = start;
    while (sample < end && taken.has(sample)) sample += 1n;
    // A piece that pods fill to the last address has nobody outside.
    if (sample === end) continue;
    const address = { family, value: sample };
    const { hosts } = compiled.space.placeAt(address);
    getOrMake(parts, connections.classOf({ family, address, endpoints: [], hosts }), () => []).push([start, end]);
  }
  return [...parts].map(([place, intervals]) => ({ family, ranges: normalize(intervals), place }));
}

function cutsOf({ sides, cluster }: CompiledCluster, family: Family): readonly bigint[] {
  const cuts = new Set([0n, endOfFamily(family)]);
  const add = (nets: Nets | undefined) => {
    for (const [start, end] of nets?.[family] ?? []) cuts.add(start).add(end);
  };
  const addAddress = (value: bigint) => cuts.add(value).add(value + 1n);
  const pods = new Set(cluster.endpoints.flatMap(({ addresses }) => addresses.map(addressKey)));
  for (const { positive, negative, nets, notNets, services } of sides) {
    for (const set of [positive, negative]) {
      add(set?.nets);
      add(set?.maybeNets);
    }
    add(nets);
    add(notNets);
    for (const key of services?.endpoints.keys() ?? []) {
      if (!pods.has(key) && key.startsWith(`${family}:`)) addAddress(BigInt(key.slice(2)));
    }
  }
  for (const { expectedIPs } of cluster.hostEndpoints) {
    for (const address of expectedIPs) if (address.family === family) addAddress(address.value);
  }
  return [...cuts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function takenAddresses({ cluster }: CompiledCluster, family: Family): ReadonlySet<bigint> {
  return new Set(
    cluster.endpoints.flatMap(({ addresses }) =>
      addresses.filter((own) => own.family === family).map(({ value }) => value),
    ),
  );
}
