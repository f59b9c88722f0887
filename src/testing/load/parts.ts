/** What a generated cluster is made of: nodes, namespaces, and the applications in them. Pods follow from these. */
import type { ContainerPort, Labels } from '../../model/resource';
import type { LoadSize } from './sizes';

export interface LoadNode {
  readonly name: string;
  readonly index: number;
  readonly address: number;
}

export interface LoadNamespace {
  readonly name: string;
  /** `undefined` for those of the system. */
  readonly tenant: string | undefined;
  readonly env: string;
  readonly labels: Labels;
}

export interface Application {
  readonly namespace: LoadNamespace;
  readonly name: string;
  /** Keys sorted; without those that tell one ReplicaSet or pod from another. */
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly serviceAccount: string;
  /** Pods are named by number and carry name and number as labels. */
  readonly stateful: boolean;
  readonly replicas: number;
  /** Of the replicas, so many run `version=v3`. */
  readonly canaries: number;
}

export interface Plan {
  readonly size: LoadSize;
  readonly seed: number;
  readonly nodes: readonly LoadNode[];
  readonly namespaces: readonly LoadNamespace[];
  readonly applications: readonly Application[];
}

export const tcp = (name: string, port: number): ContainerPort => ({ name, protocol: 6, port, init: false });

/** A map of labels in the order of their keys. */
export const labelsOf = (labels: Readonly<Record<string, string | undefined>>): Labels =>
  new Map(
    Object.entries(labels)
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
