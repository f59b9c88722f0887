import type { Cluster, Endpoint } from '../../model/cluster';
import { printAddress } from '../../net/address';
import { cidr } from '../builders';
import type { Random } from './random';

/**
 * The cluster as it looks when part of the input is missing. Whatever is decided with the part that is left must be
 * among what is possible without it. Addresses that several pods share stay, for an unknown one is taken as unshared.
 */
export function hideInput(complete: Cluster, random: Random): Cluster {
  const hide = (probability: number) => random.chance(probability);
  const withoutTiers = hide(0.3);
  const withPools = hide(0.4);
  const withoutServices = hide(0.2);
  const texts = complete.endpoints.flatMap(({ addresses }) => addresses.map(printAddress));
  return {
    ...complete,
    tiersKnown: !withoutTiers,
    tiers: withoutTiers ? complete.tiers.filter(({ at }) => at === undefined) : complete.tiers,
    ...(withoutServices ? { services: [], serviceEndpoints: new Map() } : {}),
    pools: withPools ? [cidr('10.0.0.0/8'), cidr('fd00::/16')] : [],
    felix: hide(0.3) ? { ...complete.felix, endpointToHost: undefined } : complete.felix,
    nodes: new Map([...complete.nodes].map(([name, node]) => [name, hide(0.15) ? { ...node, addresses: [] } : node])),
    namespaces: new Map(
      [...complete.namespaces].map(([name, object]) => [name, hide(0.25) ? { ...object, ...nothingKnown } : object]),
    ),
    serviceAccounts: new Map(
      [...complete.serviceAccounts].map(([name, object]) => [
        name,
        hide(0.3) ? { ...object, ...nothingKnown } : object,
      ]),
    ),
    endpoints: complete.endpoints.map((endpoint) => {
      const unshared = endpoint.addresses.every(
        (own) => texts.filter((text) => text === printAddress(own)).length === 1,
      );
      return {
        ...endpoint,
        ...(hide(0.15) ? { labels: new Map(), labelsKnown: false } : {}),
        ...(hide(0.15) ? { ports: [], portsKnown: false } : {}),
        ...(hide(0.1) ? withoutAccount(endpoint) : {}),
        ...(hide(0.2) ? { node: undefined } : {}),
        ...(hide(0.25) && unshared && endpoint.addresses.length > 0 ? { addresses: [], addressesKnown: false } : {}),
      };
    }),
  };
}

const nothingKnown = { labels: new Map<string, string>(), known: false, at: undefined };

const withoutAccount = ({ profiles }: Endpoint): Partial<Endpoint> => ({
  serviceAccount: undefined,
  profiles: profiles.filter((name) => !name.startsWith('ksa.')),
});
