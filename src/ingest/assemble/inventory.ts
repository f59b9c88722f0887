/** Pods and what is known of them through other objects, step by step: an edit costs the steps behind it. */
import { memoLast } from '../../base/memo-last';
import { sortedBy } from '../../base/order';
import type { Cluster, ClusterNode, Policy, Profile, Regime } from '../../model/cluster';
import type { Report } from '../../model/diagnostic';
import type {
  IPPoolResource,
  PodResource,
  ProfileResource,
  WorkloadEndpointResource,
  WorkloadResource,
} from '../../model/resource';
import { printCidr, type Cidr } from '../../net/cidr';
import { ofKind, type ByKind } from './by-kind';
import { assembleEndpoints, type AssembledEndpoints } from './endpoints';
import { assembleServiceAccounts, tellMissingAccounts } from './labelled-objects';
import { assembleNodes } from './nodes';
import { remembered } from './remembered';
import { assembleServiceEndpoints } from './service-endpoints';
import { assembleServices, serviceSources, type ServiceSources } from './services';
import { tellEndpoints } from './tell-endpoints';

export type Inventory = Pick<
  Cluster,
  'endpoints' | 'hostPods' | 'serviceAccounts' | 'profiles' | 'services' | 'serviceEndpoints' | 'nodes' | 'pools'
>;

export function createInventory(): (
  unique: ByKind,
  policies: readonly Policy[],
  regime: Regime,
  report: Report,
) => Inventory {
  const nodesOf = memoLast(assembleNodes);
  const poolsOf = memoLast(assemblePools);
  const endpointsOf = memoLast(endpointsFrom);
  const profilesOf = memoLast(assembleProfiles);
  const told = remembered((report, assembled: AssembledEndpoints, profiles: ReadonlyMap<string, Profile>) =>
    tellEndpoints(assembled, profiles, report),
  );
  const accountsOf = memoLast(assembleServiceAccounts);
  const sourcesOf = memoLast(serviceSources);
  const servicesOf = remembered((report, sources: ServiceSources) => assembleServices(sources, report));
  const serviceEndpointsOf = memoLast(assembleServiceEndpoints);

  return (unique, policies, regime, report) => {
    const pods = ofKind(unique, 'Pod');
    const nodes = nodesOf(ofKind(unique, 'Node'), pods);
    const pools = poolsOf(ofKind(unique, 'IPPool'));
    const seen = ofKind(unique, 'WorkloadEndpoint');
    const assembled = endpointsOf(pods, seen, ofKind(unique, 'Workload'), nodes, pools, regime);
    const { endpoints, hostPods, hosts } = assembled;
    const profiles = profilesOf(ofKind(unique, 'Profile'));
    told(report, assembled, profiles);
    const accounts = accountsOf(ofKind(unique, 'ServiceAccount'), endpoints);
    tellMissingAccounts(accounts, policies, report);
    const sources = sourcesOf(ofKind(unique, 'Service'), ofKind(unique, 'EndpointSlice'), endpoints, hosts);
    return {
      endpoints,
      hostPods,
      serviceAccounts: accounts.accounts,
      profiles,
      services: servicesOf(report, sources),
      serviceEndpoints: serviceEndpointsOf(sources),
      nodes,
      pools,
    };
  };
}

const endpointsFrom = (
  pods: readonly PodResource[],
  workloadEndpoints: readonly WorkloadEndpointResource[],
  workloads: readonly WorkloadResource[],
  nodes: ReadonlyMap<string, ClusterNode>,
  pools: readonly Cidr[],
  regime: Regime,
): AssembledEndpoints =>
  assembleEndpoints({
    pods,
    workloadEndpoints,
    workloads,
    nodes,
    poolFamilies: pools.map(({ family }) => family),
    regime,
  });

const assemblePools = (written: readonly IPPoolResource[]): readonly Cidr[] =>
  sortedBy(
    written.map(({ cidr }) => cidr),
    printCidr,
  );

const assembleProfiles = (written: readonly ProfileResource[]): ReadonlyMap<string, Profile> =>
  new Map(sortedBy(written.filter(isOwnProfile).map(toProfile), ([name]) => name));

/** Calico makes the profiles of namespaces and service accounts itself. */
const isOwnProfile = ({ meta }: ProfileResource): boolean => !/^k(ns|sa)\./.test(meta.name);

const toProfile = ({ meta, labelsToApply, ingress, egress }: ProfileResource): readonly [string, Profile] => [
  meta.name,
  { name: meta.name, labelsToApply, ingress, egress, at: meta.at },
];
