import type { SourceRange } from './diagnostic';
import type { Flow } from './flow';
import type { Direction, RuleAction } from './resource';
import type { Regime } from './cluster';
import type { FlowVerdict, PolicyRef, Side, Verdict } from './verdict';
import type { Truth } from '../base/truth';

/** Everything there is to say about one flow, in the order things happen. Codes and values, no sentences. */
export interface Explanation {
  readonly flow: Flow;
  readonly verdict: FlowVerdict;
  /** What happens before policy, in order: a Service's translation, or an address that stands for a pod. */
  readonly notes: readonly FlowNote[];
  readonly egress: SideTrace | undefined;
  readonly ingress: SideTrace | undefined;
  /** Backends of a Service that do not agree. */
  readonly mixed: boolean;
  /** For a flow to a Service: one verdict a backend. The other fields then speak of the first that is denied, if any. */
  readonly backends: readonly { readonly to: string; readonly verdict: FlowVerdict }[] | undefined;
  /** Generations of Calico in which the verdict would be another, with that verdict. */
  readonly otherRegimes: readonly { readonly regime: Regime; readonly verdict: Verdict | 'mixed' }[];
  /** The rule that came nearest to allowing a denied flow. */
  readonly nearest: NearMiss | undefined;
}

export type FlowNote =
  /** Policy sees the pod port, after DNAT. */
  | {
      readonly kind: 'service';
      readonly service: string;
      readonly servicePort: number;
      readonly targetPort: number;
      readonly backend: string;
    }
  | { readonly kind: 'not-ready'; readonly service: string; readonly count: number }
  /** The asked port is a Service's port while policy sees the target port. */
  | {
      readonly kind: 'service-port-asked';
      readonly service: string;
      readonly servicePort: number;
      readonly targetPort: number;
    }
  | { readonly kind: 'address-is-pod'; readonly address: string; readonly pod: string }
  | { readonly kind: 'address-is-service'; readonly address: string; readonly service: string }
  | { readonly kind: 'address-in-sets'; readonly address: string; readonly sets: readonly string[] }
  | { readonly kind: 'self' }
  | { readonly kind: 'representative'; readonly endpoint: string }
  | { readonly kind: 'node-address'; readonly node: string; readonly address: string }
  | { readonly kind: 'http'; readonly policy: PolicyRef; readonly rule: number };

/** The walk at one side: every tier in evaluation order, then profiles. */
export interface SideTrace {
  readonly direction: Direction;
  /** `namespace/name`. */
  readonly endpoint: string;
  readonly side: Side;
  readonly tiers: readonly TierTrace[];
  /** Reached when no tier decided. */
  readonly profiles: readonly ProfileTrace[];
}

export interface TierTrace {
  readonly tier: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
  /** `skipped`: no policy applies here. `not-reached`: an earlier tier decided. */
  readonly status: 'skipped' | 'decided' | 'passed' | 'open' | 'not-reached';
  /** Those that apply, in order; empty when skipped. */
  readonly policies: readonly PolicyTrace[];
  /** Reached the end without a match: what the tier's default action did, and in whose name. */
  readonly end:
    { readonly action: 'Deny' | 'Pass'; readonly trigger: PolicyRef; readonly decides: boolean } | undefined;
  readonly at: SourceRange | undefined;
}

export interface PolicyTrace {
  readonly policy: PolicyRef;
  readonly order: number | undefined;
  /** `maybe`: whether it selects the endpoint hangs on input that is missing. */
  readonly applies: Truth;
  readonly rules: readonly RuleTrace[];
  readonly at: SourceRange;
}

export interface RuleTrace {
  /** From 0, in the policy as written. */
  readonly rule: number;
  readonly action: RuleAction;
  /** The rule in short: `Allow TCP 8443 from role == 'checkout'`. */
  readonly text: string;
  /** `not-reached`: an earlier rule ended the walk. */
  readonly matched: Truth | 'not-reached';
  /** What kept it from matching, or left it open; empty when it matches. */
  readonly misses: readonly Miss[];
  readonly decides: boolean;
  readonly at: SourceRange;
}

export interface ProfileTrace {
  readonly profile: string;
  readonly result: 'allow' | 'deny' | 'no-match' | 'missing' | 'not-reached';
}

export type Miss =
  | { readonly kind: 'protocol'; readonly wanted: string; readonly got: string; readonly negated: boolean }
  | { readonly kind: 'icmp'; readonly wanted: string; readonly got: string; readonly negated: boolean }
  | { readonly kind: 'family'; readonly wanted: 4 | 6 }
  | {
      readonly kind: 'port';
      readonly end: End;
      readonly wanted: string;
      readonly got: string;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'nets';
      readonly end: End;
      readonly wanted: string;
      readonly got: string;
      readonly negated: boolean;
      readonly open: boolean;
    }
  /** `label` is the nearest label: the comparison that fails and what the endpoint has instead. */
  | {
      readonly kind: 'selector';
      readonly end: End;
      readonly selector: string;
      readonly open: boolean;
      readonly label: LabelMiss | undefined;
      readonly outside: OutsideReason | undefined;
    }
  | { readonly kind: 'not-selector'; readonly end: End; readonly selector: string; readonly open: boolean }
  | { readonly kind: 'namespace'; readonly end: End; readonly wanted: string; readonly got: string | undefined }
  | {
      readonly kind: 'services';
      readonly end: End;
      readonly service: string;
      readonly cause: 'not-a-backend' | 'other-port' | 'unknown-service' | 'no-namespace';
    };

export type End = 'source' | 'destination';

/** Why no selector could match: the address is of nothing the cluster knows, or of a node. */
export type OutsideReason = 'unknown-address' | 'node';

export interface LabelMiss {
  readonly key: string;
  /** The comparison as written: `role == 'Checkout'`. */
  readonly wanted: string;
  /** `undefined`: the label is absent. */
  readonly got: string | undefined;
  readonly near: 'case' | 'blank' | 'typo' | undefined;
}

/** A rule that would have decided otherwise but for one criterion. */
export interface NearMiss {
  readonly policy: PolicyRef;
  readonly rule: number;
  readonly direction: Direction;
  readonly miss: Miss;
  /** Text to change and what to change it to, where one label value or port explains it. */
  readonly change: { readonly from: string; readonly to: string } | undefined;
  readonly at: SourceRange;
}
