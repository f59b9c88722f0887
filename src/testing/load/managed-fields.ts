/** Who wrote which field, as the API server keeps it: the larger half of an export that does not hide it. */
import { timeAt, type Plain, type PlainMap } from './plain';

export function withManagedFields(pod: PlainMap, index: number): PlainMap {
  const { annotations, creationTimestamp, generateName, labels, ...rest } = pod['metadata'] as PlainMap;
  const { 'cni.projectcalico.org/podIP': podIP, ...own } = annotations as PlainMap;
  const managedFields = [
    entry('kube-controller-manager', index, {
      metadata: { annotations: own, generateName, labels },
      spec: pod['spec'],
    }),
    entry('calico', index, { metadata: { annotations: { 'cni.projectcalico.org/podIP': podIP } } }, 'status'),
    entry('kubelet', index, { status: pod['status'] }, 'status'),
  ];
  return {
    ...pod,
    metadata: { annotations, creationTimestamp, generateName, labels, managedFields, ...rest },
  };
}

const entry = (manager: string, index: number, written: PlainMap, subresource?: string): PlainMap => ({
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1: fieldsOf(written),
  manager,
  operation: 'Update',
  subresource,
  time: timeAt(index),
});

/** Source: Kubernetes structured merge; lists of named things go by name, all other lists are one field. */
function fieldsOf(value: Plain | undefined): PlainMap {
  if (Array.isArray(value)) {
    const keyed = value.flatMap((item: Plain) => {
      const key = keyOf(item);
      return key === undefined ? [] : [[`k:${JSON.stringify(key)}`, { '.': {}, ...fieldsOf(item) }] as const];
    });
    return Object.fromEntries(keyed);
  }
  if (typeof value !== 'object') return {};
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [`f:${key}`, fieldsOf(own)] as const));
}

function keyOf(item: Plain): PlainMap | undefined {
  if (typeof item !== 'object' || Array.isArray(item)) return undefined;
  const map = item as PlainMap;
  for (const name of ['containerPort', 'name', 'type', 'ip', 'uid', 'mountPath']) {
    if (map[name] !== undefined) return { [name]: map[name] };
  }
  return undefined;
}
