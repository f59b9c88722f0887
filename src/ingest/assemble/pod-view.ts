/** What policy sees of a pod, whether it is there or a workload stands for it. Source: calico-semantics 1.4, 5.1. */
import type { Regime } from '../../model/cluster';
import type { ContainerPort, Labels } from '../../model/resource';
import { calicoLabels } from '../kinds/read-pod-template';

/** Without labels that Calico sets or drops. */
export const ownLabels = (labels: Labels): Labels =>
  new Map(
    [...labels].filter(([key]) => !calicoLabels.includes(key) && !key.startsWith('pcns.') && !key.startsWith('pcsa.')),
  );

/** Ports of init containers count from Calico 3.30 on. */
export const visiblePorts = (ports: readonly ContainerPort[], regime: Regime): readonly ContainerPort[] =>
  regime === '3.28' ? ports.filter(({ init }) => !init) : ports;

export const profilesOf = (namespace: string, serviceAccount: string | undefined): readonly string[] => [
  `kns.${namespace}`,
  ...(serviceAccount === undefined ? [] : [`ksa.${namespace}.${serviceAccount}`]),
];
