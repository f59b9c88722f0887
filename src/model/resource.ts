/**
 * Resources as their authors wrote them, each with its place in a file. Readers turn YAML into these; the engine
 * compiles them. Absent texts are `''` where Calico itself makes no difference between absent and empty.
 *
 * One file, long as it is: it is the list of everything that the input can hold, and is read as one.
 */
import type { Address } from '../net/address';
import type { Cidr } from '../net/cidr';
import type { Regime } from './cluster';
import type { Diagnostic, SourceRange } from './diagnostic';

/** Keys and values; a `Map` so that no key can be special. */
export type Labels = ReadonlyMap<string, string>;

export type Direction = 'Ingress' | 'Egress';

export interface Meta {
  readonly apiVersion: string;
  /** `metadata.name` as written. */
  readonly name: string;
  /** `undefined` for cluster-scoped kinds. */
  readonly namespace: string | undefined;
  readonly labels: Labels;
  /** As numbers where they are; tell which of two copies of an object is newer. */
  readonly resourceVersion: string | undefined;
  readonly generation: number | undefined;
  /**
   * JSON of the annotation `projectcalico.org/metadata` of `crd.projectcalico.org/v1` objects: the name and labels
   * of the v3 object. Its labels are already overlaid on `labels`. `undefined` without the annotation.
   */
  readonly stored: { readonly name: string | undefined } | undefined;
  /** The whole object. */
  readonly at: SourceRange;
  /** Where `name` stands; `undefined` for rows of tables. */
  readonly nameAt?: SourceRange;
  /** What is to be told of the object in some generations of Calico only. */
  readonly remarks?: readonly Remark[];
}

/** A diagnostic that waits until the cluster's generation of Calico is known. */
export interface Remark {
  readonly regimes: readonly Regime[];
  readonly diagnostic: Diagnostic;
}

// --- Kubernetes objects that policy is about ------------------------------------------------------------------

export interface NamespaceResource {
  readonly kind: 'Namespace';
  readonly meta: Meta;
}

export interface ServiceAccountResource {
  readonly kind: 'ServiceAccount';
  readonly meta: Meta;
}

export interface ContainerPort {
  readonly name: string | undefined;
  /** TCP 6, UDP 17, SCTP 132. */
  readonly protocol: number;
  readonly port: number;
  /** Declared by an init container; Calico before 3.30 does not see these. */
  readonly init: boolean;
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
}

/** What a pod and a pod template have in common. */
export interface PodTemplate {
  readonly labels: Labels;
  /** `false` when the input (a table without the column) does not tell the labels. */
  readonly labelsKnown: boolean;
  /** `undefined` when the input does not tell it (a table); YAML without it means `default`. */
  readonly serviceAccount: string | undefined;
  readonly hostNetwork: boolean;
  readonly ports: readonly ContainerPort[];
  /** `false` when the input (a table) does not tell container ports. */
  readonly portsKnown: boolean;
}

export interface PodResource extends PodTemplate {
  readonly kind: 'Pod';
  readonly meta: Meta;
  readonly node: string | undefined;
  readonly phase: string | undefined;
  /** Deleting, and its addresses already given back. */
  readonly released: boolean;
  /** At most one of each family; the first is the primary one. */
  readonly addresses: readonly Address[];
  readonly hostIP: Address | undefined;
  readonly ready: boolean;
  /** The controlling owner. */
  readonly owner: OwnerReference | undefined;
  readonly generateName: string | undefined;
}

export type WorkloadKind =
  'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet' | 'ReplicationController' | 'Job' | 'CronJob' | 'Pod';

export interface WorkloadResource extends PodTemplate {
  readonly kind: 'Workload';
  readonly workloadKind: WorkloadKind;
  readonly meta: Meta;
  readonly replicas: number;
  readonly owner: OwnerReference | undefined;
}

export interface ServicePort {
  readonly name: string | undefined;
  readonly protocol: number;
  readonly port: number;
  /** A number, a container port's name, or `undefined` where the input (a table) does not tell it. */
  readonly targetPort: number | string | undefined;
  readonly nodePort: number | undefined;
}

export interface ServiceResource {
  readonly kind: 'Service';
  readonly meta: Meta;
  readonly type: string;
  /** Its name stands for the addresses of its pods: nothing is translated. */
  readonly headless: boolean;
  readonly clusterIPs: readonly Address[];
  readonly externalIPs: readonly Address[];
  readonly loadBalancerIPs: readonly Address[];
  readonly ports: readonly ServicePort[];
  /** `undefined` when the Service has none (its endpoints are made by hand). */
  readonly selector: Labels | undefined;
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
}

export interface SliceEndpoint {
  readonly addresses: readonly Address[];
  readonly ready: boolean;
  /** `namespace/name` of the pod behind it, when told. */
  readonly pod: string | undefined;
}

/** One EndpointSlice, or one subset of an Endpoints object. */
export interface EndpointSliceResource {
  readonly kind: 'EndpointSlice';
  readonly meta: Meta;
  /** Endpoints objects count only for Services that have no slice. */
  readonly legacy: boolean;
  readonly service: string;
  readonly endpoints: readonly SliceEndpoint[];
  /** An entry without a number matches nothing. */
  readonly ports: readonly {
    readonly name: string | undefined;
    readonly protocol: number;
    readonly port: number | undefined;
  }[];
}

export interface NodeResource {
  readonly kind: 'Node';
  readonly meta: Meta;
  /** Every address the node may use, tunnel addresses included; the first of a family is the internal one. */
  readonly addresses: readonly Address[];
}

// --- Calico objects ----------------------------------------------------------------------------------------------

export interface NetworkSetResource {
  readonly kind: 'NetworkSet' | 'GlobalNetworkSet';
  readonly meta: Meta;
  readonly nets: readonly Net[];
}

export interface TierResource {
  readonly kind: 'Tier';
  readonly meta: Meta;
  readonly order: number | undefined;
  readonly defaultAction: 'Deny' | 'Pass';
}

export interface ProfileResource {
  readonly kind: 'Profile';
  readonly meta: Meta;
  readonly labelsToApply: Labels;
  readonly ingress: readonly CalicoRule[];
  readonly egress: readonly CalicoRule[];
}

export interface WorkloadEndpointResource {
  readonly kind: 'WorkloadEndpoint';
  readonly meta: Meta;
  readonly pod: string | undefined;
  readonly node: string | undefined;
  readonly serviceAccount: string | undefined;
  readonly addresses: readonly Address[];
  readonly profiles: readonly string[];
  readonly ports: readonly ContainerPort[];
}

export interface IPPoolResource {
  readonly kind: 'IPPool';
  readonly meta: Meta;
  readonly cidr: Cidr;
}

/** Source: Calico v3 API, `HostEndpointSpec`. */
export interface HostEndpointResource {
  readonly kind: 'HostEndpoint';
  readonly meta: Meta;
  readonly node: string | undefined;
  readonly interfaceName: string | undefined;
  readonly expectedIPs: readonly Address[];
  readonly profiles: readonly string[];
  readonly ports: readonly ContainerPort[];
}

export interface FelixConfigurationResource {
  readonly kind: 'FelixConfiguration';
  readonly meta: Meta;
  readonly endpointToHost: 'Drop' | 'Accept' | 'Return' | undefined;
  /** `undefined` leaves the defaults, an empty list closes every one. */
  readonly failsafeInbound: readonly FailsafePort[] | undefined;
  readonly failsafeOutbound: readonly FailsafePort[] | undefined;
}

export interface FailsafePort {
  readonly protocol: number;
  readonly port: number;
  /** The far side; `undefined` is anyone. */
  readonly net: Cidr | undefined;
}

// --- Calico policies ---------------------------------------------------------------------------------------------

export type RuleAction = 'Allow' | 'Deny' | 'Pass' | 'Log';

/** A CIDR as written beside what it means. */
export interface Net {
  readonly text: string;
  readonly cidr: Cidr;
}

export interface ProtocolMatch {
  /** 1 to 255. */
  readonly number: number;
  /** Written by name. `ICMP` and `ICMPv6` by name restrict the rule to one address family. */
  readonly name: string | undefined;
}

export type PortMatch =
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  | { readonly kind: 'name'; readonly name: string };

export interface IcmpMatch {
  readonly type: number | undefined;
  readonly code: number | undefined;
}

export interface EntityRule {
  readonly nets: readonly Net[];
  readonly notNets: readonly Net[];
  readonly selector: string;
  readonly notSelector: string;
  readonly namespaceSelector: string;
  readonly ports: readonly PortMatch[];
  readonly notPorts: readonly PortMatch[];
  /** `undefined` when absent; an empty match imposes nothing. */
  readonly serviceAccounts: { readonly names: readonly string[]; readonly selector: string } | undefined;
  readonly services: { readonly name: string; readonly namespace: string } | undefined;
}

export interface HttpMatch {
  readonly methods: readonly string[];
  readonly paths: readonly { readonly exact: string | undefined; readonly prefix: string | undefined }[];
}

/** Source: Calico v3 API, `Rule` and `EntityRule`; meaning in calico-semantics 5 and 7. */
export interface CalicoRule {
  readonly action: RuleAction;
  readonly ipVersion: 4 | 6 | undefined;
  readonly protocol: ProtocolMatch | undefined;
  readonly notProtocol: ProtocolMatch | undefined;
  readonly icmp: IcmpMatch | undefined;
  readonly notICMP: IcmpMatch | undefined;
  readonly source: EntityRule;
  readonly destination: EntityRule;
  readonly http: HttpMatch | undefined;
  readonly at: SourceRange;
}

export type StagedAction = 'Set' | 'Delete' | 'Learn' | 'Ignore';

export interface CalicoPolicyResource {
  readonly kind: 'NetworkPolicy' | 'GlobalNetworkPolicy' | 'StagedNetworkPolicy' | 'StagedGlobalNetworkPolicy';
  readonly meta: Meta;
  /** As written; `''` when absent. Which tier that means depends on the regime. */
  readonly tier: string;
  /** Where `tier` stands; `undefined` when it is absent. */
  readonly tierAt?: SourceRange;
  /** Absent: after every number. */
  readonly order: number | undefined;
  readonly selector: string;
  /** Global kinds only. */
  readonly namespaceSelector: string;
  readonly serviceAccountSelector: string;
  /** As the API server would have filled them in (calico-semantics 2.1). */
  readonly types: readonly Direction[];
  readonly ingress: readonly CalicoRule[];
  readonly egress: readonly CalicoRule[];
  readonly doNotTrack: boolean;
  readonly preDNAT: boolean;
  readonly applyOnForward: boolean;
  /** `undefined` on kinds that are not staged. */
  readonly stagedAction: StagedAction | undefined;
  /** Why the data plane treats the whole policy as absent; `undefined` when it does not. */
  readonly rejected: string | undefined;
}

// --- Kubernetes policies -----------------------------------------------------------------------------------------

export interface LabelSelector {
  readonly matchLabels: Labels;
  readonly matchExpressions: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values: readonly string[];
  }[];
}

/** A block as written; `cidr` is `undefined` when it does not parse, which opens the peer to everyone. */
export interface IPBlock {
  readonly text: string;
  readonly cidr: Cidr | undefined;
  /** Up to the first that does not parse. */
  readonly except: readonly Net[];
}

export interface KubernetesPeer {
  readonly podSelector: LabelSelector | undefined;
  readonly namespaceSelector: LabelSelector | undefined;
  readonly ipBlock: IPBlock | undefined;
  readonly at: SourceRange;
}

export interface KubernetesPort {
  /** TCP 6, UDP 17, SCTP 132. */
  readonly protocol: number;
  /** `undefined`: every port of the protocol. */
  readonly port: PortMatch | undefined;
}

export interface KubernetesRule {
  /** Empty: everyone. */
  readonly peers: readonly KubernetesPeer[];
  /** Empty: every protocol and port. */
  readonly ports: readonly KubernetesPort[];
  /** Why the rule cannot be converted; Calico then leaves it out. */
  readonly broken: string | undefined;
  readonly at: SourceRange;
}

export interface KubernetesPolicyResource {
  readonly kind: 'KubernetesNetworkPolicy' | 'StagedKubernetesNetworkPolicy';
  readonly meta: Meta;
  readonly podSelector: LabelSelector;
  /** As the API server would have filled them in. */
  readonly types: readonly Direction[];
  readonly ingress: readonly KubernetesRule[];
  readonly egress: readonly KubernetesRule[];
  readonly stagedAction: StagedAction | undefined;
  /**
   * Staged kind only: `types` once it is promoted. Without `policyTypes` nobody fills them in for the staged policy,
   * which then governs ingress alone, while the API server would for the policy it becomes.
   */
  readonly promotedTypes?: readonly Direction[];
}

export type AdminPeer =
  | { readonly kind: 'namespaces'; readonly namespaces: LabelSelector }
  | { readonly kind: 'pods'; readonly namespaces: LabelSelector; readonly pods: LabelSelector }
  /** `undefined` in the list is a network that does not parse. */
  | { readonly kind: 'networks'; readonly networks: readonly (Net | undefined)[] }
  /** `nodes`, `domainNames` or a field of the future. */
  | { readonly kind: 'unsupported'; readonly field: string };

export type AdminPort =
  | {
      readonly kind: 'ports';
      readonly protocol: number;
      readonly range: { readonly first: number; readonly last: number } | undefined;
    }
  | { readonly kind: 'named'; readonly name: string }
  /** No field that Calico knows: matches everything. */
  | { readonly kind: 'unknown' };

export interface AdminRule {
  readonly name: string;
  /** `Accept` reads as `Allow`; `undefined` when it is none of the three. */
  readonly action: 'Allow' | 'Deny' | 'Pass' | undefined;
  readonly peers: readonly AdminPeer[];
  /** `undefined`: every protocol and port. */
  readonly ports: readonly AdminPort[] | undefined;
  readonly at: SourceRange;
}

/** Source: network-policy-api v1alpha2 (ClusterNetworkPolicy) and v1alpha1 (the other two). */
export interface AdminPolicyResource {
  readonly kind: 'ClusterNetworkPolicy' | 'AdminNetworkPolicy' | 'BaselineAdminNetworkPolicy';
  readonly meta: Meta;
  /** `undefined` when it is neither; Calico then leaves the policy out. */
  readonly tier: 'Admin' | 'Baseline' | undefined;
  readonly priority: number;
  /** `undefined` without a subject; Calico then leaves the policy out. */
  readonly subject: { readonly namespaces: LabelSelector; readonly pods: LabelSelector } | undefined;
  readonly ingress: readonly AdminRule[];
  readonly egress: readonly AdminRule[];
}

export type PolicyResource = CalicoPolicyResource | KubernetesPolicyResource | AdminPolicyResource;
export type PolicyKind = PolicyResource['kind'];

export type Resource =
  | NamespaceResource
  | ServiceAccountResource
  | PodResource
  | WorkloadResource
  | ServiceResource
  | EndpointSliceResource
  | NodeResource
  | NetworkSetResource
  | TierResource
  | ProfileResource
  | WorkloadEndpointResource
  | IPPoolResource
  | HostEndpointResource
  | FelixConfigurationResource
  | PolicyResource;
