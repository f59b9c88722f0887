import type { Meta, WorkloadKind, WorkloadResource } from '../../model/resource';
import type { KindReader } from './kind-reader';
import { checkPodLabels, ownerOf, readPodTemplate } from './read-pod-template';
import { flagAt, labelsAt, mapAt, mapsAt, numberAt, present, tell, textAt, type Reading } from './reading';

const apps = ['apps/v1', 'apps/v1beta2', 'apps/v1beta1', 'extensions/v1beta1'];

/** What makes pods. Source: input-formats 2.5. */
export const workloadReaders: readonly KindReader[] = [
  workloadReader('Deployment', apps),
  workloadReader('ReplicaSet', apps),
  workloadReader('DaemonSet', apps),
  workloadReader('StatefulSet', apps),
  workloadReader('ReplicationController', ['v1']),
  workloadReader('Job', ['batch/v1']),
  workloadReader('CronJob', ['batch/v1', 'batch/v1beta1']),
];

function workloadReader(kind: WorkloadKind, apiVersions: readonly string[]): KindReader {
  return {
    kind,
    apiVersions,
    scope: 'namespaced',
    called: kind,
    read: (object, meta) => [readWorkload(object, meta, kind)],
  };
}

function readWorkload(object: Reading, meta: Meta, workloadKind: WorkloadKind): WorkloadResource {
  const spec = mapAt(object, 'spec');
  const template = templateOf(spec, workloadKind);
  if (spec !== undefined && template === undefined) {
    tell(object, {
      code: 'resource/bad-value',
      severity: 'warning',
      says: 'it has no pod template, so the labels of its pods are unknown.',
      at: spec.node.at,
    });
  }
  const metadata = template === undefined ? undefined : mapAt(template, 'metadata');
  const labels = metadata === undefined ? new Map<string, string>() : labelsAt(metadata, 'labels');
  checkPodLabels(metadata ?? object, labels);
  return {
    kind: 'Workload',
    workloadKind,
    meta,
    ...readPodTemplate(template === undefined ? undefined : mapAt(template, 'spec'), labels, template !== undefined),
    replicas: replicasOf(object, spec, workloadKind),
    owner: ownerOf(mapAt(object, 'metadata')),
  };
}

function templateOf(spec: Reading | undefined, kind: WorkloadKind): Reading | undefined {
  if (spec === undefined) return undefined;
  if (kind !== 'CronJob') return mapAt(spec, 'template');
  const job = mapAt(spec, 'jobTemplate');
  const jobSpec = job === undefined ? undefined : mapAt(job, 'spec');
  return jobSpec === undefined ? undefined : mapAt(jobSpec, 'template');
}

/** How many pods it means to have; 0 for a job that is done and a cron job that is suspended. */
function replicasOf(object: Reading, spec: Reading | undefined, kind: WorkloadKind): number {
  if (spec === undefined) return 1;
  switch (kind) {
    case 'DaemonSet':
      return 1;
    case 'CronJob':
      return flagAt(spec, 'suspend') ? 0 : 1;
    case 'Job':
      return isDone(object) ? 0 : (numberAt(spec, 'parallelism') ?? 1);
    default:
      return numberAt(spec, 'replicas') ?? 1;
  }
}

function isDone(job: Reading): boolean {
  const status = mapAt(job, 'status');
  if (status === undefined) return false;
  if (present(status, 'completionTime') !== undefined) return true;
  return mapsAt(status, 'conditions').some(
    (condition) =>
      ['Complete', 'Failed'].includes(textAt(condition, 'type') ?? '') && textAt(condition, 'status') === 'True',
  );
}
