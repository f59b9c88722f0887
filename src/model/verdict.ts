import type { SourceRange } from './diagnostic';
import type { FlowEnd } from './flow';
import type { PolicyId } from './ids';
import type { PolicyKind } from './resource';

/** `enforced`: staged policies do not count. `pending`: they count beside their enforced twins, as in Calico's own
 * pending view. `promoted`: each replaces its twin, and `Delete` removes it. Source: calico-semantics 9. */
export type Scope = 'enforced' | 'pending' | 'promoted';

export type Verdict = 'allow' | 'deny' | 'undetermined';

/** A policy as answers name it. */
export interface PolicyRef {
  readonly id: PolicyId;
  readonly kind: PolicyKind;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** What ended the walk at one side of a flow. */
export type Decision =
  /** `rule` counts from 0 in the policy as written. */
  | {
      readonly by: 'rule';
      readonly action: 'allow' | 'deny';
      readonly tier: string;
      readonly order: number | undefined;
      readonly policy: PolicyRef;
      readonly rule: number;
      readonly at: SourceRange;
    }
  /** `policy` is the trigger: the last policy of the tier that applies. */
  | {
      readonly by: 'end-of-tier';
      readonly action: 'deny';
      readonly tier: string;
      readonly order: number | undefined;
      readonly policy: PolicyRef;
      readonly at: SourceRange;
    }
  | { readonly by: 'profile'; readonly action: 'allow' | 'deny'; readonly profile: string }
  | { readonly by: 'no-profile-match'; readonly action: 'deny' }
  /** A node reaches its own pods whatever policy says. */
  | { readonly by: 'host-bypass'; readonly action: 'allow' }
  /** VXLAN or IP-in-IP packets sent by a pod are dropped before policy. */
  | { readonly by: 'encapsulation-guard'; readonly action: 'deny' }
  /** A failsafe port of a host endpoint: open whatever policy says. */
  | { readonly by: 'failsafe'; readonly action: 'allow' }
  /** A host endpoint to which no forward policy applies lets routed traffic pass. */
  | { readonly by: 'forward-default'; readonly action: 'allow' }
  /** `defaultEndpointToHostAction` dropped what a pod sent to its own node. */
  | { readonly by: 'endpoint-to-host'; readonly action: 'deny' };

/** Something the input does not tell and a verdict may hang on. */
export type Unknown =
  | { readonly kind: 'namespace-labels'; readonly namespace: string }
  | { readonly kind: 'pod-labels'; readonly endpoint: string }
  | { readonly kind: 'service-account'; readonly endpoint: string }
  | { readonly kind: 'service-account-labels'; readonly account: string }
  | { readonly kind: 'address'; readonly endpoint: string }
  | { readonly kind: 'ports'; readonly endpoint: string }
  | { readonly kind: 'tier'; readonly tier: string }
  | { readonly kind: 'service-endpoints'; readonly service: string }
  | { readonly kind: 'profile'; readonly profile: string };

/**
 * One side of a flow. `decisions` holds every way the walk can end: one where the input suffices. With several
 * that agree on the action the verdict stands and only its decider is open.
 */
export interface Side {
  readonly verdict: Verdict;
  readonly decisions: readonly Decision[];
  readonly unknowns: readonly Unknown[];
}

export interface FlowVerdict {
  /** With a path, the path's; the sides still tell what the pods' own policies say, each by itself. */
  readonly verdict: Verdict;
  /** `undefined` when that side has no endpoint of ours. */
  readonly egress: Side | undefined;
  readonly ingress: Side | undefined;
  /** Why the verdict is `undetermined`; `undefined` when it is not. */
  readonly reason: OpenReason | undefined;
  /** Every decision the packet meets, in order, up to the first deny; empty unless nodes or host endpoints take part. */
  readonly path: readonly PathStep[];
}

/** A hook that a packet passes on its way. Source: calico-semantics 4.4. */
export type Stage = 'untracked' | 'pre-dnat' | 'normal' | 'forward';

export interface PathStep {
  readonly at: PathPlace;
  readonly direction: 'ingress' | 'egress';
  readonly stage: Stage;
  readonly decision: Decision;
}

export type PathPlace =
  | { readonly kind: 'pod'; readonly pod: string }
  | { readonly kind: 'host-endpoint'; readonly hostEndpoint: string; readonly node: string }
  | { readonly kind: 'node'; readonly node: string };

/** What a question comes to. For a Service one verdict a backend, sorted; `verdict` is then what they agree on. */
export interface FlowOutcome {
  readonly verdict: FlowVerdict;
  /** Backends of a Service that do not agree. */
  readonly mixed: boolean;
  readonly backends: readonly { readonly end: FlowEnd; readonly verdict: FlowVerdict }[] | undefined;
}

/** Why a question has no answer yet. Sentences for these are in `report/words.ts`. */
export type OpenReason =
  | {
      readonly kind: 'no-such-pod' | 'no-such-node' | 'no-such-service' | 'bad-address' | 'node-without-address';
      readonly name: string;
    }
  | {
      readonly kind: 'no-address';
      readonly name: string;
      readonly cause: 'finished' | 'not-scheduled' | 'not-assigned';
    }
  | { readonly kind: 'no-common-family'; readonly from: string; readonly to: string }
  | { readonly kind: 'no-backends' | 'backends-unknown' | 'external-name'; readonly service: string }
  | { readonly kind: 'no-such-port'; readonly service: string; readonly port: string }
  | { readonly kind: 'target-port-unknown'; readonly service: string; readonly port: string }
  | { readonly kind: 'missing-input'; readonly unknowns: readonly Unknown[] }
  /** Part of the path that is not modelled, with the kind of object that makes it matter. */
  | { readonly kind: 'not-modelled'; readonly what: string }
  /** `defaultEndpointToHostAction` is not in the input; code and manifests disagree on its default. */
  | { readonly kind: 'endpoint-to-host'; readonly node: string }
  /** Which interface of a node, and so which host endpoint, carries the packet. */
  | { readonly kind: 'interface-unknown'; readonly node: string }
  /** With which of its addresses a node reaches pods of other nodes: its own, or that of a tunnel. */
  | { readonly kind: 'node-address-unknown'; readonly node: string }
  /** Several backends could receive it and do not agree; or which node received it decides. */
  | { readonly kind: 'backend-unknown'; readonly service: string }
  | { readonly kind: 'receiving-node-unknown'; readonly address: string };
