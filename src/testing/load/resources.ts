/** A generated cluster without its text: pods are made as a reader makes them, all else is read from JSON. */
import { assembleCluster } from '../../ingest/assemble';
import { readResources } from '../../ingest/read-resources';
import { readText } from '../../ingest/read-text';
import type { Cluster } from '../../model/cluster';
import type { Diagnostic } from '../../model/diagnostic';
import { fileId } from '../../model/ids';
import type { PodResource, Resource } from '../../model/resource';
import type { Plan } from './parts';
import { inKeyOrder } from './plain';
import { podsOf, type LoadPod } from './pods';
import { listText, otherObjects } from './texts';

export function resourcesOf(plan: Plan, report: (diagnostic: Diagnostic) => void): Resource[] {
  const resources: Resource[] = [];
  for (const [name, objects] of otherObjects) {
    const text = [...listText(objects(plan).map(inKeyOrder), 'json')].join('');
    const read = readText({ id: fileId(`${name}.json`), name: `${name}.json`, text }, report);
    for (const resource of readResources(read.objects, report).resources) resources.push(resource);
  }
  for (const pod of podsOf(plan)) resources.push(podResource(pod));
  return resources;
}

export const clusterOf = (resources: readonly Resource[], report: (diagnostic: Diagnostic) => void): Cluster =>
  assembleCluster(resources, [], { regime: undefined }, report);

const podsFile = fileId('pods.yaml');

/** Without versions and true places, of which a cluster keeps nothing but the place. */
function podResource({ application, index, name, labels, node, address, owner }: LoadPod): PodResource {
  const { namespace, serviceAccount, ports, stateful } = application;
  return {
    kind: 'Pod',
    meta: {
      apiVersion: 'v1',
      name,
      namespace: namespace.name,
      labels,
      resourceVersion: undefined,
      generation: undefined,
      stored: undefined,
      at: { file: podsFile, start: index, end: index + 1 },
    },
    labels,
    labelsKnown: true,
    serviceAccount,
    hostNetwork: false,
    ports,
    portsKnown: true,
    node: node.name,
    phase: 'Running',
    released: false,
    addresses: [{ family: 4, value: BigInt(address) }],
    hostIP: { family: 4, value: BigInt(node.address) },
    ready: true,
    owner: { kind: stateful ? 'StatefulSet' : 'ReplicaSet', name: owner },
    generateName: `${owner}-`,
  };
}
