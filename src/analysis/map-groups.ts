/** What the map draws: services with the pods behind them, workloads without one, and what lies outside. */
import { getOrMake } from '../base/collections';
import { lazily } from '../base/lazily';
import { compareText, sortedBy } from '../base/order';
import type { CompiledCluster } from '../engine/compile/compiled';
import type { Connections, External } from '../engine/connections';
import type { Cluster, Endpoint, Service } from '../model/cluster';
import { parseAddress, printAddress, type Address, type Family } from '../net/address';
import { contains, subtract, type Intervals } from '../net/intervals';
import { netsOf } from '../engine/sets';
import type { MapNode, Served } from './answers';
import { endpointClassifier, type EndpointClass } from './groups';
import type { MapView, Members, Standing, Standings } from './map-members';

/** A node of the map with what is needed to evaluate its edges. */
export interface MapGroup {
  readonly node: MapNode;
  readonly classes: readonly EndpointClass[];
}

const shownMembers = 1000;

/** What the map shows, with what is needed to evaluate it. */
export interface MapGroups extends Omit<Standings, 'nodes'> {
  /** Sorted by id. */
  readonly groups: readonly MapGroup[];
}

export function mapGroups(
  compiled: CompiledCluster,
  connections: Connections,
  members: Members,
  view: MapView,
): MapGroups {
  const { nodes, ...shown } = members.standings(view);
  const classify = endpointClassifier(connections);
  const inside = nodes.map((standing) => ({
    node: insideNode(compiled.cluster, members, standing),
    classes: classify(standing.members),
  }));
  return { ...shown, groups: sortedBy([...inside, ...outsideGroups(compiled, connections)], ({ node }) => node.id) };
}

/** Nodes of a map by their ids; makes no others. */
export function groupFinder(
  compiled: CompiledCluster,
  connections: Connections,
  members: Members,
  view: MapView,
): (id: string) => MapGroup | undefined {
  const classify = endpointClassifier(connections);
  const outside = lazily(() => outsideGroups(compiled, connections));
  return (id) => {
    const standing = members.standingAt(view, id);
    if (standing === undefined) return outside().find(({ node }) => node.id === id);
    return { node: insideNode(compiled.cluster, members, standing), classes: classify(standing.members) };
  };
}

// --- inside ------------------------------------------------------------------------------------------------------

export function insideNode(cluster: Cluster, { services, serviceOf }: Members, standing: Standing): MapNode {
  const { identity, members } = standing;
  const endpoints = members.map((index) => cluster.endpoints[index] as Endpoint);
  const node = {
    ...identity,
    pods: members.length,
    members: endpoints.slice(0, shownMembers).map(({ id }) => id as string),
    serves: servedBy(endpoints, services),
  };
  if (identity.kind !== 'namespace' && identity.kind !== 'group') return node;
  const namespaces = new Set(endpoints.map(({ namespace }) => namespace)).size;
  const held = new Set(members.map(serviceOf)).size;
  return { ...node, holds: { namespaces, services: held } };
}

/** Target ports of the Services in front of the endpoints, else the ports that their containers declare. */
function servedBy(
  endpoints: readonly Endpoint[],
  services: ReadonlyMap<string, readonly Service[]>,
): readonly Served[] {
  const served = new Map<string, Served>();
  const add = (protocol: number, port: number, servicePort: number | undefined) => {
    getOrMake(served, `${protocol}/${port}`, () => ({ protocol, port, servicePort }));
  };
  const backends = new Map<Service, ReadonlyMap<string | undefined, Service['backends'][number]>>();
  // The first one counts where an endpoint stands behind a Service twice.
  const backendsOf = (service: Service) =>
    getOrMake(backends, service, () => new Map(service.backends.toReversed().map((own) => [own.endpoint, own])));
  for (const { id } of endpoints) {
    for (const service of services.get(id) ?? []) {
      const backend = backendsOf(service).get(id);
      for (const [i, { protocol, port }] of service.ports.entries()) {
        const target = backend?.targets[i];
        if (target !== undefined) add(protocol, target, target === port ? undefined : port);
      }
    }
  }
  if (served.size === 0) {
    for (const { ports } of endpoints) {
      for (const { protocol, port, init } of ports) if (!init) add(protocol, port, undefined);
    }
  }
  return [...served.values()].sort((a, b) => a.protocol - b.protocol || a.port - b.port);
}

// --- outside -----------------------------------------------------------------------------------------------------

interface Region {
  readonly id: string;
  readonly kind: 'network-set' | 'cidr';
  readonly label: string;
  readonly detail: string;
  readonly nets: { readonly 4: Intervals<bigint>; readonly 6: Intervals<bigint> };
  readonly size: bigint;
}

/**
 * Each part of the address space under one name: the smallest set, else the smallest CIDRs of a rule, else the rest.
 * `connections` are those of the cluster, for which it is worked out once.
 */
export function outsideGroups(compiled: CompiledCluster, connections: Connections): readonly MapGroup[] {
  const known = knownOutside.get(connections) ?? makeOutside(compiled, connections);
  knownOutside.set(connections, known);
  return known;
}

const knownOutside = new WeakMap<Connections, readonly MapGroup[]>();

function makeOutside(compiled: CompiledCluster, connections: Connections): readonly MapGroup[] {
  const externals = connections.families.flatMap((family) => connections.externals(family));
  const regions = [...networkSetRegions(compiled.cluster), ...cidrRegions(compiled)];
  const isInside = insideFinder(compiled.cluster);
  const found = new Map<Region | undefined, External[]>();
  for (const external of externals) {
    const region = regions.find(({ nets }) => subtract(external.ranges, nets[external.family]).length === 0);
    getOrMake(found, region, () => []).push(external);
  }
  return [...found].map(([region, own]) => {
    const samples = own.map((external) => sampleAddress(external, isInside));
    return {
      node: {
        id: region?.id ?? 'world',
        kind: region?.kind ?? 'world',
        label: region?.label ?? 'rest of the world',
        namespace: undefined,
        pods: 0,
        members: samples,
        ask: samples.find((sample) => sample === publicSample) ?? samples[0] ?? '',
        serves: [],
        detail: region?.detail ?? 'every address that is of no pod and that no network set and no rule names',
      },
      classes: own.map(({ family, peer }): EndpointClass => ({
        ends: new Map([[family, peer]]),
        members: [-1],
      })),
    };
  });
}

const bySize = (a: Region, b: Region): number => (a.size < b.size ? -1 : a.size > b.size ? 1 : compareText(a.id, b.id));

const sizeOf = (nets: Region['nets']): bigint =>
  [...nets[4], ...nets[6]].reduce((sum, [start, end]) => sum + (end - start), 0n);

function networkSetRegions(cluster: Cluster): readonly Region[] {
  return cluster.networkSets
    .map((set): Region => {
      const nets = netsOf(set.nets);
      const name = set.namespace === undefined ? set.name : `${set.namespace}/${set.name}`;
      const detail =
        set.nets
          .slice(0, 3)
          .map(({ text }) => text)
          .join(', ') + (set.nets.length > 3 ? ` +${set.nets.length - 3}` : '');
      return { id: `set:${name}`, kind: 'network-set', label: set.name, detail, nets, size: sizeOf(nets) };
    })
    .sort(bySize);
}

const mostCidrNodes = 16;

/** CIDRs that rules write out, but for those that take in pods or whole families: they name no place outside. */
function cidrRegions({ sides, cluster }: CompiledCluster): readonly Region[] {
  const findPod = addressFinder(cluster.endpoints);
  const holdsPods = (nets: Region['nets']): boolean =>
    ([4, 6] as const).some((family) => nets[family].some(([start, end]) => findPod(family, start, end)));
  const regions = new Map<string, Region>();
  for (const { nets } of sides) {
    if (nets === undefined || holdsPods(nets)) continue;
    const [first] = [
      ...nets[4].map((range) => ({ family: 4 as const, range })),
      ...nets[6].map((range) => ({ family: 6 as const, range })),
    ];
    if (first === undefined) continue;
    const count = nets[4].length + nets[6].length;
    const label = rangeText(first.family, first.range) + (count > 1 ? ` +${count - 1}` : '');
    regions.set(label, { id: `net:${label}`, kind: 'cidr', label, detail: 'named by rules', nets, size: sizeOf(nets) });
  }
  return [...regions.values()].sort(bySize).slice(0, mostCidrNodes);
}

/** Whether ranges take in one of many addresses. */
type AddressFinder = (family: Family, start: bigint, end: bigint) => boolean;

/** A search for the first address of the range. Addresses of IPv4 are sorted as plain numbers, which is far faster. */
function addressFinder(holders: readonly { readonly addresses: readonly Address[] }[]): AddressFinder {
  const ofFamily = <T>(family: Family, read: (value: bigint) => T): T[] => {
    const found: T[] = [];
    for (const { addresses } of holders) {
      for (const address of addresses) if (address.family === family) found.push(read(address.value));
    }
    return found;
  };
  const v4 = lazily(() => Float64Array.from(ofFamily(4, Number)).sort());
  const v6 = lazily(() => ofFamily(6, (value) => value).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  return (family, start, end) => {
    const sorted = family === 4 ? v4() : v6();
    const first = sorted[firstAtLeast(sorted, start)];
    return first !== undefined && first < end;
  };
}

function firstAtLeast(sorted: ArrayLike<number | bigint>, value: bigint): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number | bigint) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `10.0.0.0/8` where the range is a block, else its two ends. */
function rangeText(family: 4 | 6, [start, end]: readonly [bigint, bigint]): string {
  const size = end - start;
  const bits = size.toString(2).length - 1;
  const first = printAddress({ family, value: start });
  if (size === 1n) return first;
  const isBlock = size === 1n << BigInt(bits) && start % size === 0n;
  return isBlock
    ? `${first}/${(family === 4 ? 32 : 128) - bits}`
    : `${first}-${printAddress({ family, value: end - 1n })}`;
}

/** An address that stands for the public internet wherever no rule tells it apart. */
const publicSample = '8.8.8.8';

/** Of addresses that a question takes for a pod, a Service or a node. */
const insideFinder = ({ endpoints, hostPods, services, nodes }: Cluster): AddressFinder =>
  addressFinder([...endpoints, ...hostPods, ...services, ...nodes.values()]);

/** The first address after the lowest one that is of nobody inside, since a question about it is about the outside. */
function sampleAddress({ family, ranges }: External, isInside: AddressFinder): string {
  const isOutside = (value: bigint): boolean => !isInside(family, value, value + 1n);
  const known = parseAddress(publicSample);
  if (known !== undefined && known.family === family && contains(ranges, known.value) && isOutside(known.value)) {
    return publicSample;
  }
  for (const [start, end] of ranges) {
    let value = end - start > 2n ? start + 1n : start;
    while (value < end && !isOutside(value)) value += 1n;
    if (value < end) return printAddress({ family, value });
  }
  return printAddress({ family, value: ranges[0]?.[0] ?? 0n });
}
