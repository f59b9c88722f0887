/** By field name, the field it stands in. Source: input-formats 7.5. */
const UNREAD: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...named('managedFields', 'metadata'),
  ...named(
    'env envFrom command args volumeMounts volumeDevices resources livenessProbe readinessProbe startupProbe lifecycle securityContext',
    'containers initContainers ephemeralContainers',
  ),
  ...named('volumes tolerations affinity topologySpreadConstraints', 'spec'),
  ...named('images', 'status'),
]);

function named(fields: string, parents: string): readonly (readonly [string, ReadonlySet<string>])[] {
  return fields.split(' ').map((field) => [field, new Set(parents.split(' '))]);
}

/**
 * Maps and lists on which no answer hangs, and most of what a pod's export consists of; some of it is secret. They
 * are left out of the tree, which then needs a third of the memory.
 */
export const isUnread = (field: string, parent: string | undefined): boolean =>
  parent !== undefined && UNREAD.get(field)?.has(parent) === true;
