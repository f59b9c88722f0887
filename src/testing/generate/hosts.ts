import { hostEndpoint, hostPod, node } from '../builders';
import type { cluster, HostOptions, Part, PodOptions } from '../builders';
import { service, slice } from '../build-services';
import type { Random } from './random';
import { namespaces, portNames, portNumbers, someLabels, someNets } from './words';

export const nodeNames = ['node-a', 'node-b'] as const;
export const nodePorts = [30080] as const;

/** The second node has no address of IPv6, so that some pairs have no family in common. */
export const nodeAddresses: Readonly<Record<string, readonly string[]>> = {
  'node-a': ['192.168.0.1', 'fd00:99::1'],
  'node-b': ['192.168.0.2'],
};

/** From the range of the pods' addresses. */
const tunnels = { 'node-a': '10.0.99.1', 'node-b': '10.0.99.2' } as const;

type Settings = NonNullable<Parameters<typeof cluster>[1]>;

/** Nodes, a pod on the host network, and on most clusters host endpoints of every kind. */
export function someHosts(random: Random, spaces: readonly string[]): readonly Part[] {
  const home = random.pick(nodeNames);
  const hosts = random.chance(0.6)
    ? nodeNames.flatMap((name) => random.list(3, (i) => someHost(random, name, i, spaces)))
    : [];
  return [
    ...nodeNames.map((name) =>
      node(name, [...(nodeAddresses[name] ?? []), ...(random.chance(0.2) ? [tunnels[name]] : [])]),
    ),
    hostPod(`${random.pick(spaces)}/on-host`, { node: home, ips: nodeAddresses[home] ?? [] }),
    ...hosts,
  ];
}

/** Names of host endpoints decide which one wins, so any kind may come first. */
function someHost(random: Random, nodeName: string, index: number, spaces: readonly string[]): Part {
  const own = nodeAddresses[nodeName] ?? [];
  const kind = random.pick(['named', 'named', 'address', 'address', 'all', 'all', 'all', 'second', 'foreign'] as const);
  const ips = random.pick([own, own, own.slice(0, 1), []] as const);
  const options: Readonly<Record<typeof kind, HostOptions>> = {
    named: { interface: 'eth0', ips },
    address: { ips: ips.length > 0 ? ips : own },
    all: { interface: '*', ips },
    second: { interface: 'eth1', ips: random.pick([[], [], ['192.168.9.9']]) },
    foreign: { ...(random.chance(0.5) && { interface: 'eth0' }), ips: ['192.168.9.9'] },
  };
  const name = `${random.pick(['a', 'h', 'z'])}${index}-${nodeName}`;
  return hostEndpoint(name, {
    ...options[kind],
    node: nodeName,
    labels: { ...someLabels(random), ...(random.chance(0.1) ? likeAPod(random, spaces) : {}) },
    profiles: random.pick([
      [],
      [],
      ['projectcalico-default-allow'],
      ['projectcalico-default-allow'],
      someProfiles(random, spaces),
    ]),
    ports: random.list(2, () => `${random.pick(portNames)} ${random.pick(['TCP', 'UDP'])} ${random.pick(portNumbers)}`),
  });
}

/** Labels that users may set and policies then take a host endpoint for something else by. */
const likeAPod = (random: Random, spaces: readonly string[]): Record<string, string> => ({
  'projectcalico.org/namespace': random.pick(spaces),
  ...(random.chance(0.5) ? { 'projectcalico.org/orchestrator': 'k8s' } : {}),
});

const someProfiles = (random: Random, spaces: readonly string[]): readonly string[] =>
  random.pick([['custom'], ['gone'], [`ksa.${random.pick(spaces)}.default`, `kns.${random.pick(spaces)}`]]);

/** What Felix's configuration says, `undefined` where only the input's silence does. */
export function someSettings(random: Random): Settings {
  return {
    endpointToHost: random.pick(['Accept', 'Accept', 'Drop', 'Return'] as const),
    ...random.maybe(0.3, () => ({ failsafeInbound: someFailsafes(random) })),
    ...random.maybe(0.3, () => ({ failsafeOutbound: someFailsafes(random) })),
  };
}

const someFailsafes = (random: Random): readonly string[] =>
  random.list(3, () => {
    const port = `${random.pick(['TCP', 'TCP', 'UDP'])} ${random.pick([...portNumbers, 40_000])}`;
    return random.chance(0.4) ? `${port} ${someNets(random)[0] ?? '10.0.0.0/8'}` : port;
  });

/** A Service behind a port of every node; its slices say the same as its backends. */
export function someFront(
  random: Random,
  pods: readonly { readonly id: string; readonly options: PodOptions }[],
): readonly Part[] {
  const behind = random.some(
    pods.filter(({ options }) => options.ips?.length !== 0),
    2,
  );
  const id = `${random.pick(namespaces)}/front`;
  const onHost = random.chance(0.8)
    ? []
    : random.list(1, () => random.pick(['192.168.0.1', '192.168.0.2', '203.0.113.9']));
  return [
    slice(
      id,
      [...behind.flatMap(({ options }) => (options.ips ?? []).slice(0, 1)), ...onHost].map((ip) => `${ip} TCP 8080`),
    ),
    service(
      id,
      [...behind.map(({ id }) => id), ...onHost].map((backend) => `TCP 80 ${backend} 8080`),
      {
        nodePorts: [nodePorts[0]],
        externalTrafficPolicy: random.pick(['Local', 'Local', 'Cluster'] as const),
      },
    ),
  ];
}
