import type { Family } from '../../net/address';
import type { Regime } from '../../model/cluster';
import { account, globalNetworkSet, namespace, networkSet, pod, tier, type Part } from '../builders';
import type { PodOptions } from '../builders';
import { service, slice } from '../build-services';
import { calicoRule } from '../build-policies';
import { at } from '../builders';
import { nodeNames, someFront, someHosts } from './hosts';
import type { Random } from './random';
import { someRule } from './rules';
import { accountNames, namespaces, portNames, portNumbers, someLabels, someNets, tierNames } from './words';

export interface Objects {
  readonly parts: readonly Part[];
  readonly spaces: readonly string[];
  /** Whether there are host endpoints for policies to be about. */
  readonly hosts: boolean;
  /** Tiers that policies may name; one of them may have no object. */
  readonly tiers: readonly string[];
}

export function someObjects(random: Random, regime: Regime): Objects {
  const spaces = random.some(namespaces, 4);
  const pods = Array.from({ length: 3 + random.below(10) }, (_, i) => {
    const space = random.pick(spaces);
    return { id: `${space}/p${i}`, options: somePod(random, spaces, space, i) };
  });
  const shared = pods.map(({ id, options }) => {
    const other = random.pick(pods);
    return pod(
      id,
      random.chance(0.06) && other.options.ips?.length !== 0 ? { ...options, ips: other.options.ips ?? [] } : options,
    );
  });
  const tiers = regime === '3.28' ? [] : random.some(tierNames, 3);
  const hosts = someHosts(random, spaces);
  return {
    parts: [
      ...spaces.map((space) => namespace(space, someLabels(random))),
      ...spaces.flatMap((space) => accountNames.map((name) => account(`${space}/${name}`, someLabels(random)))),
      ...shared,
      ...hosts,
      ...tiers.map((name) => tier(name, someTier(random))),
      ...random.list(2, (i) => globalNetworkSet(`set${i}`, someLabels(random), someNets(random))),
      ...random.list(2, (i) => networkSet(`${random.pick(spaces)}/set${i}`, someLabels(random), someNets(random))),
      ...spaces.flatMap((space, i) => (i > 0 && random.chance(0.4) ? [] : someService(random, space, pods))),
      ...(random.chance(0.4) ? someFront(random, pods) : []),
      ...(random.chance(0.1) ? [someProfile(random)] : []),
    ],
    spaces,
    hosts: hosts.some(({ part }) => part === 'host-endpoint'),
    tiers: regime === '3.28' ? ['default'] : [...tiers, ...(random.chance(0.2) ? ['ghost'] : ['default'])],
  };
}

const someTier = (random: Random) => ({
  ...random.maybe(0.7, () => ({ order: random.pick([10, 10, 1000, 1_000_000, 2_000_000, 10_000_000]) })),
  defaultAction: random.pick(['Deny', 'Pass'] as const),
});

function somePod(random: Random, spaces: readonly string[], namespace: string, index: number): PodOptions {
  const space = spaces.indexOf(namespace) + 1;
  const four = `10.0.${space}.${index}`;
  const six = `fd00:${space}::${index}`;
  const families: readonly Family[] = random.pick([[4], [4], [4], [4, 6], [4, 6], [6, 4], [6]] as const);
  return {
    labels: someLabels(random),
    ips: random.chance(0.03) ? [] : families.map((family) => (family === 4 ? four : six)),
    serviceAccount: random.pick(accountNames),
    ports: random.list(3, () => somePort(random)),
    node: random.pick(nodeNames),
    ...random.maybe(0.04, () => ({
      profiles: random.pick([
        ['custom', 'gone'],
        [`kns.${namespace}`, `kns.${random.pick(spaces)}`, 'custom'],
      ]),
    })),
  };
}

const somePort = (random: Random): string => {
  const init = random.chance(0.15) ? ' init' : '';
  return `${random.pick(portNames)} ${random.pick(['TCP', 'TCP', 'UDP', 'SCTP'])} ${random.pick(portNumbers)}${init}`;
};

/** A Service `api` and its slices, which need not agree with its pods' addresses. */
function someService(
  random: Random,
  space: string,
  pods: readonly { readonly id: string; readonly options: PodOptions }[],
): readonly Part[] {
  const number = namespaces.findIndex((name) => name === space) + 1;
  const behind = random.some(pods, 3);
  const rows = behind.flatMap(({ options }) =>
    (options.ips ?? []).map((ip) => `${ip} ${random.pick(['TCP', 'UDP'])} ${random.pick([80, 53, 8080])}`),
  );
  return [
    slice(`${space}/api`, [
      ...rows,
      ...random.list(1, () => '203.0.113.9 TCP 443'),
      ...random.list(1, () => '8.8.8.8 TCP'),
    ]),
    service(
      `${space}/api`,
      behind.filter(({ options }) => options.ips?.length !== 0).map(({ id }) => `TCP 80 ${id} 8080`),
      { addresses: random.pick([[], [`10.96.0.${number}`], [`10.96.0.${number}`, `fd00:96::${number}`]]) },
    ),
  ];
}

function someProfile(random: Random): Part {
  const rules = (direction: 'ingress' | 'egress') =>
    random.list(2, (i) => calicoRule(someRule(random, undefined, direction), `profile:custom ${direction}`, i));
  return {
    part: 'profile',
    profile: {
      name: 'custom',
      labelsToApply: new Map(Object.entries(someLabels(random))),
      ingress: rules('ingress'),
      egress: rules('egress'),
      at: at('profile:custom'),
    },
  };
}
