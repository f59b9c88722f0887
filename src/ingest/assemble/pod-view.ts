/** What policy sees of a pod, whether it is there or a workload stands for it. Source: calico-semantics 1.4, 5.1. */
import { getOrMake } from '../../base/collections';
import type { Regime } from '../../model/cluster';
import type { ContainerPort, Labels } from '../../model/resource';
import { calicoLabels } from '../kinds/read-pod-template';

/** Without labels that Calico sets or drops. Most have none of these and stay the very map, which pods may share. */
export function ownLabels(labels: Labels): Labels {
  for (const key of labels.keys()) {
    if (!isOwn(key)) return new Map([...labels].filter(([other]) => isOwn(other)));
  }
  return labels;
}

/** `ownLabels` for pods in order, of which those of one template share their map. */
export function createOwnLabels(): typeof ownLabels {
  let last: { readonly labels: Labels; readonly own: Labels } | undefined;
  return (labels) => {
    if (last?.labels !== labels) last = { labels, own: ownLabels(labels) };
    return last.own;
  };
}

const isOwn = (key: string): boolean =>
  !key.startsWith('p') || !(calicoLabels.includes(key) || key.startsWith('pcns.') || key.startsWith('pcsa.'));

/** Ports of init containers count from Calico 3.30 on. */
export const visiblePorts = (ports: readonly ContainerPort[], regime: Regime): readonly ContainerPort[] =>
  regime === '3.28' && ports.some(({ init }) => init) ? ports.filter(({ init }) => !init) : ports;

export type ProfilesOf = (namespace: string, serviceAccount: string | undefined) => readonly string[];

export const profilesOf: ProfilesOf = (namespace, serviceAccount) => [
  `kns.${namespace}`,
  ...(serviceAccount === undefined ? [] : [`ksa.${namespace}.${serviceAccount}`]),
];

/** Profiles by namespace and service account, the same list for all pods of one. */
export function createProfiles(): ProfilesOf {
  const byNamespace = new Map<string, Map<string | undefined, readonly string[]>>();
  return (namespace, serviceAccount) =>
    getOrMake(
      getOrMake(byNamespace, namespace, () => new Map<string | undefined, readonly string[]>()),
      serviceAccount,
      () => profilesOf(namespace, serviceAccount),
    );
}
