import type { PlainMap } from './plain';

const calico = 'projectcalico.org/v3';

export const tier = (name: string, order: number): PlainMap => ({
  apiVersion: calico,
  kind: 'Tier',
  metadata: { name },
  spec: { order, defaultAction: 'Deny' },
});

export const networkSet = (name: string, labels: PlainMap, nets: readonly string[]): PlainMap => ({
  apiVersion: calico,
  kind: 'GlobalNetworkSet',
  metadata: { name, labels },
  spec: { nets },
});

/** A GlobalNetworkPolicy, named the way every generation of Calico with tiers takes. */
export const globalPolicy = (tier: string, name: string, order: number, spec: PlainMap): PlainMap => ({
  apiVersion: calico,
  kind: 'GlobalNetworkPolicy',
  metadata: { name: `${tier}.${name}`, labels: { 'projectcalico.org/tier': tier } },
  spec: { tier, order, ...spec },
});

/** Calico's NetworkPolicy in its default tier; without an order it comes last. */
export const calicoPolicy = (namespace: string, name: string, order: number | undefined, spec: PlainMap): PlainMap => ({
  apiVersion: calico,
  kind: 'NetworkPolicy',
  metadata: { name, namespace, labels: { 'projectcalico.org/tier': 'default' } },
  spec: { tier: 'default', order, ...spec },
});

export const kubernetesPolicy = (namespace: string, name: string, spec: PlainMap): PlainMap => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec,
});
