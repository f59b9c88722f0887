/** Which workload a pod belongs to. Source: input-formats 2.5, owner chain. */
import type { Workload } from '../../model/cluster';
import type { Labels, OwnerReference, WorkloadResource } from '../../model/resource';

export interface Owned {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly owner: OwnerReference | undefined;
}

/** Listed workloads by kind, namespace and name. */
export type WorkloadIndex = ReadonlyMap<string, WorkloadResource>;

const keyOf = (kind: string, namespace: string, name: string): string => `${kind}/${namespace}/${name}`;

export const workloadKey = ({ kind, namespace, name }: Workload): string => keyOf(kind, namespace, name);

export const indexWorkloads = (workloads: readonly WorkloadResource[]): WorkloadIndex =>
  new Map(
    workloads.map((workload) => [
      keyOf(workload.workloadKind, workload.meta.namespace ?? '', workload.meta.name),
      workload,
    ]),
  );

/** Owners stand no deeper than this; a longer chain goes in circles. */
const deepest = 5;

/** `workloadOf` for pods in order, in which those of one workload mostly follow each other and then share its object. */
export function createWorkloads(listed: WorkloadIndex): (owned: Owned) => Workload {
  let last: { readonly owned: Owned; readonly hash: string | undefined; readonly workload: Workload } | undefined;
  return (owned) => {
    const hash = owned.labels.get(hashLabel);
    if (
      last !== undefined &&
      owned.owner !== undefined &&
      owned.owner.kind === last.owned.owner?.kind &&
      owned.owner.name === last.owned.owner.name &&
      owned.owner.kind !== 'Node' &&
      owned.namespace === last.owned.namespace &&
      hash === last.hash
    ) {
      return last.workload;
    }
    const found = workloadOf(owned, listed);
    const workload = last !== undefined && isSame(found, last.workload) ? last.workload : found;
    last = { owned, hash, workload };
    return workload;
  };
}

const isSame = (a: Workload, b: Workload): boolean =>
  a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;

const hashLabel = 'pod-template-hash';

/** The last owner of the chain; the pod itself where it has none, or only its node. */
export function workloadOf(owned: Owned, listed: WorkloadIndex): Workload {
  const { namespace, name, labels } = owned;
  let owner = owned.owner ?? ownerFromLabels(owned);
  if (owner === undefined || owner.kind === 'Node') return { kind: 'Pod', namespace, name };
  for (let depth = 0; depth < deepest; depth += 1) {
    const above = listed.get(keyOf(owner.kind, namespace, owner.name));
    const next: OwnerReference | undefined = above === undefined ? deploymentOf(owner, labels) : above.owner;
    if (next === undefined) break;
    owner = next;
  }
  return { kind: owner.kind, namespace, name: owner.name };
}

/** A ReplicaSet that the input does not hold: its name is the Deployment's with the hash of the template behind it. */
function deploymentOf({ kind, name }: OwnerReference, labels: Labels): OwnerReference | undefined {
  const hash = labels.get(hashLabel);
  if (kind !== 'ReplicaSet' || hash === undefined || !name.endsWith(`-${hash}`)) return undefined;
  const deployment = name.slice(0, -hash.length - 1);
  return deployment === '' ? undefined : { kind: 'Deployment', name: deployment };
}

/** Tables tell no owner; the labels and the name that controllers give their pods do. */
function ownerFromLabels({ name, labels }: Owned): OwnerReference | undefined {
  const job = labels.get('batch.kubernetes.io/job-name') ?? labels.get('job-name');
  if (job !== undefined) return { kind: 'Job', name: job };
  const ordinal = /^(.+)-[0-9]+$/.exec(name)?.[1];
  if (labels.get('statefulset.kubernetes.io/pod-name') === name && ordinal !== undefined) {
    return { kind: 'StatefulSet', name: ordinal };
  }
  const generated = /^(.+)-[a-z0-9]{5}$/.exec(name)?.[1];
  if (generated === undefined) return undefined;
  if (labels.has(hashLabel)) {
    const hash = labels.get(hashLabel) ?? '';
    return generated.endsWith(`-${hash}`) ? { kind: 'ReplicaSet', name: generated } : undefined;
  }
  const daemon = labels.has('controller-revision-hash') && labels.has('pod-template-generation');
  return daemon ? { kind: 'DaemonSet', name: generated } : undefined;
}
