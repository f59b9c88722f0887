/** Lists beside the picture: policies in evaluation order, endpoints, and everything a question can name. */
import { sortedBy } from '../base/order';
import { isHostOnly } from '../engine/compile/compile-cluster';
import type { CompiledCluster, CompiledPolicy } from '../engine/compile/compiled';
import type { Direction } from '../model/resource';
import type { PolicyRef } from '../model/verdict';
import { printAddress } from '../net/address';
import { selectorId } from '../selector/id';
import { parseSelector } from '../selector/parse';
import type { EndpointRow, MapNode, PolicyList, PolicyRow, SearchEntry } from './answers';
import { servicesByEndpoint } from './groups';

export function policyList(compiled: CompiledCluster): PolicyList {
  const counts = appliesCounts(compiled);
  const { tiers } = compiled;
  return {
    tiers: tiers
      .filter(({ policies, at }) => policies.length > 0 || at !== undefined)
      .map(({ name, order, defaultAction, standing, at, policies }) => ({
        name,
        order,
        defaultAction,
        known: standing === 'real',
        at,
        policies: policies.map((policy) => policyRow(policy, counts)),
      })),
  };
}

type Counts = ReadonlyMap<CompiledPolicy, { readonly surely: number; readonly maybe: number }>;

/** How many endpoints each policy applies to, in any direction; hosts are not counted. */
function appliesCounts({ cluster, sets, tiers }: CompiledCluster): Counts {
  const { classOf, size } = sets.index();
  const sizes = new Float64Array(size);
  for (const labelClass of classOf) sizes[labelClass] = (sizes[labelClass] ?? 0) + 1;
  const sum = (classes: Int32Array) => classes.reduce((total, labelClass) => total + (sizes[labelClass] ?? 0), 0);
  const countOf = (policy: CompiledPolicy) => {
    if (isHostOnly(policy) || cluster.endpoints.length === 0) return { surely: 0, maybe: 0 };
    if (policy.selected === undefined) return { surely: cluster.endpoints.length, maybe: 0 };
    const { certain, maybe } = sets.membersOf(policy.selected);
    return { surely: sum(certain), maybe: sum(maybe) };
  };
  return new Map(tiers.flatMap(({ policies }) => policies.map((policy) => [policy, countOf(policy)] as const)));
}

function policyRow(policy: CompiledPolicy, counts: Counts): PolicyRow {
  const { ref, order, types, staged, subject, at, ingress, egress } = policy;
  const { surely, maybe } = counts.get(policy) ?? { surely: 0, maybe: 0 };
  return {
    ref,
    order,
    types,
    selects: surely,
    maySelect: maybe,
    rules: { ingress: ruleCount(ingress), egress: ruleCount(egress) },
    staged,
    selector: subject,
    selectorId: subject === '' ? undefined : idOf(subject),
    at,
  };
}

function idOf(selector: string): string | undefined {
  const parsed = parseSelector(selector);
  return parsed.ok ? selectorId(parsed.value) : undefined;
}

/** Rules as written: those of Kubernetes kinds are expanded before. */
const ruleCount = (rules: readonly { readonly index: number }[]): number =>
  new Set(rules.map(({ index }) => index)).size;

export function endpointRows(compiled: CompiledCluster): readonly EndpointRow[] {
  const { cluster } = compiled;
  const services = servicesByEndpoint(cluster);
  const applying = (index: number, direction: Direction): readonly PolicyRef[] =>
    compiled.programOf(index, direction).tiers.flatMap(({ policies }) => policies.map(({ policy }) => policy.ref));
  return cluster.endpoints.map((endpoint, index) => ({
    id: endpoint.id,
    namespace: endpoint.namespace,
    name: endpoint.name,
    labels: sortedBy(endpoint.labels, ([key]) => key),
    serviceAccount: endpoint.serviceAccount,
    addresses: endpoint.addresses.map(printAddress),
    node: endpoint.node,
    workload: `${endpoint.workload.kind} ${endpoint.workload.name}`,
    services: (services.get(endpoint.id) ?? []).map(({ id }) => id),
    representative: endpoint.representative,
    ready: endpoint.ready,
    ingress: applying(index, 'Ingress'),
    egress: applying(index, 'Egress'),
    at: endpoint.at,
  }));
}

/** `nodes` are those of the map, to tell where each thing is drawn. */
export function searchEntries({ cluster }: CompiledCluster, nodes: readonly MapNode[]): readonly SearchEntry[] {
  const nodeOf = new Map(nodes.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  const drawn = new Set(nodes.map(({ id }) => id));
  const services = cluster.services.map(({ id, ports, backends }): SearchEntry => ({
    kind: 'service',
    text: id,
    detail: `Service, ${ports.length === 0 ? 'no ports' : ports.map(({ port }) => port).join(', ')}`,
    // Pods of several Services are drawn at one of them: a Service is found at its own node first.
    node: drawn.has(`svc:${id}`)
      ? `svc:${id}`
      : backends.flatMap(({ endpoint }) => (endpoint === undefined ? [] : [nodeOf.get(endpoint)]))[0],
  }));
  const pods = cluster.endpoints.map(({ id, representative, addresses }): SearchEntry => ({
    kind: representative ? 'workload' : 'pod',
    text: id,
    detail: representative ? 'stands for its pods' : addresses.map(printAddress).join(', '),
    node: nodeOf.get(id),
  }));
  const hosts = cluster.hostPods.map(({ id, node }): SearchEntry => ({
    kind: 'pod',
    text: id,
    detail: `host network${node === undefined ? '' : ` of ${node}`}`,
    node: undefined,
  }));
  const machines = [...cluster.nodes.values()].map(({ name, addresses }): SearchEntry => ({
    kind: 'node',
    text: name,
    detail: `Node ${addresses.map(printAddress).join(', ')}`,
    node: undefined,
  }));
  const outside = nodes
    .filter(({ pods: inside }) => inside === 0)
    .map(({ id, kind, label, ask, detail }): SearchEntry => ({
      kind: kind === 'network-set' ? 'network-set' : 'ip',
      text: ask,
      detail: `${label}: ${detail}`,
      node: id,
    }));
  return [...services, ...pods, ...hosts, ...machines, ...outside];
}
