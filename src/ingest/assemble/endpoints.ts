import { groupBy } from '../../base/collections';
import { sortedBy } from '../../base/order';
import type { ClusterNode, Endpoint, HostPod, Regime, Workload } from '../../model/cluster';
import { endpointId } from '../../model/ids';
import type { PodResource, WorkloadEndpointResource, WorkloadResource } from '../../model/resource';
import { printAddress, type Address, type Family } from '../../net/address';
import { createOwnLabels, createProfiles, ownLabels, visiblePorts, type ProfilesOf } from './pod-view';
import { representatives } from './representatives';
import { createWorkloads, indexWorkloads, workloadOf, type Owned, type WorkloadIndex } from './workload-of';

export interface EndpointSources {
  readonly pods: readonly PodResource[];
  readonly workloadEndpoints: readonly WorkloadEndpointResource[];
  readonly workloads: readonly WorkloadResource[];
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  readonly poolFamilies: readonly Family[];
  readonly regime: Regime;
}

export interface AssembledEndpoints {
  /** By id. */
  readonly endpoints: readonly Endpoint[];
  /** By id. */
  readonly hostPods: readonly HostPod[];
  /** The pods that these are. */
  readonly hosts: readonly PodResource[];
  /** They own no address any more and take no part. By namespace and name. */
  readonly finished: readonly PodResource[];
}

/** Pods as policy sees them; `pods` are in order. Source: calico-semantics 1.4, 4.3; input-formats 2.5. */
export function assembleEndpoints(sources: EndpointSources): AssembledEndpoints {
  const { pods, workloadEndpoints, nodes } = sources;
  const around = surroundingsOf(sources);
  const byPod = groupBy(
    sortedBy(workloadEndpoints, ({ meta }) => meta.name),
    podOf,
  );
  const nodeAddresses = new Set([...nodes.values()].flatMap(({ addresses }) => addresses.map(printAddress)));

  const finished: PodResource[] = [];
  const hosts: PodResource[] = [];
  const own: Endpoint[] = [];
  for (const pod of pods) {
    if (isFinished(pod)) finished.push(pod);
    else if (pod.hostNetwork || looksLikeHost(pod, nodeAddresses)) hosts.push(pod);
    else own.push(endpointOfPod(pod, byPod.size === 0 ? undefined : byPod.get(nameOf(pod))?.[0], around));
  }
  const lone = loneEndpoints(byPod, pods, around.listed);
  const others = [...lone, ...standIns(sources, { own, lone, finished }, around)];
  return {
    endpoints: others.length === 0 ? own : sortedBy([...own, ...others], ({ id }) => id),
    hostPods: hosts.map((pod) => hostPodOf(pod, nodes)),
    hosts,
    finished,
  };
}

/** Pods that only calicoctl shows. */
function loneEndpoints(
  byPod: ReadonlyMap<string, readonly WorkloadEndpointResource[]>,
  pods: readonly PodResource[],
  listed: WorkloadIndex,
): readonly Endpoint[] {
  if (byPod.size === 0) return [];
  const podNames = new Set(pods.map(nameOf));
  return [...byPod].flatMap(([name, [first]]) =>
    first === undefined || podNames.has(name) ? [] : [endpointOfCalico(first, listed)],
  );
}

interface Found {
  readonly own: readonly Endpoint[];
  readonly lone: readonly Endpoint[];
  readonly finished: readonly PodResource[];
}

/** Workloads without pods. */
function standIns(sources: EndpointSources, { own, lone, finished }: Found, around: Surroundings): readonly Endpoint[] {
  if (sources.workloads.length === 0) return [];
  const there = [...own, ...lone];
  return representatives({
    workloads: sources.workloads,
    listed: around.listed,
    live: new Set(there.map(({ workload }) => workload)),
    finished: new Set(finished.map((pod) => workloadOf(ownedOf(pod), around.listed))),
    taken: new Set(there.map(({ id }) => id)),
    families: around.families,
    regime: sources.regime,
  });
}

const nameOf = ({ meta }: PodResource): string => `${meta.namespace ?? ''}/${meta.name}`;

/** A Calico endpoint belongs to the pod it names, or stands for itself. */
const podOf = ({ meta, pod }: WorkloadEndpointResource): string => `${meta.namespace ?? ''}/${pod ?? meta.name}`;

/** The last is no phase of today's API; Calico knows it all the same. */
const finishedPhases: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Completed']);

const isFinished = ({ phase }: PodResource): boolean => phase !== undefined && finishedPhases.has(phase);

/** A table does not tell host networking; a pod with the address of a node has it. */
const looksLikeHost = (pod: PodResource, nodeAddresses: ReadonlySet<string>): boolean =>
  !pod.portsKnown && pod.addresses.some((address) => nodeAddresses.has(printAddress(address)));

const ownedOf = ({ meta, labels, owner }: PodResource) => ({
  namespace: meta.namespace ?? '',
  name: meta.name,
  labels,
  owner,
});

/** What pods have in common; what is alike between them is made once and shared. */
interface Surroundings {
  readonly listed: WorkloadIndex;
  readonly families: readonly Family[];
  readonly regime: Regime;
  readonly ownLabels: typeof ownLabels;
  readonly profilesOf: ProfilesOf;
  readonly workloadOf: (owned: Owned) => Workload;
}

function surroundingsOf(sources: EndpointSources): Surroundings {
  const listed = indexWorkloads(sources.workloads);
  return {
    listed,
    families: familiesOf(sources),
    regime: sources.regime,
    ownLabels: createOwnLabels(),
    profilesOf: createProfiles(),
    workloadOf: createWorkloads(listed),
  };
}

const none: readonly never[] = [];

function endpointOfPod(pod: PodResource, seen: WorkloadEndpointResource | undefined, around: Surroundings): Endpoint {
  const namespace = pod.meta.namespace ?? '';
  const serviceAccount = pod.serviceAccount ?? (seen === undefined ? undefined : accountOf(seen));
  const addresses = pod.released ? none : pod.addresses.length > 0 ? pod.addresses : (seen?.addresses ?? none);
  const addressesKnown = addresses.length > 0 || hasNone(pod);
  return {
    id: endpointId(namespace, pod.meta.name),
    namespace,
    name: pod.meta.name,
    labels: around.ownLabels(pod.labelsKnown || seen === undefined ? pod.labels : seen.meta.labels),
    labelsKnown: pod.labelsKnown || seen !== undefined,
    serviceAccount,
    addresses,
    addressesKnown,
    families: addressesKnown ? none : around.families,
    ports: visiblePorts(pod.portsKnown || seen === undefined ? pod.ports : seen.ports, around.regime),
    portsKnown: pod.portsKnown || seen !== undefined,
    profiles: seen?.profiles ?? around.profilesOf(namespace, serviceAccount),
    node: pod.node ?? seen?.node,
    ready: pod.ready && !pod.released,
    workload: around.workloadOf(ownedOf(pod)),
    representative: false,
    at: pod.meta.at,
  };
}

/** It waits for its address, or has given it back. A pod without a phase is a manifest: its address is unknown. */
const hasNone = ({ phase, released }: PodResource): boolean => released || (phase !== undefined && phase !== 'Running');

/** A pod that only calicoctl shows. */
function endpointOfCalico(seen: WorkloadEndpointResource, listed: WorkloadIndex): Endpoint {
  const namespace = seen.meta.namespace ?? '';
  const name = seen.pod ?? seen.meta.name;
  const labelsKnown = seen.meta.labels.size > 0;
  const labels = ownLabels(seen.meta.labels);
  return {
    id: endpointId(namespace, name),
    namespace,
    name,
    labels,
    labelsKnown,
    serviceAccount: accountOf(seen),
    addresses: seen.addresses,
    addressesKnown: true,
    families: [],
    ports: seen.ports,
    portsKnown: labelsKnown,
    profiles: seen.profiles,
    node: seen.node,
    ready: seen.addresses.length > 0,
    workload: workloadOf({ namespace, name, labels, owner: undefined }, listed),
    representative: false,
    at: seen.meta.at,
  };
}

/** The account as such, or as a label or a profile tells it. */
function accountOf({ serviceAccount, meta, profiles }: WorkloadEndpointResource): string | undefined {
  const prefix = `ksa.${meta.namespace ?? ''}.`;
  const profile = profiles.find((name) => name.startsWith(prefix));
  return serviceAccount ?? meta.labels.get('projectcalico.org/serviceaccount') ?? profile?.slice(prefix.length);
}

/** Families that an address of the cluster may have: those of its pools and of the pods that have one. */
function familiesOf({ pods, workloadEndpoints, poolFamilies }: EndpointSources): readonly Family[] {
  const families = new Set<Family>(poolFamilies);
  const see = (addresses: readonly Address[]): void => {
    for (const { family } of addresses) families.add(family);
  };
  for (const { hostNetwork, addresses } of pods) if (!hostNetwork) see(addresses);
  for (const { addresses } of workloadEndpoints) see(addresses);
  return families.size === 0 ? [4] : ([4, 6] as const).filter((family) => families.has(family));
}

function hostPodOf(pod: PodResource, nodes: ReadonlyMap<string, ClusterNode>): HostPod {
  const { meta, node, addresses, hostIP } = pod;
  const known: readonly Address[] = addresses.length > 0 || hostIP === undefined ? addresses : [hostIP];
  return {
    id: endpointId(meta.namespace ?? '', meta.name),
    node,
    addresses: known.length > 0 || node === undefined ? known : (nodes.get(node)?.addresses ?? []),
    at: meta.at,
  };
}
