import type { Endpoint } from '../model/cluster';
import type { Address, Family } from '../net/address';

/** Addresses of one family, ascending, with the endpoint that has each. An endpoint may have more than one. */
export interface Taken {
  /** IPv4 as numbers, which cost a tenth of what big integers do. */
  readonly addresses: ArrayLike<number | bigint>;
  readonly endpoints: ArrayLike<number>;
}

/** More endpoints than any cluster has: an address and an endpoint make one number that is still exact. */
const mostEndpoints = 2 ** 21;

export function takenAddresses(endpoints: readonly Endpoint[], family: Family): Taken {
  if (family === 6) return takenV6(endpoints);
  let count = 0;
  for (let endpoint = 0; endpoint < endpoints.length; endpoint += 1) {
    count += (endpoints[endpoint] as Endpoint).addresses.length;
  }
  const keys = new Float64Array(count);
  count = 0;
  for (let endpoint = 0; endpoint < endpoints.length; endpoint += 1) {
    const own = (endpoints[endpoint] as Endpoint).addresses;
    for (let i = 0; i < own.length; i += 1) {
      const { family: version, value } = own[i] as Address;
      if (version !== 4) continue;
      keys[count] = Number(value) * mostEndpoints + endpoint;
      count += 1;
    }
  }
  const sorted = keys.subarray(0, count).sort();
  const addresses = new Float64Array(count);
  const owners = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const key = sorted[i] as number;
    const address = Math.floor(key / mostEndpoints);
    addresses[i] = address;
    owners[i] = key - address * mostEndpoints;
  }
  return { addresses, endpoints: owners };
}

function takenV6(endpoints: readonly Endpoint[]): Taken {
  const pairs = endpoints.flatMap(({ addresses }, endpoint) =>
    addresses.flatMap(({ family, value }) => (family === 6 ? [{ address: value, endpoint }] : [])),
  );
  pairs.sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : a.endpoint - b.endpoint));
  return { addresses: pairs.map(({ address }) => address), endpoints: pairs.map(({ endpoint }) => endpoint) };
}

const nobody: readonly number[] = [];

/** The endpoints that have an address; ascending. */
export function endpointsAt({ addresses, endpoints }: Taken, { family, value }: Address): readonly number[] {
  const wanted = family === 4 ? Number(value) : value;
  let low = 0;
  let high = addresses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((addresses[middle] as number | bigint) < wanted) low = middle + 1;
    else high = middle;
  }
  if (addresses[low] !== wanted) return nobody;
  const found: number[] = [];
  for (let at = low; addresses[at] === wanted; at += 1) found.push(endpoints[at] as number);
  return found;
}
