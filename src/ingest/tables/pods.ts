import type { Labels, OwnerReference, PodResource } from '../../model/resource';
import { addressesOf, labelsOf, metaOf } from './cells';
import { cellOf, type Row } from './table';
import { namespaceFor, reportMissing, type TableContext, type View } from './view';

const COMMAND = 'kubectl get pods -A -o wide --show-labels';

/** `kubectl get pods`. Source: input-formats 3.2; what the table does not tell is marked as unknown. */
export const podsView: View = {
  recognises: (columns) => columns.has('NAME') && columns.has('READY') && columns.has('RESTARTS'),

  read(table, context) {
    const { report } = context;
    const namespace = namespaceFor(table, COMMAND, context);
    const labels = 'which policies apply to these pods is not known';
    const addresses = 'traffic by address cannot be told for these pods';
    reportMissing(table, { column: 'LABELS', effect: labels, command: COMMAND }, report);
    reportMissing(table, { column: 'IP', effect: addresses, command: COMMAND }, report);
    return table.rows.flatMap((row) => podOf(row, namespace, context) ?? []);
  },
};

function podOf(row: Row, otherNamespace: string, { report }: TableContext): PodResource | undefined {
  const name = cellOf(row, 'NAME')?.replace(/^pods?\//, '');
  const labels = labelsOf(row.cells.get('LABELS'));
  if (name === undefined || labels === undefined) {
    report({
      code: 'table/row',
      severity: 'warning',
      message: `The labels of pod ${name ?? '?'} are not a list of key=value.`,
      at: row.at,
      hint: 'The row was left out. Redirect the command into a file: terminals wrap long rows.',
    });
    return undefined;
  }
  const phase = phaseOf(cellOf(row, 'STATUS'));
  return {
    kind: 'Pod',
    meta: metaOf({ name, namespace: cellOf(row, 'NAMESPACE') ?? otherNamespace, labels, at: row.at }),
    labels,
    labelsKnown: row.cells.has('LABELS'),
    serviceAccount: undefined,
    hostNetwork: false,
    ports: [],
    portsKnown: false,
    node: cellOf(row, 'NODE'),
    phase,
    released: false,
    addresses: addressesOf(cellOf(row, 'IP')),
    hostIP: undefined,
    ready: isReady(cellOf(row, 'READY')) && phase === 'Running',
    owner: ownerOf(name, labels),
    generateName: undefined,
  };
}

const FAILED =
  /^(?:Error|Evicted|Failed|OOMKilled|DeadlineExceeded|ContainerStatusUnknown|OutOf\w+|NodeLost|Preempting|Shutdown|Terminated)$/;
const WAITING =
  /^(?:Pending|ContainerCreating|PodInitializing|Init:.*|SchedulingGated|ImagePullBackOff|ErrImagePull|CreateContainerConfigError)$/;

/** The column prints a reason, not the phase: what is over is told from what lives, and the rest counts as living. */
export function phaseOf(status: string | undefined): string | undefined {
  if (status === undefined) return undefined;
  if (status === 'Completed' || status === 'Succeeded') return 'Succeeded';
  if (FAILED.test(status)) return 'Failed';
  return WAITING.test(status) ? 'Pending' : 'Running';
}

function isReady(cell: string | undefined): boolean {
  const [, ready, all] = /^(\d+)\/(\d+)$/.exec(cell ?? '') ?? [];
  return ready !== undefined && ready === all;
}

/** Labels that controllers put on their pods name the controller together with the pod's name. */
export function ownerOf(name: string, labels: Labels): OwnerReference | undefined {
  const hash = labels.get('pod-template-hash');
  const replicaSet = hash === undefined ? -1 : name.lastIndexOf(`-${hash}-`);
  if (hash !== undefined && replicaSet > 0) {
    return { kind: 'ReplicaSet', name: name.slice(0, replicaSet + 1 + hash.length) };
  }
  if (labels.get('statefulset.kubernetes.io/pod-name') === name) {
    return { kind: 'StatefulSet', name: name.replace(/-\d+$/, '') };
  }
  return undefined;
}
