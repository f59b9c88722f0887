import type { Direction, CalicoRule } from '../../model/resource';
import type { SourceRange } from '../../model/diagnostic';
import type { PolicyRef } from '../../model/verdict';

/** What a policy does on host endpoints. `forward`: also what `normal` does. Source: calico-semantics 4.4. */
export type HostClass = 'untracked' | 'pre-dnat' | 'forward' | 'normal';

/**
 * The one form that every kind of policy takes before it is compiled: a Calico policy with selectors as texts.
 * Kubernetes kinds are converted into it as Calico's own converters do (calico-semantics 1.5).
 */
export interface WrittenPolicy {
  readonly ref: PolicyRef;
  readonly tier: string;
  /** Absent: after every number. */
  readonly order: number | undefined;
  /** Orders policies of equal `order` (calico-semantics 3.2). */
  readonly tieKey: string;
  /** Confines the policy, and the selectors of its rules, to one namespace; `undefined` for global kinds. */
  readonly namespace: string | undefined;
  readonly selector: string;
  readonly namespaceSelector: string;
  readonly serviceAccountSelector: string;
  readonly types: readonly Direction[];
  readonly ingress: readonly WrittenRule[];
  readonly egress: readonly WrittenRule[];
  /** Untracked and pre-DNAT policy is of host endpoints only: it neither selects pods nor arms tiers for them. */
  readonly hostClass: HostClass;
  readonly staged: boolean;
  readonly at: SourceRange;
}

/** A rule in Calico's form. One rule of a Kubernetes kind becomes several, one a protocol and peer. */
export interface WrittenRule {
  /** Counts from 0 in the policy as its author wrote it. */
  readonly index: number;
  readonly rule: CalicoRule;
}
