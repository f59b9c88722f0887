import type { Labels, Meta } from '../../model/resource';
import { defaultNamespace } from '../defaults';
import type { KindReader } from './kind-reader';
import { labelsAt, mapAt, present, tell, textOf, writtenAt, type Reading } from './reading';

/** Where Calico keeps the v3 metadata of an object that it stores. */
const storedMetadata = 'projectcalico.org/metadata';

/** `undefined` without a name, which is told. Source: calico-semantics 1.2; input-formats 2.2. */
export function readMeta(object: Reading, reader: KindReader, apiVersion: string): Meta | undefined {
  const metadata = mapAt(object, 'metadata');
  const name = metadata === undefined ? undefined : writtenAt(metadata, 'name');
  if (metadata === undefined || name === undefined || name.text === '') {
    tell(object, {
      code: 'resource/no-name',
      severity: 'error',
      says: 'it has no `metadata.name`.',
      at: metadata?.node.at ?? object.node.at,
      hint: 'The object is left out.',
    });
    return undefined;
  }
  const stored = apiVersion.startsWith('crd.') ? readStored(metadata) : undefined;
  return {
    apiVersion,
    name: name.text,
    nameAt: name.at,
    namespace: namespaceOf(metadata, reader),
    labels: new Map([...labelsAt(metadata, 'labels'), ...(stored?.labels ?? [])]),
    resourceVersion: scalarText(metadata, 'resourceVersion'),
    generation: generationOf(metadata),
    stored: stored === undefined ? undefined : { name: stored.name },
    at: object.node.at,
  };
}

function namespaceOf(metadata: Reading, { scope, kind }: KindReader): string | undefined {
  const written = writtenAt(metadata, 'namespace');
  const text = written?.text ?? '';
  if (scope === 'cluster') {
    if (written !== undefined && text !== '') {
      tell(metadata, {
        code: 'resource/bad-value',
        severity: 'warning',
        says: `a ${kind} belongs to no namespace, and \`${text}\` is ignored.`,
        at: written.at,
      });
    }
    return undefined;
  }
  if (text !== '') return text;
  tell(metadata, {
    code: 'resource/no-namespace',
    severity: 'info',
    says: 'it has no namespace.',
    at: metadata.node.at,
    hint: `Read as if it were in \`${defaultNamespace}\`, where most clients would put it.`,
  });
  return defaultNamespace;
}

/**
 * The value of one annotation as written; the API's own rules about annotations change no verdict. Each is read where
 * it matters and none is kept: some repeat the whole object, secrets included.
 */
export function annotationAt(metadata: Reading | undefined, key: string): string | undefined {
  const annotations = metadata === undefined ? undefined : present(metadata, 'annotations');
  const value = annotations?.kind === 'map' ? annotations.entries.get(key)?.value : undefined;
  if (value?.kind !== 'scalar') return undefined;
  return value.value === null ? '' : textOf(value);
}

function readStored(metadata: Reading): { readonly name: string | undefined; readonly labels: Labels } | undefined {
  const json = annotationAt(metadata, storedMetadata);
  if (json === undefined) return undefined;
  const value = parseJson(json);
  if (!isRecord(value)) {
    tell(metadata, {
      code: 'resource/bad-value',
      severity: 'error',
      says: `annotation \`${storedMetadata}\` is not JSON, so the labels that Calico keeps there are lost.`,
      at: present(metadata, 'annotations')?.at ?? metadata.node.at,
    });
    return undefined;
  }
  const labels = Object.entries(isRecord(value['labels']) ? value['labels'] : {});
  return {
    name: typeof value['name'] === 'string' && value['name'] !== '' ? value['name'] : undefined,
    labels: new Map(labels.map(([key, label]) => [key, typeof label === 'string' ? label : JSON.stringify(label)])),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Server-made fields, which nobody need be told about. */
function scalarText(metadata: Reading, key: string): string | undefined {
  const node = present(metadata, key);
  return node?.kind === 'scalar' && textOf(node) !== '' ? textOf(node) : undefined;
}

function generationOf(metadata: Reading): number | undefined {
  const generation = Number(scalarText(metadata, 'generation') ?? '');
  return Number.isInteger(generation) && generation > 0 ? generation : undefined;
}
