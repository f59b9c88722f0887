/**
 * Resources become a cluster: copies of one object merged, names settled for one generation of Calico, pods joined
 * with what knows them, and whatever is named and missing marked so. Everything is sorted: the order of files and
 * documents changes nothing.
 */
import { groupBy } from '../base/collections';
import { sortedBy } from '../base/order';
import type { Cluster, NetworkSet, Profile, Regime } from '../model/cluster';
import type { Report } from '../model/diagnostic';
import type { NetworkSetResource, PodResource, ProfileResource, Resource } from '../model/resource';
import { printCidr } from '../net/cidr';
import { newestCopies, objectsOf, type InputObject } from './assemble/copies';
import { assembleEndpoints } from './assemble/endpoints';
import { isPolicy } from './assemble/is-policy';
import { assembleNamespaces, assembleServiceAccounts } from './assemble/labelled-objects';
import { assembleNodes } from './assemble/nodes';
import { felixOf } from './assemble/felix';
import { notEvaluated } from './assemble/not-evaluated';
import { ofKind } from './assemble/of-kind';
import { assemblePolicies } from './assemble/policies';
import { storedNameOf } from './assemble/policy-names';
import { tellRemarks } from './assemble/remarks';
import { detectRegime, type Detected } from './assemble/regime';
import { assembleServiceEndpoints } from './assemble/service-endpoints';
import { assembleServices } from './assemble/services';
import { slicesByService } from './assemble/slices';
import { tellEndpoints } from './assemble/tell-endpoints';
import { assembleTiers, tellMissingTiers } from './assemble/tiers';
import { mergeApis, type MergedObject } from './assemble/two-apis';
import type { UnreadObject } from './read-resources';

export interface AssembleOptions {
  /** As the user chose it; `undefined` to go by the input. */
  readonly regime: Regime | undefined;
}

export function assembleCluster(
  resources: readonly Resource[],
  unread: readonly UnreadObject[],
  options: AssembleOptions,
  report: Report,
): Cluster {
  const detected = detectRegime(
    resources,
    unread.flatMap(({ calicoVersion }) => calicoVersion ?? []),
  );
  const regime = options.regime ?? detected.regime;
  tellChoice(options, detected, resources, report);

  const objects = uniqueObjects(resources, regime, report);
  const unique = objects.flatMap((object) => object.resources);
  tellRemarks(objects, regime, report);
  const policies = assemblePolicies(objects, regime, report);
  const tierResources = ofKind(unique, 'Tier');
  const tiers = assembleTiers(tierResources, regime, report);
  tellMissingTiers(policies, tiers, tierResources.length > 0, report);

  const hostEndpoints = sortedBy(ofKind(unique, 'HostEndpoint'), ({ meta }) => meta.name);
  return {
    regime,
    regimeEvidence: detected.evidence,
    regimeChosen: options.regime !== undefined,
    tiers,
    tiersKnown: tierResources.length > 0,
    policies,
    namespaces: assembleNamespaces(ofKind(unique, 'Namespace'), unique, policies, report),
    ...assembleInventory(unique, policies, regime, report),
    networkSets: sortedBy(
      [...ofKind(unique, 'NetworkSet'), ...ofKind(unique, 'GlobalNetworkSet')].map(toNetworkSet),
      keyOfSet,
    ),
    hostEndpoints,
    felix: felixOf(ofKind(unique, 'FelixConfiguration')),
    notEvaluated: notEvaluated(unread),
  };
}

/** Pods and what is known of them through other objects. */
function assembleInventory(
  unique: readonly Resource[],
  policies: Cluster['policies'],
  regime: Regime,
  report: Report,
): Pick<
  Cluster,
  'endpoints' | 'hostPods' | 'serviceAccounts' | 'profiles' | 'services' | 'serviceEndpoints' | 'nodes' | 'pools'
> {
  const pods = ofKind(unique, 'Pod');
  const nodes = assembleNodes(ofKind(unique, 'Node'), pods);
  const pools = sortedBy(
    ofKind(unique, 'IPPool').map(({ cidr }) => cidr),
    printCidr,
  );
  const assembled = assembleEndpoints({
    pods,
    workloadEndpoints: ofKind(unique, 'WorkloadEndpoint'),
    workloads: ofKind(unique, 'Workload'),
    nodes,
    poolFamilies: pools.map(({ family }) => family),
    regime,
  });
  const { endpoints, hostPods } = assembled;
  const profiles = new Map(sortedBy(ofKind(unique, 'Profile').filter(isOwnProfile).map(toProfile), ([name]) => name));
  tellEndpoints(assembled, profiles, report);

  const hostPodIds = new Set<string>(hostPods.map(({ id }) => id));
  const nameOf = ({ meta }: PodResource): string => `${meta.namespace ?? ''}/${meta.name}`;
  const hosts = pods.filter((pod) => hostPodIds.has(nameOf(pod)));
  const sources = {
    services: ofKind(unique, 'Service'),
    slices: slicesByService(ofKind(unique, 'EndpointSlice')),
    endpoints: groupBy(endpoints, ({ namespace }) => namespace),
    hostPods: groupBy(sortedBy(hosts, nameOf), ({ meta }) => meta.namespace ?? ''),
  };
  return {
    endpoints,
    hostPods,
    serviceAccounts: assembleServiceAccounts(ofKind(unique, 'ServiceAccount'), endpoints, policies, report),
    profiles,
    services: assembleServices(sources, report),
    serviceEndpoints: assembleServiceEndpoints(sources),
    nodes,
    pools,
  };
}

/** One object of each identity; both APIs of Calico are one. */
function uniqueObjects(resources: readonly Resource[], regime: Regime, report: Report): readonly MergedObject[] {
  const identity = ({ first, meta }: InputObject): string => {
    const api = meta.apiVersion.startsWith('crd.')
      ? 'stored'
      : first.kind === 'Node' && meta.apiVersion !== 'v1'
        ? 'calico'
        : '';
    const kind =
      first.kind === 'Workload'
        ? first.workloadKind
        : first.kind === 'EndpointSlice' && first.legacy
          ? 'Endpoints'
          : first.kind;
    const name = isPolicy(first) ? storedNameOf(first, regime) : meta.name;
    return [api, kind, meta.namespace ?? '', name].join('/');
  };
  return mergeApis(newestCopies(objectsOf(resources), identity, report), regime, report);
}

/** Said where the user chose another generation than the input shows. */
function tellChoice(
  { regime }: AssembleOptions,
  detected: Detected,
  resources: readonly Resource[],
  report: Report,
): void {
  const [first] = sortedBy(resources, ({ meta }) => `${meta.at.file} ${String(meta.at.start).padStart(12, '0')}`);
  if (regime === undefined || regime === detected.regime || detected.evidence.length === 0 || first === undefined)
    return;
  report({
    code: 'cluster/regime',
    severity: 'warning',
    message: `Calico ${regime} was chosen, and the input speaks for ${detected.regime}: ${detected.evidence.join(' ')}`,
    at: first.meta.at,
  });
}

/** Calico makes the profiles of namespaces and service accounts itself. */
const isOwnProfile = ({ meta }: ProfileResource): boolean => !/^k(ns|sa)\./.test(meta.name);

const toProfile = ({ meta, labelsToApply, ingress, egress }: ProfileResource): readonly [string, Profile] => [
  meta.name,
  { name: meta.name, labelsToApply, ingress, egress, at: meta.at },
];

const toNetworkSet = ({ meta, nets }: NetworkSetResource): NetworkSet => ({
  name: meta.name,
  namespace: meta.namespace,
  labels: meta.labels,
  nets,
  at: meta.at,
});

const keyOfSet = ({ namespace, name }: NetworkSet): string => `${namespace ?? ''}/${name}`;
