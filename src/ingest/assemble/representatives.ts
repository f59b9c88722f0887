import { sortedBy } from '../../base/order';
import type { Endpoint, Regime, Workload } from '../../model/cluster';
import { endpointId } from '../../model/ids';
import type { WorkloadResource } from '../../model/resource';
import type { Family } from '../../net/address';
import { ownLabels, profilesOf, visiblePorts } from './pod-view';
import { workloadKey, workloadOf, type WorkloadIndex } from './workload-of';

export interface RepresentativeSources {
  readonly workloads: readonly WorkloadResource[];
  readonly listed: WorkloadIndex;
  /** Workloads of pods that are there. */
  readonly live: ReadonlySet<Workload>;
  /** Workloads of pods that are done. */
  readonly finished: ReadonlySet<Workload>;
  /** Ids that pods have. */
  readonly taken: ReadonlySet<string>;
  readonly families: readonly Family[];
  readonly regime: Regime;
}

/**
 * One endpoint for each workload whose pods the input does not hold. A job whose pods are done makes no more; a cron
 * job does. Source: input-formats 2.5.
 */
export function representatives(sources: RepresentativeSources): readonly Endpoint[] {
  const present = new Set([...sources.live].map(workloadKey));
  const done = new Set([...sources.finished].filter(({ kind }) => kind === 'Job').map(workloadKey));
  const ids = new Set(sources.taken);
  const ordered = sortedBy(
    sources.workloads,
    ({ meta, workloadKind }) => `${meta.namespace ?? ''}/${meta.name}/${workloadKind}`,
  );
  return ordered
    .filter((workload) => !workload.hostNetwork && makesPods(workload, sources.listed))
    .flatMap((workload) => {
      const self = standsFor(workload, sources.listed);
      if (present.has(workloadKey(self)) || done.has(workloadKey(self))) return [];
      const name = freeName(self, ids);
      ids.add(endpointId(self.namespace, name));
      return [endpointOf(workload, self, name, sources)];
    });
}

/** The workload itself, or what owns it and is not in the input. */
function standsFor({ workloadKind, meta, labels, owner }: WorkloadResource, listed: WorkloadIndex): Workload {
  const namespace = meta.namespace ?? '';
  if (owner !== undefined) return workloadOf({ namespace, name: meta.name, labels, owner }, listed);
  return { kind: workloadKind, namespace, name: meta.name };
}

/** Its owner makes the pods where that is listed too. An old ReplicaSet or a job that is done makes none. */
function makesPods({ owner, meta, replicas, workloadKind }: WorkloadResource, listed: WorkloadIndex): boolean {
  if (owner !== undefined) {
    const above: Workload = { kind: owner.kind, namespace: meta.namespace ?? '', name: owner.name };
    return !listed.has(workloadKey(above)) && replicas > 0;
  }
  return workloadKind !== 'Job' || replicas > 0;
}

/** The workload's name, with its kind behind it where a pod or another workload has that name. */
function freeName({ kind, namespace, name }: Workload, ids: ReadonlySet<string>): string {
  const isFree = (candidate: string): boolean => !ids.has(endpointId(namespace, candidate));
  if (isFree(name)) return name;
  let candidate = `${name}-${kind.toLowerCase()}`;
  while (!isFree(candidate)) candidate = `${candidate}-`;
  return candidate;
}

function endpointOf(
  workload: WorkloadResource,
  self: Workload,
  name: string,
  sources: RepresentativeSources,
): Endpoint {
  const { namespace } = self;
  return {
    id: endpointId(namespace, name),
    namespace,
    name,
    labels: ownLabels(workload.labels),
    labelsKnown: workload.labelsKnown,
    serviceAccount: workload.serviceAccount,
    addresses: [],
    addressesKnown: false,
    families: sources.families,
    ports: visiblePorts(workload.ports, sources.regime),
    portsKnown: workload.portsKnown,
    profiles: profilesOf(namespace, workload.serviceAccount),
    node: undefined,
    ready: workload.replicas > 0,
    workload: self,
    representative: true,
    at: workload.meta.at,
  };
}
