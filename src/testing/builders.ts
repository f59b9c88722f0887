/**
 * Clusters for tests, in the domain's words and without any text to read:
 * `cluster([namespace('shop'), pod('shop/web', { labels: { app: 'web' } }), gnp('lock', { ingress: [] })])`.
 * Places are made up, each its own: the file is the id of the object, offsets count its rules.
 */
import { present } from '../base/assert';
import { sortedBy } from '../base/order';
import { felixDefaults } from '../model/cluster';
import type { Cluster, ClusterNode, Endpoint, HostPod, LabelledObject, NetworkSet } from '../model/cluster';
import type { FelixSettings, Policy, Profile, Regime, Service, ServiceEndpoint, Tier } from '../model/cluster';
import type { SourceRange } from '../model/diagnostic';
import { defaultSourcePort, parseProtocol, type Flow, type FlowEnd } from '../model/flow';
import { endpointId, fileId } from '../model/ids';
import type { ContainerPort, FailsafePort, HostEndpointResource, Labels, Meta, Net } from '../model/resource';
import { parseAddress, type Address, type Family } from '../net/address';
import { parseCidr, type Cidr } from '../net/cidr';

export type Part =
  | { readonly part: 'tier'; readonly tier: Tier }
  | { readonly part: 'policy'; readonly policyIn: (regime: Regime) => Policy }
  | { readonly part: 'pod'; readonly endpoint: Endpoint }
  | { readonly part: 'host-pod'; readonly pod: HostPod }
  | { readonly part: 'namespace'; readonly name: string; readonly object: LabelledObject }
  | { readonly part: 'account'; readonly name: string; readonly object: LabelledObject }
  | { readonly part: 'profile'; readonly profile: Profile }
  | { readonly part: 'set'; readonly set: NetworkSet }
  | { readonly part: 'service'; readonly service: Service }
  | { readonly part: 'slice'; readonly service: string; readonly endpoints: readonly ServiceEndpoint[] }
  | { readonly part: 'node'; readonly node: ClusterNode }
  | { readonly part: 'host-endpoint'; readonly host: HostEndpointResource };

type PartOf<P extends Part['part']> = Extract<Part, { readonly part: P }>;

interface ClusterOptions {
  readonly regime?: Regime;
  /** `false`: as if no file held a Tier object. */
  readonly tiersKnown?: boolean;
  readonly pools?: readonly string[];
  /** `Accept` unless told, as in the manifests of Calico: a pod reaches its own node. */
  readonly endpointToHost?: FelixSettings['endpointToHost'];
  /** Calico's own ports unless told; `TCP 22`, or `TCP 22 10.0.0.0/8` with the far side. */
  readonly failsafeInbound?: readonly string[];
  readonly failsafeOutbound?: readonly string[];
}

/** Joins the parts; a namespace or account that a pod or a set names has no labels of its own unless a part says so. */
export function cluster(parts: readonly Part[], options: ClusterOptions = {}): Cluster {
  const { regime = '3.32', tiersKnown = true, pools = [] } = options;
  const of = <P extends Part['part']>(kind: P) => parts.filter((part): part is PartOf<P> => part.part === kind);
  const endpoints = of('pod').map(({ endpoint }) => endpoint);
  const sets = of('set').map(({ set }) => set);
  const tiers = of('tier').map(({ tier }) => tier);
  const named = [...endpoints, ...sets].flatMap((object) => object.namespace ?? []);
  const accounts = endpoints.flatMap((pod) => (pod.serviceAccount === undefined ? [] : account(accountOf(pod))));
  return {
    regime,
    regimeEvidence: [],
    regimeChosen: true,
    tiers: [...builtInTiers(regime).filter(({ name }) => tiers.every((tier) => tier.name !== name)), ...tiers],
    tiersKnown,
    policies: of('policy').map(({ policyIn }) => policyIn(regime)),
    endpoints,
    hostPods: of('host-pod').map(({ pod }) => pod),
    namespaces: byName([...named.map((name) => namespace(name)), ...of('namespace')]),
    serviceAccounts: byName([...accounts, ...of('account')]),
    profiles: new Map(of('profile').map(({ profile }) => [profile.name, profile])),
    networkSets: sets,
    services: of('service').map(({ service }) => service),
    serviceEndpoints: new Map(of('slice').map(({ service, endpoints }) => [service, endpoints])),
    nodes: new Map(of('node').map(({ node }) => [node.name, node])),
    pools: pools.map(cidr),
    felix: felixOf(options),
    hostEndpoints: sortedBy(
      of('host-endpoint').map(({ host }) => host),
      ({ meta }) => meta.name,
    ),
    notEvaluated: [],
  };
}

function felixOf(options: ClusterOptions): FelixSettings {
  return {
    endpointToHost: 'endpointToHost' in options ? options.endpointToHost : 'Accept',
    failsafeInbound: options.failsafeInbound?.map(failsafePort) ?? felixDefaults.failsafeInbound,
    failsafeOutbound: options.failsafeOutbound?.map(failsafePort) ?? felixDefaults.failsafeOutbound,
  };
}

function failsafePort(text: string): FailsafePort {
  const [protocol = '', port, far] = text.split(' ');
  return { protocol: protocolOf(protocol), port: Number(port), net: far === undefined ? undefined : cidr(far) };
}

const byName = (parts: readonly { name: string; object: LabelledObject }[]): ReadonlyMap<string, LabelledObject> =>
  new Map(parts.map(({ name, object }) => [name, object]));

const accountOf = ({ namespace, serviceAccount }: Endpoint): string => `${namespace}/${serviceAccount}`;

/** Source: calico-semantics 3.1. */
export function builtInTiers(regime: Regime): readonly Tier[] {
  const make = (name: string, order: number, defaultAction: 'Deny' | 'Pass'): Tier => ({
    name,
    order,
    defaultAction,
    at: undefined,
  });
  const own = make('default', 1_000_000, 'Deny');
  if (regime === '3.28') return [own];
  const [first, last] =
    regime === '3.31' ? ['adminnetworkpolicy', 'baselineadminnetworkpolicy'] : ['kube-admin', 'kube-baseline'];
  return [make(first, 1000, 'Pass'), own, make(last, 10_000_000, 'Pass')];
}

export function tier(name: string, options: { order?: number; defaultAction?: 'Deny' | 'Pass' } = {}): Part {
  const { order = 1_000_000, defaultAction = 'Deny' } = options;
  return { part: 'tier', tier: { name, order, defaultAction, at: at(`tier:${name}`) } };
}

type Known = { readonly known?: boolean };

/** Labelled with its name, as the API server does. `known: false`: something names it, no object describes it. */
export function namespace(name: string, labels: LabelText = {}, { known = true }: Known = {}): PartOf<'namespace'> {
  const all = new Map([...labelsOf(labels), ['kubernetes.io/metadata.name', name]]);
  const object = { labels: known ? all : new Map(), known, at: known ? at(`ns:${name}`) : undefined };
  return { part: 'namespace', name, object };
}

/** `name` is `namespace/name`. */
export function account(name: string, labels: LabelText = {}, { known = true }: Known = {}): PartOf<'account'> {
  const object = { labels: labelsOf(labels), known, at: known ? at(`sa:${name}`) : undefined };
  return { part: 'account', name, object };
}

export interface PodOptions {
  readonly labels?: LabelText;
  readonly ips?: readonly string[];
  /** `undefined` written out: the input does not tell it. */
  readonly serviceAccount?: string | undefined;
  /** `http TCP 8080`, or `http TCP 8080 init`. */
  readonly ports?: readonly string[];
  readonly node?: string | undefined;
  readonly profiles?: readonly string[];
  readonly labelsKnown?: boolean;
  readonly portsKnown?: boolean;
  /** Has addresses of these families, which the input does not tell. */
  readonly unknownAddress?: readonly Family[];
  readonly representative?: boolean;
}

/** `id` is `namespace/name`. On `node-a` and with the account `default` unless told otherwise. */
export function pod(id: string, options: PodOptions = {}): PartOf<'pod'> {
  const [namespace, name] = split(id);
  const serviceAccount = 'serviceAccount' in options ? options.serviceAccount : 'default';
  const own = serviceAccount === undefined ? [] : [`ksa.${namespace}.${serviceAccount}`];
  const addresses = (options.ips ?? []).map(address);
  const endpoint: Endpoint = {
    id: endpointId(namespace, name),
    namespace,
    name,
    labels: labelsOf(options.labels ?? {}),
    labelsKnown: options.labelsKnown ?? true,
    serviceAccount,
    addresses,
    addressesKnown: options.unknownAddress === undefined,
    families: options.unknownAddress ?? [...new Set(addresses.map(({ family }) => family))],
    ports: (options.ports ?? []).map(containerPort),
    portsKnown: options.portsKnown ?? true,
    profiles: options.profiles ?? [`kns.${namespace}`, ...own],
    node: 'node' in options ? options.node : 'node-a',
    ready: true,
    workload: { kind: 'Pod', namespace, name },
    representative: options.representative ?? false,
    at: at(`pod:${id}`),
  };
  return { part: 'pod', endpoint };
}

export function hostPod(id: string, options: { readonly node: string; readonly ips: readonly string[] }): Part {
  const [namespace, name] = split(id);
  const { node, ips } = options;
  const pod = { id: endpointId(namespace, name), node, addresses: ips.map(address), at: at(`pod:${id}`) };
  return { part: 'host-pod', pod };
}

export const node = (name: string, ips: readonly string[]): Part => ({
  part: 'node',
  node: { name, addresses: ips.map(address), labels: new Map() },
});

export interface HostOptions {
  readonly node?: string;
  /** An interface's name, `*`, or nothing: then one that has an expected address. */
  readonly interface?: string;
  readonly ips?: readonly string[];
  readonly labels?: LabelText;
  readonly profiles?: readonly string[];
  /** `http TCP 8080`. */
  readonly ports?: readonly string[];
}

/** On `node-a` unless told otherwise. */
export function hostEndpoint(name: string, options: HostOptions = {}): PartOf<'host-endpoint'> {
  const { labels = {}, ips = [], ports = [], profiles = [], node = 'node-a' } = options;
  const host: HostEndpointResource = {
    kind: 'HostEndpoint',
    meta: { ...metaOf(name, undefined, `hep:${name}`), labels: labelsOf(labels) },
    node,
    interfaceName: options.interface,
    expectedIPs: ips.map(address),
    profiles,
    ports: ports.map(containerPort),
  };
  return { part: 'host-endpoint', host };
}

export const globalNetworkSet = (name: string, labels: LabelText, nets: readonly string[]): Part => ({
  part: 'set',
  set: { name, namespace: undefined, labels: labelsOf(labels), nets: nets.map(net), at: at(`gns:${name}`) },
});

/** `id` is `namespace/name`. */
export function networkSet(id: string, labels: LabelText, nets: readonly string[]): Part {
  const [namespace, name] = split(id);
  return {
    part: 'set',
    set: { name, namespace, labels: labelsOf(labels), nets: nets.map(net), at: at(`netset:${id}`) },
  };
}

interface FlowOptions {
  readonly icmp?: { readonly type: number; readonly code: number };
  readonly sourcePort?: number;
}

/** `flow('shop/web', '203.0.113.9', 'TCP 443')`: pods by id, anything that reads as an address by that. */
export function flow(
  from: string | FlowEnd,
  to: string | FlowEnd,
  connection: string,
  options: FlowOptions = {},
): Flow {
  const [protocol = '', port] = connection.split(' ');
  return {
    from: flowEnd(from),
    to: flowEnd(to),
    protocol: protocolOf(protocol),
    port: port === undefined ? undefined : Number(port),
    sourcePort: options.sourcePort ?? defaultSourcePort,
    icmp: options.icmp,
  };
}

function flowEnd(end: string | FlowEnd): FlowEnd {
  if (typeof end !== 'string') return end;
  return parseAddress(end) === undefined ? { kind: 'pod', id: end } : { kind: 'ip', ip: end };
}

export type LabelText = Readonly<Record<string, string>>;

export const labelsOf = (labels: LabelText): Labels => new Map(Object.entries(labels));

/** A place of its own for an object, or for one of its rules. */
export const at = (object: string, rule = -1): SourceRange => ({
  file: fileId(object),
  start: rule + 1,
  end: rule + 2,
});

export const metaOf = (name: string, namespace: string | undefined, place: string): Meta => ({
  apiVersion: '',
  name,
  namespace,
  labels: new Map(),
  resourceVersion: undefined,
  generation: undefined,
  stored: undefined,
  at: at(place),
});

export function split(id: string): readonly [namespace: string, name: string] {
  const slash = id.indexOf('/');
  return [id.slice(0, slash), id.slice(slash + 1)];
}

function containerPort(text: string): ContainerPort {
  const [name, protocol = '', port, init] = text.split(' ');
  return { name, protocol: protocolOf(protocol), port: Number(port), init: init === 'init' };
}

export const protocolOf = (text: string): number => present(parseProtocol(text), `${text} is a protocol`);
export const address = (text: string): Address => present(parseAddress(text), `${text} is an address`);
export const cidr = (text: string): Cidr => present(parseCidr(text), `${text} is a block of addresses`);
export const net = (text: string): Net => ({ text, cidr: cidr(text) });
