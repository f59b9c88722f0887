import type { Address, Family } from '../net/address';
import type { Cidr } from '../net/cidr';
import type { SourceRange } from './diagnostic';
import type { EndpointId, FileId, PolicyId, ServiceId } from './ids';
import type {
  CalicoRule,
  ContainerPort,
  FailsafePort,
  HostEndpointResource,
  Labels,
  Net,
  PolicyResource,
  ServicePort,
  WorkloadKind,
} from './resource';

/**
 * Generations of Calico that name and order policies differently: `3.28` and older, `3.31` for 3.29 to 3.31,
 * `3.32` and newer. Source: calico-semantics 1.2, 3.1, 3.2; kubernetes-policy-semantics 0.
 */
export type Regime = '3.28' | '3.31' | '3.32';

/** All resources of all files, joined. What the engine compiles. */
export interface Cluster {
  readonly regime: Regime;
  /** Why this regime: one sentence a line; empty when nothing in the input tells and the newest is assumed. */
  readonly regimeEvidence: readonly string[];
  readonly regimeChosen: boolean;
  /** Built-in tiers included. In no particular order. */
  readonly tiers: readonly Tier[];
  /** `false` when the input has no Tier object at all: a tier that a policy names may then exist anywhere. */
  readonly tiersKnown: boolean;
  readonly policies: readonly Policy[];
  readonly endpoints: readonly Endpoint[];
  /** Host-networked pods: never endpoints, they are their node. */
  readonly hostPods: readonly HostPod[];
  readonly namespaces: ReadonlyMap<string, LabelledObject>;
  /** By `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, LabelledObject>;
  /** By name. Profiles made from namespaces and service accounts are not listed. */
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly networkSets: readonly NetworkSet[];
  readonly services: readonly Service[];
  /** By `namespace/service`, every address whatever its readiness: what `services` in a rule matches. */
  readonly serviceEndpoints: ReadonlyMap<string, readonly ServiceEndpoint[]>;
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  /** Empty when the input names no pool. */
  readonly pools: readonly Cidr[];
  /** Sorted by name. */
  readonly hostEndpoints: readonly HostEndpointResource[];
  readonly felix: FelixSettings;
  /** Objects of kinds that are recognised and not evaluated, and what that leaves open. */
  readonly notEvaluated: readonly NotEvaluated[];
}

export interface LabelledObject {
  readonly labels: Labels;
  /** `false` for a namespace or account that something names but no object describes. */
  readonly known: boolean;
  readonly at: SourceRange | undefined;
}

export interface Tier {
  readonly name: string;
  /** Absent in the object means 1000000 (calico-semantics 2.3). */
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
  /** `undefined` for a built-in tier that the input does not contain. */
  readonly at: SourceRange | undefined;
}

/** A policy with its identity settled for the cluster's regime. */
export interface Policy {
  readonly id: PolicyId;
  /** As users write it: without a `default.` that only storage added. */
  readonly name: string;
  readonly namespace: string | undefined;
  /** The name as stored, which orders ties before 3.32. */
  readonly storedName: string;
  readonly tier: string;
  readonly resource: PolicyResource;
}

/** A workload endpoint: a pod as policy sees it, or a workload that stands for its missing pods. */
export interface Endpoint {
  readonly id: EndpointId;
  readonly namespace: string;
  readonly name: string;
  /** Own labels, without those that Calico adds or drops. */
  readonly labels: Labels;
  readonly labelsKnown: boolean;
  /** `undefined` when the input does not tell. */
  readonly serviceAccount: string | undefined;
  /** Primary first. Empty when unknown. */
  readonly addresses: readonly Address[];
  /** `false`: it has an address which the input does not tell. With no addresses and `true`: it has none. */
  readonly addressesKnown: boolean;
  /** Families its unknown addresses may have. */
  readonly families: readonly Family[];
  readonly ports: readonly ContainerPort[];
  readonly portsKnown: boolean;
  /** In the order tried after the last tier. */
  readonly profiles: readonly string[];
  readonly node: string | undefined;
  readonly ready: boolean;
  readonly workload: Workload;
  /** Stands for pods that are not in the input. */
  readonly representative: boolean;
  readonly at: SourceRange;
}

export interface Workload {
  readonly kind: WorkloadKind | (string & {});
  readonly namespace: string;
  readonly name: string;
}

export interface HostPod {
  readonly id: EndpointId;
  readonly node: string | undefined;
  readonly addresses: readonly Address[];
  readonly at: SourceRange;
}

export interface Profile {
  readonly name: string;
  readonly labelsToApply: Labels;
  readonly ingress: readonly CalicoRule[];
  readonly egress: readonly CalicoRule[];
  readonly at: SourceRange;
}

export interface NetworkSet {
  readonly name: string;
  /** `undefined` for a GlobalNetworkSet. */
  readonly namespace: string | undefined;
  readonly labels: Labels;
  readonly nets: readonly Net[];
  readonly at: SourceRange;
}

export interface Service {
  readonly id: ServiceId;
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  /** Its name stands for the addresses of its pods: nothing is translated, any port may be asked. */
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
  readonly selector: Labels | undefined;
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  /** Cluster, external and load balancer addresses. */
  readonly addresses: readonly Address[];
  /** Where traffic to the Service goes, sorted by endpoint; only ready ones. */
  readonly backends: readonly Backend[];
  /** Backends come from an EndpointSlice or Endpoints object, else from the selector. */
  readonly backendsFrom: 'slices' | 'selector';
  readonly notReady: number;
  readonly at: SourceRange;
}

export interface Backend {
  /** `undefined` when the address belongs to no endpoint of the input. */
  readonly endpoint: EndpointId | undefined;
  readonly address: Address | undefined;
  /** Target of each service port, in the order of `Service.ports`; `undefined` where the input does not tell it. */
  readonly targets: readonly (number | undefined)[];
}

export interface ServiceEndpoint {
  readonly address: Address;
  readonly protocol: number;
  readonly port: number | undefined;
}

export interface ClusterNode {
  readonly name: string;
  readonly addresses: readonly Address[];
  readonly labels: Labels;
}

/** What of Felix's configuration decides about packets. */
export interface FelixSettings {
  /** What a pod may do at its own node once its egress policy allows; `undefined` when the input does not tell. */
  readonly endpointToHost: 'Drop' | 'Accept' | 'Return' | undefined;
  readonly failsafeInbound: readonly FailsafePort[];
  readonly failsafeOutbound: readonly FailsafePort[];
}

const failsafe = (protocol: number, ports: readonly number[]): readonly FailsafePort[] =>
  ports.map((port) => ({ protocol, port, net: undefined }));

/** Source: calico-semantics 4.4, felix/config/config_params.go. */
export const felixDefaults: FelixSettings = {
  endpointToHost: undefined,
  failsafeInbound: [...failsafe(6, [22, 179, 2379, 2380, 5473, 6443, 6666, 6667]), ...failsafe(17, [68])],
  failsafeOutbound: [...failsafe(6, [179, 2379, 2380, 5473, 6443, 6666, 6667]), ...failsafe(17, [53, 67])],
};

export interface NotEvaluated {
  readonly kind: string;
  readonly count: number;
  readonly files: readonly FileId[];
  /** What it leaves open, in one sentence. */
  readonly effect: string;
}
