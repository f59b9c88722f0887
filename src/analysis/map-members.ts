/**
 * Who stands where on the map: every endpoint at one node, by the grouping asked for. Nothing is evaluated here.
 *
 * Groupings get coarser from services over namespaces to the values of a namespace label. A group that is opened, the
 * focus, shows what is in it by the next finer grouping; everything else stays folded, so that a map stays readable
 * at any size.
 */
import { getOrMake, groupBy } from '../base/collections';
import { compareText } from '../base/order';
import type { Cluster, Endpoint, Service } from '../model/cluster';
import type { Grouping, GroupingOption, MapNode } from './answers';
import { servicesByEndpoint } from './groups';

/** What the map shows; `undefined` is the grouping that suits the size of the cluster. */
export interface MapView {
  readonly grouping: Grouping | undefined;
  /** Id of the group that is opened. */
  readonly focus: string | undefined;
}

export type Identity = Pick<MapNode, 'id' | 'kind' | 'label' | 'namespace' | 'ask' | 'detail'>;

/** A node of the map with the indices of the endpoints that stand there. */
export interface Standing {
  readonly identity: Identity;
  readonly members: readonly number[];
}

export interface Standings {
  readonly grouping: Grouping;
  /** Groups from the outside in, down to the one that is opened. */
  readonly path: readonly { readonly id: string; readonly label: string }[];
  readonly nodes: readonly Standing[];
}

export interface Members {
  readonly services: ReadonlyMap<string, readonly Service[]>;
  /** Groupings to choose from, with how many nodes they make; the finest first. */
  readonly options: readonly GroupingOption[];
  /** Ids of the nodes that may show an endpoint, by the finest grouping first. */
  placesOf(endpoint: number): readonly string[];
  /** The finest of them. */
  serviceOf(endpoint: number): string | undefined;
  /** Workloads and apps of several pods that are behind no Service, by the name a question has for them. */
  workloads(): readonly Collected[];
  namespaces(): readonly Collected[];
  /** In the order of their first endpoints. */
  namespaceMembers(): readonly { readonly name: string; readonly members: readonly number[] }[];
  /** A node by its id in the finest grouping; `undefined` when nobody stands there. */
  serviceAt(id: string): Standing | undefined;
  /** The one of them with this label. */
  labelled(label: string): Standing | undefined;
  standings(view: MapView): Standings;
  /** A node of one map, or one of the finest grouping whatever the map. */
  standingAt(view: MapView, id: string): Standing | undefined;
}

/** Endpoints under one name. */
export interface Collected {
  readonly text: string;
  readonly detail: string;
  /** Index of one of them. */
  readonly first: number;
}

/** A first picture has at most about so many nodes. */
const readable = 60;
/** A grouping that was chosen may have more. */
const mostNodes = 150;

type Level = ReadonlyMap<string, Standing>;

export function createMembers(cluster: Cluster): Members {
  const { endpoints } = cluster;
  const services = servicesByEndpoint(cluster);
  const own = identitiesOf(endpoints, services);
  const byService = collect(own);
  const byNamespace = collect(endpoints.map(once(({ namespace }) => namespace, namespaceIdentity)));
  const keys = labelKeys(cluster, [...byNamespace.keys()].map(nameIn));
  const groupOf = (key: string, namespace: string) => groupId(key, cluster.namespaces.get(namespace)?.labels.get(key));
  const byLabel = new Map<Grouping, Level>(
    keys.map((key) => {
      const identities = endpoints.map(
        once(
          ({ namespace }) => namespace,
          ({ namespace, id }) => groupIdentity(key, cluster.namespaces.get(namespace)?.labels.get(key), id),
        ),
      );
      return [`label:${key}`, collect(identities)] as const;
    }),
  );
  const options: readonly GroupingOption[] = [
    { grouping: 'service', nodes: byService.size },
    { grouping: 'namespace', nodes: byNamespace.size },
    ...[...byLabel].map(([grouping, nodes]): GroupingOption => ({ grouping, nodes: nodes.size })),
  ];
  const levelOf = (grouping: Grouping): Level =>
    grouping === 'service' ? byService : (byLabel.get(grouping) ?? byNamespace);

  /** Groups from the outside in to the one that is opened; none where it does not exist. */
  function pathTo(focus: string | undefined, grouping: Grouping): readonly Standing[] {
    if (focus === undefined || grouping === 'service') return [];
    const opened = levelOf(grouping).get(focus);
    if (opened !== undefined) return [opened];
    const namespace = byNamespace.get(focus);
    const around = levelOf(grouping).get(groupOf(grouping.slice('label:'.length), nameIn(focus)));
    return namespace === undefined || around === undefined ? [] : [around, namespace];
  }

  /** What is in a group by the next finer grouping; those for which there is no room stand together in the group. */
  function inside({ identity, members: own }: Standing): readonly Standing[] {
    const isNamespace = identity.kind === 'namespace';
    const of = new Set(own);
    const found = [...(isNamespace ? byService : byNamespace).values()].filter((standing) =>
      of.has(standing.members[0] ?? -1),
    );
    return fold(found, 2 * readable, (count) => ({
      ...identity,
      label: `${count} other ${isNamespace ? 'services' : 'namespaces'}`,
    }));
  }

  const members: Members = {
    services,
    options,
    placesOf(endpoint) {
      const service = own[endpoint]?.id;
      const namespace = endpoints[endpoint]?.namespace ?? '';
      if (service === undefined) return [];
      return [service, `ns:${namespace}`, ...keys.map((key) => groupOf(key, namespace))];
    },
    serviceOf: (endpoint) => own[endpoint]?.id,
    workloads: () =>
      [...byService.values()].flatMap(({ identity: { kind, namespace, label, detail }, members: own }) =>
        (kind === 'workload' || kind === 'app') && own.length > 1
          ? [collected(`${namespace ?? ''}/${label}`, `${detail}, ${own.length} pods`, own)]
          : [],
      ),
    namespaces: () =>
      [...byNamespace.values()].map(({ identity: { label }, members: own }) =>
        collected(label, `Namespace, ${own.length} ${own.length === 1 ? 'pod' : 'pods'}`, own),
      ),
    namespaceMembers: () =>
      [...byNamespace.values()].map(({ identity: { label }, members: own }) => ({ name: label, members: own })),
    serviceAt: (id) => byService.get(id),
    labelled(label) {
      const [found, ...others] = [...byService.values()].filter(({ identity }) => identity.label === label);
      return others.length > 0 ? undefined : found;
    },
    standings({ grouping: wanted, focus }) {
      const grouping = options.find((option) => option.grouping === wanted)?.grouping ?? firstGrouping(options);
      const path = pathTo(focus, grouping);
      const [around] = path;
      const opened = path.at(-1);
      const others = [...levelOf(grouping).values()].filter((standing) => standing !== around);
      // Beside an opened namespace, what else is in its group stays folded.
      const beside = opened === undefined || around === undefined || opened === around ? [] : [without(around, opened)];
      const nodes = [
        ...fold(others, mostNodes, (count) => restIdentity(count, grouping)),
        ...beside,
        ...(opened === undefined ? [] : inside(opened)),
      ];
      return {
        grouping,
        path: path.map(({ identity: { id, label } }) => ({ id, label })),
        nodes: nodes.filter((node) => node.members.length > 0),
      };
    },
    standingAt: (view, id) =>
      byService.get(id) ?? members.standings(view).nodes.find(({ identity }) => identity.id === id),
  };
  return members;
}

/** The finest grouping whose picture can be read; a cluster of one namespace has nothing coarser. */
function firstGrouping(options: readonly GroupingOption[]): Grouping {
  const [services, namespaces, ...labels] = options;
  if (services === undefined || namespaces === undefined) return 'service';
  if (services.nodes <= readable || namespaces.nodes < 3) return 'service';
  if (namespaces.nodes <= readable) return 'namespace';
  return labels[0]?.grouping ?? 'namespace';
}

/** Everything when it fits; else the largest by pods, and the rest as one. */
function fold(standings: readonly Standing[], most: number, rest: (count: number) => Identity): readonly Standing[] {
  if (standings.length <= most) return standings;
  const bySize = standings.toSorted(
    (a, b) => b.members.length - a.members.length || compareText(a.identity.id, b.identity.id),
  );
  const folded = bySize.slice(readable);
  const members = folded.flatMap((standing) => standing.members).toSorted((a, b) => a - b);
  return [...bySize.slice(0, readable), { identity: rest(folded.length), members }];
}

function without(group: Standing, { identity, members }: Standing): Standing {
  const gone = new Set(members);
  return {
    identity: { ...group.identity, detail: `${group.identity.detail}, but for ${identity.label}` },
    members: group.members.filter((member) => !gone.has(member)),
  };
}

const collected = (text: string, detail: string, members: readonly number[]): Collected => ({
  text,
  detail,
  first: members[0] ?? -1,
});

const restIdentity = (count: number, grouping: Grouping): Identity => ({
  id: 'rest',
  kind: 'group',
  label: `${count} other ${grouping === 'service' ? 'services' : grouping === 'namespace' ? 'namespaces' : 'groups'}`,
  namespace: undefined,
  ask: '',
  detail: 'smaller ones, drawn as one',
});

/** Endpoints by the node they stand at: `identities` has one for each. */
function collect(identities: readonly Identity[]): Level {
  interface Growing extends Standing {
    readonly members: number[];
  }
  const found = new Map<string, Growing>();
  let last: Growing | undefined;
  let before: Identity | undefined;
  for (let index = 0; index < identities.length; index += 1) {
    const identity = identities[index] as Identity;
    if (last === undefined || identity !== before) {
      last = getOrMake(found, identity.id, (): Growing => ({ identity, members: [] }));
      before = identity;
    }
    last.members.push(index);
  }
  return found;
}

/** Makes one identity for all endpoints with a key, from the first of them. */
function once(
  keyOf: (endpoint: Endpoint) => string,
  make: (endpoint: Endpoint) => Identity,
): (endpoint: Endpoint) => Identity {
  const made = new Map<string, Identity>();
  let last: { readonly key: string; readonly identity: Identity } | undefined;
  return (endpoint) => {
    const key = keyOf(endpoint);
    if (last?.key !== key) last = { key, identity: getOrMake(made, key, () => make(endpoint)) };
    return last.identity;
  };
}

// --- services and namespaces -------------------------------------------------------------------------------------

const nameIn = (id: string): string => id.slice('ns:'.length);

const namespaceIdentity = ({ namespace, id }: Endpoint): Identity => ({
  id: `ns:${namespace}`,
  kind: 'namespace',
  label: namespace,
  namespace,
  ask: id,
  detail: '',
});

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/** By endpoint; neighbours are mostly of one workload, and then it is one object. */
function identitiesOf(endpoints: readonly Endpoint[], services: Members['services']): readonly Identity[] {
  const none: readonly Service[] = [];
  let before: Endpoint | undefined;
  let last: Identity | undefined;
  return endpoints.map((endpoint) => {
    const alike =
      before !== undefined &&
      before.labels === endpoint.labels &&
      before.namespace === endpoint.namespace &&
      before.workload.kind === endpoint.workload.kind &&
      before.workload.name === endpoint.workload.name &&
      before.workload.namespace === endpoint.workload.namespace &&
      sameItems(services.get(before.id) ?? none, services.get(endpoint.id) ?? none);
    if (last === undefined || !alike) last = identityOf(endpoint, services.get(endpoint.id) ?? none);
    before = endpoint;
    return last;
  });
}

/** Every endpoint stands in one place: under the Service named like its workload, else the first by name. */
function identityOf(endpoint: Endpoint, services: readonly Service[]): Identity {
  const { namespace, workload, labels, id } = endpoint;
  const service = services.find(({ name }) => name === workload.name) ?? services[0];
  if (service !== undefined) {
    const others = services.filter((other) => other !== service).map(({ name }) => name);
    const detail = others.length === 0 ? '' : `also ${others.join(', ')}`;
    return {
      id: `svc:${service.id}`,
      kind: 'service',
      label: service.name,
      namespace: service.namespace,
      ask: service.id,
      detail,
    };
  }
  const app = labels.get('app') ?? labels.get('app.kubernetes.io/name');
  if (workload.kind === 'Pod' && app !== undefined) {
    return {
      id: `app:${namespace}/${app}`,
      kind: 'app',
      label: app,
      namespace,
      ask: id,
      detail: `pods labelled app=${app}`,
    };
  }
  const wid = `wl:${workload.namespace}/${workload.kind}/${workload.name}`;
  return { id: wid, kind: 'workload', label: workload.name, namespace, ask: id, detail: workload.kind };
}

// --- labels of namespaces ----------------------------------------------------------------------------------------

/** More to choose from would be no help. */
const mostKeys = 8;

const groupId = (key: string, value: string | undefined): string =>
  value === undefined ? `label:${key}` : `label:${key}=${value}`;

const groupIdentity = (key: string, value: string | undefined, ask: string): Identity => ({
  id: groupId(key, value),
  kind: 'group',
  label: value === undefined ? `no ${shortKey(key)}` : value === '' ? `${shortKey(key)}, empty` : value,
  namespace: undefined,
  ask,
  detail: value === undefined ? `namespaces without ${key}` : `namespaces with ${key}=${value}`,
});

/** `team` of `example.com/team`. */
const shortKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/** Labels that sort namespaces into a readable number of groups and leave few out. The most groups first. */
function labelKeys({ namespaces }: Cluster, names: readonly string[]): readonly string[] {
  const labels = names.flatMap((name) => [...(namespaces.get(name)?.labels ?? [])]);
  const byKey = groupBy(labels, ([key]) => key);
  return [...byKey]
    .map(([key, own]) => ({ key, covered: own.length, values: new Set(own.map(([, value]) => value)).size }))
    .filter(({ key }) => !isOfSystem(key))
    .filter(({ values }) => values >= 2 && values <= readable && values < names.length)
    .filter(({ covered }) => covered >= 0.8 * names.length)
    .toSorted((a, b) => b.values - a.values || compareText(a.key, b.key))
    .slice(0, mostKeys)
    .map(({ key }) => key);
}

/** Kubernetes and Calico write these themselves; those of apps are the user's own. */
const isOfSystem = (key: string): boolean =>
  /(^|[./])(kubernetes\.io|k8s\.io|projectcalico\.org)\//.test(key) && !key.startsWith('app.kubernetes.io/');
