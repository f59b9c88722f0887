/** Endpoints as a question about many flows groups them, and the pairs between groups. */
import { getOrMake, groupBy } from '../base/collections';
import { compareText, sortedBy } from '../base/order';
import type { Connections, External, PeerClass, Stretch } from '../engine/connections';
import type { Cluster, Endpoint, Service } from '../model/cluster';
import type { Family } from '../net/address';

export type GroupBy = 'pod' | 'workload' | 'service' | 'namespace';

/** What stands at one end of a connection in an answer about many flows. */
export interface Group {
  /** Unique and sortable. */
  readonly key: string;
  readonly name: GroupName;
  /** Alike endpoints together, with how many there are. */
  readonly classes: readonly EndpointClass[];
  /** Indices of the endpoints. */
  readonly members: readonly number[];
  /** Whether a member may be one of another group too. */
  readonly shares: boolean;
}

export type GroupName =
  | { readonly kind: 'pod' | 'service' | 'namespace'; readonly name: string }
  | { readonly kind: 'workload'; readonly name: string; readonly workloadKind: string }
  | { readonly kind: 'external'; readonly external: External };

/** Endpoints that every rule and every policy treats alike. */
export interface EndpointClass {
  readonly ends: ReadonlyMap<Family, PeerClass>;
  readonly members: readonly number[];
}

/** Endpoints of one class in both families, together. */
export function endpointClassifier(connections: Connections): (members: readonly number[]) => readonly EndpointClass[] {
  const endsOf = (endpoint: number): ReadonlyMap<Family, PeerClass> =>
    new Map(
      ([4, 6] as const).flatMap((family) => {
        const own = connections.classOf(endpoint, family);
        return own === undefined ? [] : [[family, own] as const];
      }),
    );
  return (members) =>
    [...groupBy(members, (endpoint) => connections.keyOf(endpoint)).values()].map((alike) => ({
      ends: endsOf(alike[0] ?? -1),
      members: alike,
    }));
}

/** Groups of endpoints, sorted by key. With `service`, pods behind no Service stand under their workload. */
export function groupsOf(
  cluster: Cluster,
  by: GroupBy,
  classify: (members: readonly number[]) => readonly EndpointClass[],
): readonly Group[] {
  const servicesOf = by === 'service' ? servicesByEndpoint(cluster) : new Map<string, readonly Service[]>();
  const found = new Map<string, { name: GroupName; members: number[] }>();
  for (const [index, endpoint] of cluster.endpoints.entries()) {
    for (const name of namesOf(endpoint, by, servicesOf.get(endpoint.id) ?? [])) {
      getOrMake(found, keyOf(name), () => ({ name, members: [] })).members.push(index);
    }
  }
  return sortedBy(found, ([key]) => key).map(([key, { name, members }]) => ({
    key,
    name,
    members,
    shares: by === 'service',
    classes: classify(members),
  }));
}

function namesOf(endpoint: Endpoint, by: GroupBy, services: readonly Service[]): readonly GroupName[] {
  const { id, namespace, workload } = endpoint;
  const ofWorkload: GroupName = {
    kind: 'workload',
    name: `${workload.namespace}/${workload.name}`,
    workloadKind: workload.kind,
  };
  switch (by) {
    case 'pod':
      return [{ kind: 'pod', name: id }];
    case 'namespace':
      return [{ kind: 'namespace', name: namespace }];
    case 'workload':
      return [ofWorkload];
    case 'service':
      return services.length === 0 ? [ofWorkload] : services.map((service) => ({ kind: 'service', name: service.id }));
  }
}

export const keyOf = (name: GroupName): string =>
  name.kind === 'external'
    ? `~external ${name.external.family} ${name.external.ranges[0]?.[0].toString().padStart(40, '0') ?? ''}`
    : name.kind === 'workload'
      ? `${name.name} ${name.workloadKind}`
      : `${name.name} ${name.kind}`;

export function servicesByEndpoint(cluster: Cluster): ReadonlyMap<string, readonly Service[]> {
  const services = new Map<string, Service[]>();
  for (const service of cluster.services) {
    for (const { endpoint } of service.backends) {
      if (endpoint !== undefined) getOrMake(services, endpoint, () => []).push(service);
    }
  }
  for (const own of services.values()) own.sort((a, b) => compareText(a.id, b.id));
  return services;
}

export const externalGroup = (external: External): Group => {
  const name: GroupName = { kind: 'external', external };
  return {
    key: keyOf(name),
    name,
    members: [],
    shares: false,
    classes: [{ ends: new Map([[external.family, external.peer]]), members: [-1] }],
  };
};

/** All that is true between two groups: stretches of the line with how many pairs have them. */
export interface PairClass {
  readonly family: Family;
  readonly pairs: number;
  readonly ends: readonly [PeerClass, PeerClass];
  readonly stretches: readonly Stretch[];
  /** One pair of it, as endpoint indices; -1 for an external. */
  readonly sample: readonly [number, number];
}

/** Every class of pairs between two groups, an endpoint with itself left out, families apart. */
export function pairClasses(connections: Connections, from: Group, to: Group): readonly PairClass[] {
  const found: PairClass[] = [];
  for (const source of from.classes) {
    for (const destination of to.classes) {
      const overlap = from === to || (from.shares && to.shares);
      const sample = overlap ? samplePair(source, destination) : firstPair(source, destination);
      if (sample === undefined) continue;
      const pairs = overlap
        ? countPairs(source.members, destination.members)
        : source.members.length * destination.members.length;
      for (const [family, sender] of source.ends) {
        const receiver = destination.ends.get(family);
        if (receiver === undefined) continue;
        const stretches = connections.between(sender, receiver);
        found.push({ family, pairs, ends: [sender, receiver], stretches, sample });
      }
    }
  }
  return found;
}

/** Pairs of two different members. */
export const countPairs = (a: readonly number[], b: readonly number[]): number =>
  a.length * b.length - countShared(a, b);

/** Members of both, which are sorted. Outside, nobody is the same. */
function countShared(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x === y && x !== -1) count += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return count;
}

const firstPair = (source: EndpointClass, destination: EndpointClass): readonly [number, number] => [
  source.members[0] ?? -1,
  destination.members[0] ?? -1,
];

function samplePair(source: EndpointClass, destination: EndpointClass): readonly [number, number] | undefined {
  for (const from of source.members) {
    for (const to of destination.members) if (from !== to || from === -1) return [from, to];
  }
  return undefined;
}
