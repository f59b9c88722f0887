/** What the engine evaluates: tiers in order, policies in order, rules with their matches made ready. */
import type { Truth } from '../../base/truth';
import type { Cluster } from '../../model/cluster';
import type { SourceRange } from '../../model/diagnostic';
import type { CalicoRule, Direction, RuleAction } from '../../model/resource';
import type { Decision, Scope } from '../../model/verdict';
import type { Family } from '../../net/address';
import type { Line } from '../line';
import type { Nets, ObjectSet, SetMaker } from '../sets';
import type { Space } from '../space';
import type { createApplying } from './endpoint-programs';
import type { Reusable } from './reuse';
import type { WrittenPolicy } from './written-policy';

export interface CompiledCluster {
  readonly cluster: Cluster;
  readonly scope: Scope;
  readonly space: Space;
  readonly sets: SetMaker;
  /** In evaluation order. Those whose place is unknown come last and are marked so. */
  readonly tiers: readonly CompiledTier[];
  readonly profiles: ReadonlyMap<string, CompiledProfile>;
  /** Whether some forward policy applies to a host endpoint, staged ones and those of either direction counted. */
  forwards(host: number): Truth;
  /** Every distinct side of all rules, in the order of their ids. */
  readonly sides: readonly CompiledSide[];
  /** Policies that apply to what has some labels, by tier. */
  readonly applying: ReturnType<typeof createApplying>;
  /** The policies that apply to an endpoint in a direction, by tier. */
  programOf(endpoint: number, direction: Direction): Program;
  readonly reusable: Reusable;
}

export interface CompiledTier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
  /**
   * `missing`: named by a policy, while the Tier objects of the input do not have it; still enforced, after all
   * others, with Deny. `unknown`: the input has no Tier objects, so it may stand anywhere with either action.
   */
  readonly standing: 'real' | 'missing' | 'unknown';
  readonly policies: readonly CompiledPolicy[];
  readonly at: SourceRange | undefined;
}

/** A written policy with its selectors made one and its rules made ready. */
export interface CompiledPolicy extends Omit<WrittenPolicy, WrittenSelectors | 'ingress' | 'egress'> {
  /** The compiled selector; `''` is every endpoint. */
  readonly subject: string;
  /** What it selects; `undefined` for every endpoint. */
  readonly selected: ObjectSet | undefined;
  readonly ingress: readonly CompiledRule[];
  readonly egress: readonly CompiledRule[];
  /** What it means to decide as the trigger of the end of its tier. */
  readonly endOfTier: Decision;
}

type WrittenSelectors = 'selector' | 'namespaceSelector' | 'serviceAccountSelector';

export interface CompiledRule {
  /** From 0 in the policy as written. */
  readonly index: number;
  readonly action: RuleAction;
  /** What it means for this rule to decide; `undefined` for Pass and Log, which do not. */
  readonly decision: Decision | undefined;
  /** Cells of the line that protocol and ICMP criteria leave, by family of the packet; empty: skipped for it. */
  readonly base: Readonly<Record<Family, Line>>;
  readonly source: CompiledSide;
  readonly destination: CompiledSide;
  readonly written: CalicoRule;
  readonly at: SourceRange;
}

/** What a rule wants of one end of the packet. Sides that want the same are one object. */
export interface CompiledSide {
  readonly id: number;
  readonly end: 'source' | 'destination';
  readonly positive: ObjectSet | undefined;
  readonly negative: ObjectSet | undefined;
  readonly nets: Nets | undefined;
  readonly notNets: Nets | undefined;
  /** Protocols whose ports `ports` and `notPorts` mean. */
  readonly protocols: readonly number[];
  readonly ports: CompiledPorts | undefined;
  readonly notPorts: CompiledPorts | undefined;
  readonly services: CompiledServices | undefined;
  /** Imposes nothing at all. */
  readonly any: boolean;
}

export interface CompiledPorts {
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
  readonly names: readonly string[];
}

/** Addresses of a Service's endpoints, each with its ports. */
export interface CompiledServices {
  readonly id: string;
  /** `maybe`: the input has no Services and no EndpointSlices at all. */
  readonly known: Truth;
  /** By address key (`space.ts`): ports on the line. */
  readonly endpoints: ReadonlyMap<string, Line>;
}

export interface CompiledProfile {
  readonly name: string;
  readonly ingress: readonly CompiledRule[];
  readonly egress: readonly CompiledRule[];
}

/** The tiers of one endpoint and direction; tiers without a policy that applies are left out. */
export interface Program {
  readonly direction: Direction;
  readonly tiers: readonly ProgramTier[];
  readonly profiles: readonly string[];
}

export interface ProgramTier {
  readonly direction: Direction;
  readonly tier: CompiledTier;
  readonly policies: readonly { readonly policy: CompiledPolicy; readonly applies: Truth }[];
}
