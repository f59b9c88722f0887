import type { NamespaceResource, ServiceAccountResource } from '../../model/resource';
import { checkLabels } from './check-labels';
import type { KindReader } from './kind-reader';
import { mapAt, tell, type Reading } from './reading';

/** Only its labels matter. */
export const namespaceReader: KindReader = {
  kind: 'Namespace',
  apiVersions: ['v1'],
  scope: 'cluster',
  called: 'Namespace',
  read(object, meta): readonly NamespaceResource[] {
    checkLabelsOf(object);
    const written = meta.labels.get('kubernetes.io/metadata.name');
    if (written !== undefined && written !== meta.name) {
      tell(object, {
        code: 'resource/bad-value',
        severity: 'warning',
        says: `label \`kubernetes.io/metadata.name\` is \`${written}\`; the API server sets it to the name.`,
        at: object.node.entries.get('metadata')?.value.at ?? object.node.at,
        hint: `Read as \`${meta.name}\`.`,
      });
    }
    return [{ kind: 'Namespace', meta }];
  },
};

export const serviceAccountReader: KindReader = {
  kind: 'ServiceAccount',
  apiVersions: ['v1'],
  scope: 'namespaced',
  called: 'ServiceAccount',
  read(object, meta): readonly ServiceAccountResource[] {
    checkLabelsOf(object);
    return [{ kind: 'ServiceAccount', meta }];
  },
};

function checkLabelsOf(object: Reading): void {
  const metadata = mapAt(object, 'metadata');
  if (metadata !== undefined) checkLabels(metadata);
}
