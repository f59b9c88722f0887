/**
 * Who is where: the objects that selectors match, and the addresses at which they stand. Calico's rules match
 * addresses of known objects, never identities (calico-semantics 5.4), so both ends of a packet are places.
 */
import { getOrMake } from '../base/collections';
import { sortedBy } from '../base/order';
import type { Cluster, Endpoint } from '../model/cluster';
import { endOfFamily, type Address, type Family } from '../net/address';
import { intervalOf } from '../net/cidr';
import { normalize, type Intervals } from '../net/intervals';
import type { LabelLookup } from '../selector/match';
import { endpointLabels, hostEndpointLabels, networkSetLabels } from './labels';

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
  /** Endpoints of one class have equal labels in every sense, so every selector treats them alike. */
  readonly classOf: readonly number[];
  readonly classLabels: readonly LabelLookup[];
  readonly setLabels: readonly LabelLookup[];
  readonly hostLabels: readonly LabelLookup[];
  /** Addresses that an endpoint of unknown address may have. */
  readonly reach: { readonly 4: Intervals<bigint>; readonly 6: Intervals<bigint> };
  /** The index of an endpoint by its id. */
  indexOf(id: string): number | undefined;
  /** The place of an endpoint in one family; `undefined` when it has no address there. */
  placeOf(endpoint: number, family: Family): Place | undefined;
  placeAt(address: Address): Place;
}

export function spaceOf(cluster: Cluster): Space {
  const { classOf, classLabels } = labelClasses(cluster);
  const endpointsAt = indexAddresses(cluster.endpoints.map(({ addresses }) => addresses));
  const hostsAt = indexAddresses(cluster.hostEndpoints.map(({ expectedIPs }) => expectedIPs));

  const indices = new Map(cluster.endpoints.map(({ id }, index) => [id as string, index]));

  const placeAt = (address: Address): Place => {
    const key = addressKey(address);
    return {
      family: address.family,
      address,
      endpoints: endpointsAt.get(key) ?? [],
      hosts: hostsAt.get(key) ?? [],
    };
  };
  return {
    cluster,
    classOf,
    classLabels,
    setLabels: cluster.networkSets.map((set) => networkSetLabels(cluster, set)),
    hostLabels: cluster.hostEndpoints.map((host) => hostEndpointLabels(cluster, host)),
    reach: { 4: reachOf(cluster, 4), 6: reachOf(cluster, 6) },
    placeAt,
    indexOf: (id) => indices.get(id),
    placeOf(index, family) {
      const endpoint = cluster.endpoints[index];
      const address = endpoint?.addresses.find((candidate) => candidate.family === family);
      if (address !== undefined) return placeAt(address);
      if (endpoint === undefined || endpoint.addressesKnown || !endpoint.families.includes(family)) return undefined;
      return { family, address: undefined, endpoints: [index], hosts: [] };
    },
  };
}

export const addressKey = ({ family, value }: Address): string => `${family}:${value}`;

function indexAddresses(addressesOf: readonly (readonly Address[])[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [object, addresses] of addressesOf.entries()) {
    for (const address of addresses) getOrMake(index, addressKey(address), () => []).push(object);
  }
  return index;
}

function labelClasses(cluster: Cluster): { classOf: readonly number[]; classLabels: readonly LabelLookup[] } {
  const classes = new Map<string, number>();
  const classLabels: LabelLookup[] = [];
  const classOf = cluster.endpoints.map((endpoint) =>
    getOrMake(classes, labelIdentity(endpoint), () => classLabels.push(endpointLabels(cluster, endpoint)) - 1),
  );
  return { classOf, classLabels };
}

const labelIdentity = ({ namespace, serviceAccount, labels, labelsKnown, profiles }: Endpoint): string =>
  JSON.stringify([namespace, serviceAccount, labelsKnown, profiles, sortedBy(labels, ([key]) => key)]);

/** The pools where the input names them, else every address. */
function reachOf(cluster: Cluster, family: Family): Intervals<bigint> {
  const pools = cluster.pools.filter((pool) => pool.family === family);
  return pools.length === 0 ? [[0n, endOfFamily(family)]] : normalize(pools.map(intervalOf));
}
