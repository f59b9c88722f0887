import { assertNever } from '../base/assert';
import { anyEntity } from '../model/any-entity';
import type { Cluster, Endpoint, FelixSettings, Policy, Service } from '../model/cluster';
import type { Flow } from '../model/flow';
import type { AdminPolicyResource, CalicoPolicyResource, CalicoRule, EntityRule } from '../model/resource';
import type { HostEndpointResource, KubernetesPolicyResource, PolicyResource } from '../model/resource';

/**
 * The smallest cluster found on which `disagrees` still holds: policies, rules, criteria and objects go one at a time
 * for as long as one can. Asks as often as there is something left to take away, twice over and more.
 */
export function shrink(cluster: Cluster, flow: Flow, disagrees: (cluster: Cluster, flow: Flow) => boolean): Cluster {
  let smallest = cluster;
  for (;;) {
    const next = smaller(smallest, flow).find((candidate) => disagrees(candidate, flow));
    if (next === undefined) return smallest;
    smallest = next;
  }
}

/** Every cluster with one thing less, the big things first. */
function smaller(cluster: Cluster, { from, to }: Flow): readonly Cluster[] {
  const asked = [from, to].flatMap((end) => (end.kind === 'pod' ? [end.id] : []));
  return [
    ...without(cluster.policies).map((policies) => ({ ...cluster, policies })),
    ...without(cluster.endpoints)
      .filter((kept) => asked.every((id) => [...kept, ...cluster.hostPods].some((one) => one.id === id)))
      .map((endpoints) => ({ ...cluster, endpoints, services: cluster.services.map((own) => among(own, endpoints)) })),
    ...without(cluster.networkSets).map((networkSets) => ({ ...cluster, networkSets })),
    ...without(cluster.hostEndpoints).map((hostEndpoints) => ({ ...cluster, hostEndpoints })),
    ...without(cluster.hostPods)
      .filter((kept) => asked.every((id) => [...kept, ...cluster.endpoints].some((one) => one.id === id)))
      .map((hostPods) => ({ ...cluster, hostPods })),
    ...without(cluster.tiers)
      .filter((kept) => cluster.tiers.every((tier) => tier.at !== undefined || kept.includes(tier)))
      .map((tiers) => ({ ...cluster, tiers })),
    ...without([...cluster.serviceEndpoints]).map((kept) => ({ ...cluster, serviceEndpoints: new Map(kept) })),
    ...without(cluster.services).map((services) => ({ ...cluster, services })),
    ...without(cluster.pools).map((pools) => ({ ...cluster, pools })),
    ...eachReplaced(cluster.policies, smallerPolicy).map((policies) => ({ ...cluster, policies })),
    ...eachReplaced(cluster.endpoints, smallerEndpoint).map((endpoints) => ({ ...cluster, endpoints })),
    ...eachReplaced(cluster.hostEndpoints, smallerHost).map((hostEndpoints) => ({ ...cluster, hostEndpoints })),
    ...smallerFelix(cluster.felix).map((felix) => ({ ...cluster, felix })),
    ...eachReplaced(cluster.networkSets, (set) => [
      ...without(set.nets).map((nets) => ({ ...set, nets })),
      ...without([...set.labels]).map((labels) => ({ ...set, labels: new Map(labels) })),
    ]).map((networkSets) => ({ ...cluster, networkSets })),
    ...eachReplaced([...cluster.namespaces], ([name, object]) =>
      without([...object.labels]).map((labels) => [name, { ...object, labels: new Map(labels) }] as const),
    ).map((namespaces) => ({ ...cluster, namespaces: new Map(namespaces) })),
  ];
}

/** The Service without backends that are gone. */
const among = (service: Service, endpoints: readonly Endpoint[]): Service => ({
  ...service,
  backends: service.backends.filter(
    ({ endpoint }) => endpoint === undefined || endpoints.some(({ id }) => id === endpoint),
  ),
});

/** The list without its first item, without its second, and so on. */
const without = <T>(items: readonly T[]): readonly (readonly T[])[] => items.map((_, i) => items.toSpliced(i, 1));

/** The list with one item replaced, in all ways there are. */
const eachReplaced = <T>(items: readonly T[], ways: (item: T) => readonly T[]): readonly (readonly T[])[] =>
  items.flatMap((item, i) => ways(item).map((other) => items.with(i, other)));

const smallerEndpoint = (endpoint: Endpoint): readonly Endpoint[] => [
  ...without(endpoint.ports).map((ports) => ({ ...endpoint, ports })),
  ...without([...endpoint.labels]).map((labels) => ({ ...endpoint, labels: new Map(labels) })),
];

const smallerHost = (host: HostEndpointResource): readonly HostEndpointResource[] => [
  ...without(host.ports).map((ports) => ({ ...host, ports })),
  ...without(host.profiles).map((profiles) => ({ ...host, profiles })),
  ...without(host.expectedIPs).map((expectedIPs) => ({ ...host, expectedIPs })),
  ...without([...host.meta.labels]).map((labels) => ({ ...host, meta: { ...host.meta, labels: new Map(labels) } })),
];

const smallerFelix = (felix: FelixSettings): readonly FelixSettings[] => [
  ...without(felix.failsafeInbound).map((failsafeInbound) => ({ ...felix, failsafeInbound })),
  ...without(felix.failsafeOutbound).map((failsafeOutbound) => ({ ...felix, failsafeOutbound })),
];

const smallerPolicy = (policy: Policy): readonly Policy[] =>
  smallerResource(policy.resource).map((resource) => ({ ...policy, resource }));

function smallerResource(resource: PolicyResource): readonly PolicyResource[] {
  switch (resource.kind) {
    case 'NetworkPolicy':
    case 'GlobalNetworkPolicy':
    case 'StagedNetworkPolicy':
    case 'StagedGlobalNetworkPolicy':
      return smallerCalico(resource);
    case 'KubernetesNetworkPolicy':
    case 'StagedKubernetesNetworkPolicy':
      return smallerKubernetes(resource);
    case 'ClusterNetworkPolicy':
    case 'AdminNetworkPolicy':
    case 'BaselineAdminNetworkPolicy':
      return smallerAdmin(resource);
    default:
      return assertNever(resource);
  }
}

const smallerCalico = (resource: CalicoPolicyResource): readonly CalicoPolicyResource[] => [
  ...inBothDirections(resource, smallerRule),
  ...changed(resource, { selector: '', namespaceSelector: '', serviceAccountSelector: '' }),
  ...changed(resource, { doNotTrack: false, preDNAT: false, applyOnForward: false, order: undefined }),
];

const smallerKubernetes = (resource: KubernetesPolicyResource): readonly KubernetesPolicyResource[] => [
  ...inBothDirections(resource, (rule) => [
    ...without(rule.peers).map((peers) => ({ ...rule, peers })),
    ...without(rule.ports).map((ports) => ({ ...rule, ports })),
  ]),
  ...changed(resource, { podSelector: { matchLabels: new Map(), matchExpressions: [] } }),
];

const smallerAdmin = (resource: AdminPolicyResource): readonly AdminPolicyResource[] => [
  ...inBothDirections(resource, (rule) => [
    ...without(rule.peers).map((peers) => ({ ...rule, peers })),
    ...changed(rule, { ports: undefined }),
    ...without(rule.ports ?? []).map((ports) => ({ ...rule, ports })),
  ]),
];

const smallerRule = (rule: CalicoRule): readonly CalicoRule[] => [
  ...changed(rule, { source: anyEntity, destination: anyEntity }),
  ...smallerEntity(rule.source).map((source) => ({ ...rule, source })),
  ...smallerEntity(rule.destination).map((destination) => ({ ...rule, destination })),
  ...changed(rule, { icmp: undefined, notICMP: undefined, http: undefined, ipVersion: undefined }),
  ...changed(rule, { protocol: undefined, notProtocol: undefined }),
];

const smallerEntity = (entity: EntityRule): readonly EntityRule[] => [
  ...changed(entity, anyEntity),
  ...(['nets', 'notNets'] as const).flatMap((key) => without(entity[key]).map((nets) => ({ ...entity, [key]: nets }))),
  ...(['ports', 'notPorts'] as const).flatMap((key) =>
    without(entity[key]).map((ports) => ({ ...entity, [key]: ports })),
  ),
];

/** One rule less, or one rule smaller. */
function inBothDirections<P extends { readonly ingress: readonly unknown[]; readonly egress: readonly unknown[] }>(
  resource: P,
  ways: (rule: P['ingress'][number]) => readonly P['ingress'][number][],
): readonly P[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    [...without(resource[direction]), ...eachReplaced(resource[direction], ways)].map((rules) => ({
      ...resource,
      [direction]: rules,
    })),
  );
}

/** The object with one property as given, for each that is not so yet. */
function changed<T extends object>(object: T, properties: Partial<T>): readonly T[] {
  return (Object.keys(properties) as (keyof T)[])
    .filter((key) => JSON.stringify(plain(object[key])) !== JSON.stringify(plain(properties[key])))
    .map((key) => ({ ...object, [key]: properties[key] }));
}

/** What tells two values apart when they are written out: maps as lists, no big integers. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (_, part: unknown) =>
      part instanceof Map ? [...part] : typeof part === 'bigint' ? String(part) : part,
    ),
  );
