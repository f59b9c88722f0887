import type { NamespaceResource, ServiceAccountResource } from '../../model/resource';
import type { KindReader } from './kind-reader';
import { tell } from './reading';

/** Only its labels matter. */
export const namespaceReader: KindReader = {
  kind: 'Namespace',
  apiVersions: ['v1'],
  scope: 'cluster',
  called: 'Namespace',
  read(object, meta): readonly NamespaceResource[] {
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
  read: (_object, meta): readonly ServiceAccountResource[] => [{ kind: 'ServiceAccount', meta }],
};
