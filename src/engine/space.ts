/**
 * Who is where: the objects that selectors match, and the addresses at which they stand. Calico's rules match
 * addresses of known objects, never identities (calico-semantics 5.4), so both ends of a packet are places.
 */
import { present } from '../base/assert';
import { getOrMake, groupBy } from '../base/collections';
import { lazily } from '../base/lazily';
import type { Cluster, Endpoint } from '../model/cluster';
import { endOfFamily, type Address, type Family } from '../net/address';
import { intervalOf } from '../net/cidr';
import { normalize, type Intervals } from '../net/intervals';
import type { LabelLookup } from '../selector/match';
import { directoryOf, type Directory } from './directory';
import { endpointLabels, hostEndpointLabels, networkSetLabels } from './labels';
import { endpointsAt, takenAddresses, type Taken } from './taken-addresses';

/** Where one end of a packet stands. */
export interface Place {
  readonly family: Family;
  /** `undefined` when the endpoint there has an address that the input does not tell. */
  readonly address: Address | undefined;
  /** Indices of the endpoints that have the address; rarely more than one. */
  readonly endpoints: readonly number[];
  /** Indices of host endpoints whose expected addresses hold it. */
  readonly hosts: readonly number[];
}

export interface Space {
  readonly cluster: Cluster;
  readonly setLabels: readonly LabelLookup[];
  readonly hostLabels: readonly LabelLookup[];
  /** Addresses that an endpoint of unknown address may have. */
  readonly reach: { readonly 4: Intervals<bigint>; readonly 6: Intervals<bigint> };
  readonly directory: Directory;
  /** Addresses of endpoints. */
  taken(family: Family): Taken;
  /** Effective labels of an endpoint, by its index. */
  labelsOf(endpoint: number): LabelLookup;
  /** The index of an endpoint by its id. */
  indexOf(id: string): number | undefined;
  /** The place of an endpoint in one family; `undefined` when it has no address there. */
  placeOf(endpoint: number, family: Family): Place | undefined;
  placeAt(address: Address): Place;
}

export function spaceOf(cluster: Cluster): Space {
  const taken = {
    4: lazily(() => takenAddresses(cluster.endpoints, 4)),
    6: lazily(() => takenAddresses(cluster.endpoints, 6)),
  };
  const hostsAt = lazily(() => indexAddresses(cluster.hostEndpoints, ({ expectedIPs }) => expectedIPs));
  const labels: LabelLookup[] = [];

  const placeAt = (address: Address): Place => {
    return {
      family: address.family,
      address,
      endpoints: endpointsAt(taken[address.family](), address),
      hosts: cluster.hostEndpoints.length === 0 ? nobody : (hostsAt().get(addressKey(address)) ?? nobody),
    };
  };
  return {
    cluster,
    setLabels: cluster.networkSets.map((set) => networkSetLabels(cluster, set)),
    hostLabels: cluster.hostEndpoints.map((host) => hostEndpointLabels(cluster, host)),
    reach: { 4: reachOf(cluster, 4), 6: reachOf(cluster, 6) },
    directory: directoryOf(cluster),
    taken: (family) => taken[family](),
    placeAt,
    labelsOf: (index) =>
      (labels[index] ??= endpointLabels(
        cluster,
        present(cluster.endpoints[index], 'endpoints are asked for by their index'),
      )),
    indexOf: idFinder(cluster.endpoints),
    placeOf(index, family) {
      const endpoint = cluster.endpoints[index];
      const address = endpoint?.addresses.find((candidate) => candidate.family === family);
      if (address !== undefined) return placeAt(address);
      if (endpoint === undefined || endpoint.addressesKnown || !endpoint.families.includes(family)) return undefined;
      return { family, address: undefined, endpoints: [index], hosts: [] };
    },
  };
}

const nobody: readonly number[] = [];

/** By their names in a namespace, once somebody asks for one of it. Of several with one id the last. */
function idFinder(endpoints: Cluster['endpoints']): (id: string) => number | undefined {
  const spaces = lazily(() => groupBy(endpoints.keys(), (index) => headOf((endpoints[index] as Endpoint).namespace)));
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (id) => {
    const head = headOf(id);
    const own = getOrMake(
      known,
      head,
      () => new Map((spaces().get(head) ?? []).map((index) => [(endpoints[index] as Endpoint).id as string, index])),
    );
    return own.get(id);
  };
}

/** The namespace of an id, as far as there is no slash in it. */
const headOf = (id: string): string => {
  const slash = id.indexOf('/');
  return slash === -1 ? id : id.slice(0, slash);
};

export const addressKey = ({ family, value }: Address): string => `${family}:${value}`;

function indexAddresses<T>(
  objects: readonly T[],
  addressesOf: (object: T) => readonly Address[],
): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [at, object] of objects.entries()) {
    for (const address of addressesOf(object)) getOrMake(index, addressKey(address), () => []).push(at);
  }
  return index;
}

/** The pools where the input names them, else every address. */
function reachOf(cluster: Cluster, family: Family): Intervals<bigint> {
  const pools = cluster.pools.filter((pool) => pool.family === family);
  return pools.length === 0 ? [[0n, endOfFamily(family)]] : normalize(pools.map(intervalOf));
}
