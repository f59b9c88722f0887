import { groupBy } from '../../base/collections';
import { compareText, sortedBy } from '../../base/order';
import type { ClusterNode, Endpoint, HostPod, Regime } from '../../model/cluster';
import { endpointId } from '../../model/ids';
import type { PodResource, WorkloadEndpointResource, WorkloadResource } from '../../model/resource';
import { printAddress, type Address, type Family } from '../../net/address';
import { ownLabels, profilesOf, visiblePorts } from './pod-view';
import { representatives } from './representatives';
import { indexWorkloads, workloadOf, type WorkloadIndex } from './workload-of';

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
  /** They own no address any more and take no part. By namespace and name. */
  readonly finished: readonly PodResource[];
}

/** Pods as policy sees them. Source: calico-semantics 1.4, 4.3; input-formats 2.5. */
export function assembleEndpoints(sources: EndpointSources): AssembledEndpoints {
  const { pods, workloadEndpoints, nodes } = sources;
  const listed = indexWorkloads(sources.workloads);
  const byPod = groupBy(
    sortedBy(workloadEndpoints, ({ meta }) => meta.name),
    podOf,
  );
  const families = familiesOf(sources);
  const nodeAddresses = new Set([...nodes.values()].flatMap(({ addresses }) => addresses.map(printAddress)));

  const ordered = sortedBy(pods, nameOf);
  const finished = ordered.filter(isFinished);
  const live = ordered.filter((pod) => !isFinished(pod));
  const isHost = (pod: PodResource): boolean => pod.hostNetwork || looksLikeHost(pod, nodeAddresses);
  const own = live
    .filter((pod) => !isHost(pod))
    .map((pod) => endpointOfPod(pod, byPod.get(nameOf(pod))?.[0], { listed, families, regime: sources.regime }));

  const podNames = new Set(ordered.map(nameOf));
  const lone = [...byPod].flatMap(([name, [first]]) =>
    first === undefined || podNames.has(name) ? [] : [endpointOfCalico(first, listed)],
  );
  const stand = representatives({
    workloads: sources.workloads,
    listed,
    live: [...own, ...lone].map(({ workload }) => workload),
    finished: finished.map((pod) => workloadOf(ownedOf(pod), listed)),
    taken: new Set([...own, ...lone].map(({ id }) => id)),
    families,
    regime: sources.regime,
  });
  return {
    endpoints: [...own, ...lone, ...stand].sort((a, b) => compareText(a.id, b.id)),
    hostPods: live.filter(isHost).map((pod) => hostPodOf(pod, nodes)),
    finished,
  };
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

interface Surroundings {
  readonly listed: WorkloadIndex;
  readonly families: readonly Family[];
  readonly regime: Regime;
}

function endpointOfPod(pod: PodResource, seen: WorkloadEndpointResource | undefined, around: Surroundings): Endpoint {
  const namespace = pod.meta.namespace ?? '';
  const serviceAccount = pod.serviceAccount ?? (seen === undefined ? undefined : accountOf(seen));
  const addresses = pod.released ? [] : pod.addresses.length > 0 ? pod.addresses : (seen?.addresses ?? []);
  const addressesKnown = addresses.length > 0 || hasNone(pod);
  return {
    id: endpointId(namespace, pod.meta.name),
    namespace,
    name: pod.meta.name,
    labels: ownLabels(pod.labelsKnown || seen === undefined ? pod.labels : seen.meta.labels),
    labelsKnown: pod.labelsKnown || seen !== undefined,
    serviceAccount,
    addresses,
    addressesKnown,
    families: addressesKnown ? [] : around.families,
    ports: visiblePorts(pod.portsKnown || seen === undefined ? pod.ports : seen.ports, around.regime),
    portsKnown: pod.portsKnown || seen !== undefined,
    profiles: seen?.profiles ?? profilesOf(namespace, serviceAccount),
    node: pod.node ?? seen?.node,
    ready: pod.ready && !pod.released,
    workload: workloadOf(ownedOf(pod), around.listed),
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
  const known = [...pods.filter(({ hostNetwork }) => !hostNetwork), ...workloadEndpoints].flatMap(({ addresses }) =>
    addresses.map(({ family }) => family),
  );
  const families = new Set<Family>([...poolFamilies, ...known]);
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
