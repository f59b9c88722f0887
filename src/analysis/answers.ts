/** What the page is told about a whole cluster. Plain data; sentences are made in `report`. */
import type { SourceRange } from '../model/diagnostic';
import type { PolicyId } from '../model/ids';
import type { Direction, RuleAction } from '../model/resource';
import type { Decision, PolicyRef, Unknown, Verdict } from '../model/verdict';

// --- loading -----------------------------------------------------------------------------------------------------

export interface LoadSummary {
  readonly regime: string;
  readonly regimeEvidence: readonly string[];
  readonly regimeChosen: boolean;
  readonly counts: {
    readonly files: number;
    readonly namespaces: number;
    readonly pods: number;
    readonly representatives: number;
    readonly hostPods: number;
    readonly services: number;
    readonly policies: number;
    readonly staged: number;
    readonly tiers: number;
    readonly networkSets: number;
  };
  readonly notEvaluated: readonly { readonly kind: string; readonly count: number; readonly effect: string }[];
}

export interface FileOutline {
  readonly id: string;
  readonly name: string;
  /** `undefined` for a file without text (binary, archive), for one too big to hold it, and while it comes. */
  readonly text: string | undefined;
  /** The text is long, and told when asked for: at once with all others it would hold the page up. */
  readonly comes: boolean;
  /** Bytes of a file too big to hold its text: `excerpt` shows a part of it. `undefined` for every other. */
  readonly bytes: number | undefined;
  readonly objects: number;
  readonly errors: number;
  readonly warnings: number;
}

/** The part of a file where something stands. */
export interface Excerpt {
  readonly text: string;
  /** The line of the file on which the text starts, from 1. */
  readonly line: number;
  /** What was asked for, in UTF-16 units of the text. */
  readonly at: { readonly start: number; readonly end: number };
  /** Whether it goes on behind the text. */
  readonly cut: boolean;
}

// --- policies and endpoints ----------------------------------------------------------------------------------------

/** A part of a long list: `rows` from the place that was asked for. */
export interface PolicyWindow {
  /** In evaluation order, with how many of their policies fit what was asked. */
  readonly tiers: readonly ListedTier[];
  /** Of all tiers, one after the other. */
  readonly rows: readonly PolicyRow[];
}

export interface ListedTier extends TierMention {
  readonly defaultAction: 'Deny' | 'Pass';
  /** `false` when no Tier object describes it and it is not built in. */
  readonly known: boolean;
  readonly at: SourceRange | undefined;
  /** Policies that fit, and all there are. */
  readonly count: number;
  readonly total: number;
}

export interface TierMention {
  readonly name: string;
  readonly order: number;
}

/** A policy where something else is told. */
export interface PolicyMention {
  readonly ref: PolicyRef;
  readonly tier: string;
  readonly order: number | undefined;
}

export interface PolicyDetail {
  readonly row: PolicyRow;
  readonly tier: TierMention;
  /** Endpoints that it applies to, in either direction, as many as `total`; the first few hundred. */
  readonly appliesTo: readonly EndpointBrief[];
  readonly total: number;
}

export interface PolicyRow {
  readonly ref: PolicyRef;
  readonly order: number | undefined;
  readonly types: readonly Direction[];
  /** How many endpoints it applies to. */
  readonly selects: number;
  /** How many more it may apply to; hangs on input that is missing. */
  readonly maySelect: number;
  readonly rules: { readonly ingress: number; readonly egress: number };
  readonly staged: boolean;
  /** The policy selector as Calico compiles it. */
  readonly selector: string;
  /** What Calico's data plane calls that selector; `undefined` for a policy of everything. */
  readonly selectorId: string | undefined;
  readonly at: SourceRange;
}

/** An endpoint in a list. */
export interface EndpointBrief {
  readonly id: string;
  readonly name: string;
  /** The primary one; `undefined` where none is known. */
  readonly address: string | undefined;
  readonly representative: boolean;
}

export type EndpointLine =
  | { readonly kind: 'namespace'; readonly name: string; readonly count: number }
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointBrief };

/** A part of a long list: `lines` from the place that was asked for. */
export interface EndpointWindow {
  /** Lines of the whole list: endpoints, and a line above those of each namespace. */
  readonly total: number;
  readonly endpoints: number;
  readonly lines: readonly EndpointLine[];
}

export interface EndpointRow {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: readonly (readonly [string, string])[];
  readonly serviceAccount: string | undefined;
  readonly addresses: readonly string[];
  readonly node: string | undefined;
  readonly workload: string;
  readonly services: readonly string[];
  readonly representative: boolean;
  readonly ready: boolean;
  /** Policies that apply, in evaluation order. */
  readonly ingress: readonly PolicyMention[];
  readonly egress: readonly PolicyMention[];
  readonly at: SourceRange;
}

/** What applies to the pods behind a node of the map. */
export interface NodeDetail {
  readonly pods: number;
  /** The first few hundred. */
  readonly members: readonly EndpointBrief[];
  readonly ingress: PoliciesOnPods;
  readonly egress: PoliciesOnPods;
}

export interface PoliciesOnPods {
  readonly total: number;
  /** The first few hundred in evaluation order. */
  readonly listed: readonly PolicyOnPods[];
}

export interface PolicyOnPods {
  readonly policy: PolicyMention;
  /** To how many of the pods it applies. */
  readonly pods: number;
}

/** What a question can be about. */
export type AskedKind = 'pod' | 'service' | 'node' | 'ip' | 'network-set' | 'workload';

/** Something that has a name. */
export interface SearchEntry {
  readonly kind: AskedKind | 'namespace' | 'policy';
  /** As the question bar writes it. */
  readonly text: string;
  readonly detail: string;
  /** By which more is asked about it: of an endpoint or a policy; else the text. */
  readonly id: string;
  /** Nodes of the map that may show it, by the finest grouping first. */
  readonly places: readonly string[];
}

// --- who decides how much ------------------------------------------------------------------------------------------

/**
 * Of all ordered pairs of endpoints: one of them, and another one that it may reach. Hosts are not counted. Pairs with
 * addresses of both families count once for each.
 */
export interface Decisions {
  readonly pairs: PairTotals;
  readonly bothFamilies: boolean;
  /** In evaluation order; profiles, which have no name, last. */
  readonly tiers: readonly TierDecisions[];
  readonly policies: PolicyDecisions;
  /** Policies that decide nothing, and such rules of the others, in evaluation order: the first few hundred. */
  readonly idle: {
    readonly policies: { readonly total: number; readonly listed: readonly PolicyMention[] };
    readonly rules: { readonly total: number; readonly listed: readonly RuleMention[] };
  };
}

export interface PairTotals {
  readonly total: number;
  /** With at least one connection that is allowed. */
  readonly reachable: number;
  /** Without one, and with at least one that hangs on missing input. */
  readonly open: number;
}

/** Pairs of which it decides at least one connection, at the source (egress) and at the destination (ingress). */
export interface TierDecisions {
  readonly name: string | undefined;
  readonly egress: number;
  readonly ingress: number;
}

/** By policy, in columns: there may be thousands. */
export interface PolicyDecisions {
  readonly ids: readonly PolicyId[];
  readonly standings: readonly DecidingStanding[];
  readonly egress: Float64Array;
  readonly ingress: Float64Array;
}

export type DecidingStanding =
  /** Of some pair. */
  | 'decides'
  /** Only of connections with the outside. */
  | 'outside'
  /** Has rules that pass, and decides nothing itself. */
  | 'passes'
  | 'nothing'
  /** What it decides is not counted: it is about hosts, or hangs on source ports. */
  | 'not-counted';

export interface RuleMention extends PolicyMention {
  readonly direction: Direction;
  /** From 0 in the policy as written. */
  readonly rule: number;
}

/** What one policy decides, by direction; `undefined` for one in which it has neither a say nor rules. */
export interface PolicyShare {
  readonly policy: PolicyMention;
  readonly standing: DecidingStanding;
  readonly egress: DirectionShare | undefined;
  readonly ingress: DirectionShare | undefined;
}

export interface DirectionShare extends DecidedCount {
  readonly rules: readonly RuleShare[];
  /** As the last policy of its tier that applies; `undefined` where the tier ends with Pass. */
  readonly endOfTier: DecidedCount | undefined;
}

export interface DecidedCount {
  readonly pairs: number;
  /** Endpoints at which it decides something, be it only with the outside. */
  readonly endpoints: number;
}

export interface RuleShare extends DecidedCount {
  readonly rule: number;
  readonly action: RuleAction;
  /** In short; several where one rule is written about several peers or protocols. */
  readonly texts: readonly string[];
  readonly at: SourceRange;
  /** Why it decides nothing; `undefined` where it does, and where it cannot be told. */
  readonly idle: IdleReason | undefined;
}

export type IdleReason =
  | { readonly kind: 'passes' | 'logs' }
  /** The policy applies to no endpoint; or not in this direction. */
  | { readonly kind: 'no-subject' | 'other-type' }
  /** It, or a rule before it, asks for source ports: connections are counted from one of them. */
  | { readonly kind: 'source-port' }
  /** The policy may decide for hosts, which are not counted. */
  | { readonly kind: 'hosts' }
  /** No endpoint and no address is what it asks of the peer. */
  | { readonly kind: 'no-peer' }
  /** No connection at an endpoint that the policy applies to, or only those of an endpoint with itself. */
  | { readonly kind: 'no-match' | 'only-itself' }
  /** Others decide all that it matches, but for what endpoints send to themselves; the first few of them. */
  | { readonly kind: 'decided-before'; readonly by: readonly Decision[]; readonly total: number };

// --- the map -------------------------------------------------------------------------------------------------------

/** By service, by namespace, or by the values of a label of namespaces. */
export type Grouping = 'service' | 'namespace' | `label:${string}`;

export interface ClusterMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** A map of a size that can be read, and the ways to other ones. */
export interface GroupedMap extends ClusterMap {
  readonly grouping: Grouping;
  /** What it could be grouped by, the finest first. */
  readonly options: readonly GroupingOption[];
  /** Groups from the outside in, down to the one that is opened. Empty: none is. */
  readonly path: readonly { readonly id: string; readonly label: string }[];
}

export interface GroupingOption {
  readonly grouping: Grouping;
  /** How many groups it makes. */
  readonly nodes: number;
}

export interface MapNode {
  /**
   * `svc:shop/web`, `wl:shop/Deployment/web`, `app:shop/web`, `ns:shop`, `label:team=blue`, `rest`, `set:vendors`,
   * `net:10.0.0.0/8`, `world`.
   */
  readonly id: string;
  /** `group`: several namespaces, or what was too much to draw one by one. */
  readonly kind: 'service' | 'workload' | 'app' | 'namespace' | 'group' | 'network-set' | 'cidr' | 'world';
  readonly label: string;
  /** `undefined` for what lies outside the cluster. */
  readonly namespace: string | undefined;
  /** Pods behind it; 0 for what lies outside. */
  readonly pods: number;
  /** Up to a thousand members: endpoint ids, or the addresses of an external. */
  readonly members: readonly string[];
  /** A question about this node names this: a pod, a service or an address. */
  readonly ask: string;
  /** Ports it serves, in short: `TCP 8443`; from Services, else from container ports. */
  readonly serves: readonly Served[];
  readonly detail: string;
  /** What is folded into a namespace or group. */
  readonly holds?: { readonly namespaces: number; readonly services: number };
}

export interface Served {
  readonly protocol: number;
  readonly port: number;
  /** Service port that leads there, where it differs. */
  readonly servicePort: number | undefined;
}

/** Why an edge is worth drawing, most telling first; the picture shows whole classes until it is full. */
export type EdgeInterest =
  /** One side has a rule that names the other and allows, the other side denies. */
  | 'half-open'
  /** A rule that names the peer allows. */
  | 'named-allow'
  /** A rule that names the peer denies. */
  | 'named-deny'
  | 'undetermined'
  /** Allowed by a rule that takes any peer. */
  | 'open-allow'
  /** Denied at an end of tier or by a rule that takes any peer. */
  | 'closed'
  /** No policy on either side. */
  | 'unpoliced'
  /** With a named part of the outside, by the same decision as with the rest of the world. */
  | 'like-the-rest';

export interface MapEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** On the ports that the destination serves; on any port where none is known. `partial`: some pairs or ports. */
  readonly verdict: 'allow' | 'deny' | 'partial' | 'undetermined';
  readonly interest: EdgeInterest;
  /** Which side decided, and how: the tag on the edge and its line pattern. */
  readonly decider: EdgeDecider | undefined;
  /** Allowed connections in short: `TCP 5432`, `all`, `none`. */
  readonly allowed: string;
  /** The ports the verdict is about: `TCP 8443`, or `any port`. */
  readonly about: string;
  readonly pairs: { readonly total: number; readonly allowed: number; readonly denied: number; readonly open: number };
}

export interface EdgeDecider {
  readonly direction: Direction;
  readonly decision: Decision;
  /** `security/100`: tier and the order of the policy, `-` when it has none; `profile` when no policy decided. */
  readonly tag: string;
}

// --- one pair ------------------------------------------------------------------------------------------------------

export interface PairConnections {
  readonly from: string;
  readonly to: string;
  readonly pairs: number;
  /** Protocol and port ranges in order, each with its deciders. Ranges of different pod pairs are kept apart. */
  readonly rows: readonly ConnectionRow[];
}

export interface ConnectionRow {
  /** For people: `TCP 8443`, `UDP 0-65535`, `ICMP`, `other protocols`; `everything else` where it would be too long. */
  readonly ports: string;
  /** The same for `rowHolds`: stretches of the engine's connection line. */
  readonly line: readonly (readonly [start: number, end: number])[];
  readonly protocol: number | undefined;
  readonly first: number | undefined;
  readonly verdict: Verdict;
  readonly egress: Decision | undefined;
  readonly ingress: Decision | undefined;
  readonly unknowns: readonly Unknown[];
  /** Of how many pod pairs this is true. */
  readonly pairs: number;
  /** One of them, to ask about. */
  readonly sample: { readonly from: string; readonly to: string };
}
