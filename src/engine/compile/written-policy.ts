import type { Direction, CalicoRule } from '../../model/resource';
import type { SourceRange } from '../../model/diagnostic';
import type { PolicyRef } from '../../model/verdict';

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
  /** Host endpoints only: neither selects pods nor arms the end of the tier for them. */
  readonly hostOnly: boolean;
  readonly staged: boolean;
  readonly at: SourceRange;
}

/** A rule in Calico's form. One rule of a Kubernetes kind becomes several, one a protocol and peer. */
export interface WrittenRule {
  /** Counts from 0 in the policy as its author wrote it. */
  readonly index: number;
  readonly rule: CalicoRule;
}
