import { parseAddress, type Address } from '../../net/address';
import type { PodResource } from '../../model/resource';
import type { KindReader } from './kind-reader';
import { annotationAt } from './read-meta';
import { addressesOf } from './read-net';
import { checkPodLabels, ownerOf, readPodTemplate } from './read-pod-template';
import { mapAt, mapsAt, present, textAt, textOf, writtenAt, type Reading, type Written } from './reading';

/** Source: calico-semantics 1.4; input-formats 2.5. */
export const podReader: KindReader = {
  kind: 'Pod',
  apiVersions: ['v1'],
  scope: 'namespaced',
  called: 'Pod',
  read(object, meta): readonly PodResource[] {
    const metadata = mapAt(object, 'metadata');
    const spec = mapAt(object, 'spec');
    const status = mapAt(object, 'status');
    checkPodLabels(metadata ?? object, meta.labels);
    const hostIP = status === undefined ? undefined : textAt(status, 'hostIP');
    return [
      {
        kind: 'Pod',
        meta,
        ...readPodTemplate(spec, meta.labels, true),
        node: filled(spec === undefined ? undefined : textAt(spec, 'nodeName')),
        phase: filled(status === undefined ? undefined : textAt(status, 'phase')),
        released: metadata !== undefined && isReleased(metadata),
        addresses: onePerFamily(addressesOf(object, addressTexts(status, metadata, object))),
        hostIP: hostIP === undefined ? undefined : parseAddress(hostIP),
        ready: isReady(status),
        owner: ownerOf(metadata),
        generateName: filled(metadata === undefined ? undefined : textAt(metadata, 'generateName')),
      },
    ];
  },
};

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const podIPAnnotation = 'cni.projectcalico.org/podIP';
const podIPsAnnotation = 'cni.projectcalico.org/podIPs';
const awsPodIPsAnnotation = 'vpc.amazonaws.com/pod-ips';

/** The network plugin empties its annotation when it takes the addresses of a dying pod away. */
function isReleased(metadata: Reading): boolean {
  if (present(metadata, 'deletionTimestamp') === undefined) return false;
  return annotationAt(metadata, podIPAnnotation) === '' || annotationAt(metadata, awsPodIPsAnnotation) === '';
}

/** The first place that tells any, in Calico's order. */
function addressTexts(status: Reading | undefined, metadata: Reading | undefined, object: Reading): readonly Written[] {
  const listed = status === undefined ? [] : mapsAt(status, 'podIPs').flatMap((entry) => writtenAt(entry, 'ip') ?? []);
  if (listed.length > 0) return listed;
  const single = status === undefined ? undefined : writtenAt(status, 'podIP');
  if (single !== undefined && single.text !== '') return [single];
  for (const annotation of [podIPsAnnotation, podIPAnnotation, awsPodIPsAnnotation]) {
    const texts = (annotationAt(metadata, annotation) ?? '').split(',').filter((text) => text !== '');
    if (texts.length > 0) return texts.map((text) => ({ text: text.trim(), at: object.node.at }));
  }
  return [];
}

/** Calico knows one address of each family; the first is the primary one. */
const onePerFamily = (addresses: readonly Address[]): readonly Address[] =>
  addresses.filter(({ family }, index) => addresses.findIndex((other) => other.family === family) === index);

/** As its conditions say, else its containers, else its phase; a manifest is taken to be ready. */
function isReady(status: Reading | undefined): boolean {
  if (status === undefined) return true;
  const condition = mapsAt(status, 'conditions').find((entry) => scalarText(entry, 'type') === 'Ready');
  if (condition !== undefined) return scalarText(condition, 'status')?.toLowerCase() === 'true';
  const containers = mapsAt(status, 'containerStatuses');
  if (containers.length > 0) return containers.every((entry) => scalarText(entry, 'ready') === 'true');
  const phase = scalarText(status, 'phase');
  return phase === undefined || phase === 'Running';
}

function scalarText(reading: Reading, key: string): string | undefined {
  const node = present(reading, key);
  return node?.kind === 'scalar' ? textOf(node) : undefined;
}
