import { sortedBy } from '../base/order';
import type { Progress, Task } from '../base/task';
import type { Report, SourceRange } from '../model/diagnostic';
import type { Remark, Resource } from '../model/resource';
import { groupOf, groupsOf, kindReaders, readerFor } from './kinds';
import { knownElsewhere } from './kinds/known-elsewhere';
import type { KindReader } from './kinds/kind-reader';
import { readMeta } from './kinds/read-meta';
import { fieldsAskFor, proposeReader } from './kinds/wrong-group';
import { quoted, tell, type Reading, type ReadReport } from './kinds/reading';
import { nearestName } from './nearest-name';
import { nodeAt, type MapNode, type Node } from './node';

/** An object of a kind that is not read. */
export interface UnreadObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly at: SourceRange;
  /** The version of Calico that a ClusterInformation tells. */
  readonly calicoVersion?: string;
}

export interface ReadResources {
  /** In the order of the objects. */
  readonly resources: readonly Resource[];
  readonly unread: readonly UnreadObject[];
}

/** Objects, already out of their lists, as resources. Typed by API group and kind, never by kind alone. */
export function readResources(objects: readonly Node[], report: Report): ReadResources {
  const read = readEach(objects, report);
  tellUnread(read.unread, report);
  return read;
}

/** The same in slices. `progress` is told how many objects are read. */
export function* readResourcesInSlices(
  objects: readonly Node[],
  report: Report,
  progress: (read: number) => Progress,
): Task<ReadResources> {
  const resources: Resource[] = [];
  const unread: UnreadObject[] = [];
  for (let start = 0; start < objects.length; start += SLICE) {
    yield progress(start);
    const slice = readEach(objects.slice(start, start + SLICE), report);
    for (const resource of slice.resources) resources.push(resource);
    for (const object of slice.unread) unread.push(object);
  }
  tellUnread(unread, report);
  return { resources, unread };
}

const SLICE = 500;

/** The same without a word about objects that are not read; `tellUnread` says it once for all of a file. */
export function readEach(objects: readonly Node[], report: Report): ReadResources {
  const resources: Resource[] = [];
  const unread: UnreadObject[] = [];
  for (const object of objects) {
    const read = readObject(object, report);
    if (read === undefined) continue;
    if ('unread' in read) unread.push(read.unread);
    else resources.push(...read.resources);
  }
  return { resources, unread };
}

type ReadObject = { readonly resources: readonly Resource[] } | { readonly unread: UnreadObject };

function readObject(node: Node, report: Report): ReadObject | undefined {
  if (node.kind === 'map' && node.known !== undefined) return { resources: node.known };
  const kind = scalarAt(node, 'kind');
  if (node.kind !== 'map' || kind === undefined) {
    tellNoKind(node, report);
    return undefined;
  }
  const apiVersion = scalarAt(node, 'apiVersion');
  const reader = apiVersion === undefined ? undefined : readerFor(groupOf(apiVersion), kind);
  const object: Reading = {
    node,
    subject: subjectOf(node, reader?.called ?? kind),
    path: '',
    api: 'Kubernetes',
    report,
  };
  const proposed = proposeReader(object, apiVersion, kind, reader);
  if (proposed !== undefined) {
    return readWith(proposed, { ...object, subject: subjectOf(node, proposed.called) }, proposed.apiVersions[0] ?? '');
  }
  if (reader !== undefined && apiVersion !== undefined) return readWith(reader, object, apiVersion);
  return { unread: unreadOf(node, apiVersion ?? '', kind) };
}

/** What holds in some generations of Calico only is kept with the object until the cluster's is known. */
function readWith(reader: KindReader, object: Reading, apiVersion: string): ReadObject {
  const remarks: Remark[] = [];
  const report: ReadReport = (diagnostic, only) =>
    only === undefined ? object.report(diagnostic) : void remarks.push({ regimes: only, diagnostic });
  const api = groupsOf(reader).includes('projectcalico.org') ? 'Calico' : 'Kubernetes';
  const noting: Reading = { ...object, api, report };
  const meta = readMeta(noting, reader, apiVersion);
  const resources = meta === undefined ? [] : reader.read(noting, meta);
  if (meta === undefined || remarks.length === 0) return { resources };
  const remarked = { ...meta, remarks };
  return { resources: resources.map((resource) => ({ ...resource, meta: remarked })) };
}

/** `Kubernetes NetworkPolicy shop/web`. */
function subjectOf(node: MapNode, called: string): string {
  const name = scalarAt(nodeAt(node, 'metadata'), 'name');
  const namespace = scalarAt(nodeAt(node, 'metadata'), 'namespace');
  if (name === undefined) return called;
  return `${called} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function scalarAt(node: Node | undefined, key: string): string | undefined {
  const value = nodeAt(node, key);
  if (value?.kind !== 'scalar' || value.value === null || value.text === '') return undefined;
  return typeof value.value === 'string' ? value.value : value.text;
}

function tellNoKind(node: Node, report: Report): void {
  const subject = node.kind === 'map' ? subjectOf(node, 'This object') : 'This entry';
  const asked = fieldsAskFor(node);
  tell(
    { subject, report },
    {
      code: 'resource/no-kind',
      severity: 'error',
      says: node.kind === 'map' ? 'it has no `kind`.' : 'it is no object.',
      at: node.at,
      hint: `It is left out.${asked === undefined ? '' : ` Its fields look like those of ${asked}.`}`,
    },
  );
}

const unreadOf = (node: MapNode, apiVersion: string, kind: string): UnreadObject => {
  const version = kind === 'ClusterInformation' ? scalarAt(nodeAt(node, 'spec'), 'calicoVersion') : undefined;
  return { apiVersion, kind, at: node.at, ...(version === undefined ? {} : { calicoVersion: version }) };
};

// --- kinds that are not read -----------------------------------------------------------------------------------------

/** One diagnostic a kind, at its first object, in the order of kinds. */
export function tellUnread(unread: readonly UnreadObject[], report: Report): void {
  const kinds = new Map<string, { first: UnreadObject; count: number }>();
  for (const object of unread) {
    const key = `${groupOf(object.apiVersion)}/${object.kind}`;
    const known = kinds.get(key);
    if (known === undefined) kinds.set(key, { first: object, count: 1 });
    else known.count += 1;
  }
  for (const [, { first, count }] of sortedBy(kinds, ([key]) => key)) tellKind(first, count, report);
}

function tellKind({ apiVersion, kind, at }: UnreadObject, count: number, report: Report): void {
  const group = groupOf(apiVersion);
  const elsewhere = knownElsewhere(group, kind);
  const objects = count === 1 ? 'One object' : `${count} objects`;
  const of = `${objects} of kind ${quoted(kind)}${apiVersion === '' ? '' : ` (${apiVersion})`}`;
  if (elsewhere !== undefined) {
    const { severity, effect, open } = elsewhere;
    const code = open ? 'resource/kind-not-modelled' : 'resource/unknown-kind';
    report({ code, severity, message: `${of} ${count === 1 ? 'is' : 'are'} not read.`, at, hint: effect });
    return;
  }
  const near = nearestName(
    kind,
    kindReaders.map((reader) => reader.kind),
  );
  report({
    code: 'resource/unknown-kind',
    severity: near === undefined ? 'info' : 'warning',
    message: `${of} ${count === 1 ? 'is' : 'are'} not read: the kind is unknown.`,
    at,
    ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
  });
}
