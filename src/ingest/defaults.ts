/** What an API server would have filled in. Hand-written YAML lacks it. */
import type { Direction } from '../model/resource';

/** Where an object without a namespace lands, as clients see it by convention. */
export const defaultNamespace = 'default';

/** Source: calico-semantics 2.2. Kubernetes admission sets it on every pod. */
export const defaultServiceAccount = 'default';

/** A tier without `order`. Source: calico-semantics 2.3. */
export const defaultTierOrder = 1_000_000;

/**
 * Directions of a Calico policy that lists none, by how many rules it has. An object of `crd.projectcalico.org/v1`
 * passes nobody who would fill them in, and the data plane then reads both. Source: calico-semantics 2.1.
 */
export function calicoTypes(
  rules: { readonly ingress: number; readonly egress: number },
  stored: boolean,
): Direction[] {
  if (stored) return ['Ingress', 'Egress'];
  if (rules.egress === 0) return ['Ingress'];
  return rules.ingress === 0 ? ['Egress'] : ['Ingress', 'Egress'];
}

/** Directions of a Kubernetes NetworkPolicy that lists none. Source: kubernetes-policy-semantics 1.1. */
export const kubernetesTypes = (egressRules: number): Direction[] =>
  egressRules > 0 ? ['Ingress', 'Egress'] : ['Ingress'];

/** Nobody fills in the directions of a staged one; its conversion reads none as ingress. Source: the same, 1.5. */
export const stagedKubernetesTypes: readonly Direction[] = ['Ingress'];
